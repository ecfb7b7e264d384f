import type { Rng } from '../../base/rng.ts';
import { bulkGenerator, type GeneratorState } from '../draws/generator.ts';
import { Moments } from './moments.ts';

/** Parts of the verification, after the kind of model. */
export const SECTIONS = [
  'gaussian',
  'accumulate',
  'kernel-density',
  'regression',
  'drift',
  'real-share',
  'learner-loop',
] as const;

export type Section = (typeof SECTIONS)[number];

/** A closed form at one setting, and the simulation that it is held against. */
export interface Row {
  /** Unique: names the row's random stream too. */
  readonly id: string;
  readonly section: Section;
  /** What is measured, in the source's notation. */
  readonly quantity: string;
  readonly setting: string;
  readonly theory: number;
  readonly source: string;
  /**
   * `equal`: the mean of the simulation is the theory. `below`: a trap, where the formula is true and what a careless test compares
   * with it lies below.
   */
  readonly expect: 'equal' | 'below';
  /** Random draws that the simulation makes, about: what progress is measured in. */
  readonly draws: number;
  simulate(rng: Rng): Moments | Promise<Moments>;
}

/** A row but for its id and what is mostly the same. */
export interface RowSpec {
  readonly section: Section;
  readonly quantity: string;
  readonly setting: string;
  readonly theory: number;
  readonly source: string;
  readonly expect?: 'equal' | 'below';
  /** Draws of one replicate. */
  readonly draws: number;
  readonly replicates: number;
}

function finished({ replicates, draws, ...spec }: RowSpec, simulate: Row['simulate']): Row {
  const { section, quantity, setting } = spec;
  return {
    expect: 'equal',
    ...spec,
    id: `${section}/${quantity}/${setting}`,
    draws: draws * replicates,
    simulate,
  };
}

/** A row whose replicates are made by a fast kernel: `prepare` allocates, what it returns makes one value. */
export function kernelRow(spec: RowSpec, prepare: () => (state: GeneratorState) => number): Row {
  return finished(spec, (rng) => {
    const state = bulkGenerator(rng);
    const replicate = prepare();
    const moments = new Moments();
    for (let i = 0; i < spec.replicates; i++) moments.add(replicate(state));
    return moments;
  });
}

/** A row whose replicates go through learners and loops. */
export function publicRow(spec: RowSpec, replicate: (rng: Rng) => Promise<number>): Row {
  return finished(spec, async (rng) => {
    const moments = new Moments();
    for (let i = 0; i < spec.replicates; i++) moments.add(await replicate(rng.split(i)));
    return moments;
  });
}

/** Replicates that make about `budget` draws, `least` to `most` of them. */
export function replicatesFor(draws: number, budget: number, least = 400, most = 200_000): number {
  return Math.max(least, Math.min(most, Math.round(budget / draws)));
}
