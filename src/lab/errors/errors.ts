import { availableParallelism } from 'node:os';
import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import { estimateOf } from '../run/aggregate.ts';
import { requireWhole } from '../theory/parameters.ts';
import { runReplicates } from '../workers/replicates.ts';
import { workerFile } from '../workers/worker-file.ts';
import { factorialEffects, shapleyValues } from './factorial.ts';
import type { LabErrors } from './result.ts';
import { shareOf } from './share.ts';
import { studyOf } from './studies.ts';
import { cellOf, FACTORS, type Limit, type StudyEntry, type StudySettings } from './study.ts';

export interface ErrorsRequest {
  readonly learner: string;
  readonly samples?: number;
  readonly generations?: number;
  readonly replicates?: number;
  readonly limit?: string;
  readonly seed?: string;
  readonly text?: readonly string[];
}

export interface ErrorsHooks {
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly version: string;
}

/** One line of the factorial. A plain value, sent to workers. */
export interface ErrorsTask {
  readonly settings: StudySettings;
  readonly seed: string;
  readonly replicate: number;
  /** Bits of the errors that are made. */
  readonly set: number;
}

const CELLS = 1 << FACTORS.length;

/** The losses of one line. */
export async function runCell({ settings, seed, replicate, set }: ErrorsTask): Promise<number[]> {
  const study = await studyOf(settings.learner).load(settings);
  return study.losses(cellOf(set), new Rng(seed).split(`replicate ${replicate}`));
}

/**
 * Runs the factorial of the three errors and says how much of the loss after the last generation each accounts for. The same request
 * gives the same value, whatever the number of workers. Throws `E_PARAMETER` for what is unknown or out of bounds.
 */
export async function runErrors(request: ErrorsRequest, hooks: ErrorsHooks): Promise<LabErrors> {
  const entry = studyOf(request.learner);
  const settings = settled(entry, request);
  const replicates = request.replicates ?? entry.defaults.replicates;
  requireWhole('the number of replicates', replicates, 1, 100_000);
  const seed = request.seed ?? '1';
  const jobs = Array.from({ length: replicates }, (_, replicate) =>
    Array.from({ length: CELLS }, (_, set): ErrorsTask => ({ settings, seed, replicate, set })),
  ).flat();
  const lines = await runReplicates<ErrorsTask, number[]>({
    jobs,
    run: runCell,
    file: workerFile(import.meta.url, 'worker'),
    workers: hooks.workers ?? (entry.slow === true ? availableParallelism() : 0),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
    ...(hooks.onProgress === undefined ? {} : { onProgress: hooks.onProgress }),
  });
  return summarised(entry, settings, { replicates, seed, version: hooks.version }, lines);
}

function settled(entry: StudyEntry, { samples, generations, limit, text }: ErrorsRequest): StudySettings {
  const rows = samples ?? entry.defaults.samples;
  requireWhole('M, the samples of a generation,', rows, entry.leastSamples);
  const last = generations ?? entry.defaults.generations;
  requireWhole('the number of generations', last, 0, 10_000);
  const known = Object.keys(entry.limits) as Limit[];
  const chosen = known.find((name) => name === (limit ?? known[0]));
  if (chosen === undefined) {
    throw new OutcrossError('E_PARAMETER', `${entry.name} has no solver limited by "${limit}"`, {
      where: '--limit',
      hint: `Known: ${known.join(', ')}.`,
    });
  }
  return {
    learner: entry.name,
    samples: rows,
    generations: last,
    limit: chosen,
    ...(text === undefined ? {} : { text }),
  };
}

interface How {
  readonly replicates: number;
  readonly seed: string;
  readonly version: string;
}

/** `lines`: losses by replicate and, within it, by set of errors. */
function summarised(
  { name, title, levels, limits, loss, rows }: StudyEntry,
  settings: StudySettings,
  { replicates, seed, version }: How,
  lines: readonly (readonly number[])[],
): LabErrors {
  const at = (replicate: number, set: number) => lines[replicate * CELLS + set];
  const every = Array.from({ length: replicates }, (_, r) => r);
  const finals = every.map((r) =>
    Array.from({ length: CELLS }, (_, set) => at(r, set)[settings.generations]),
  );
  const shapley = finals.map((losses) => shapleyValues(losses, FACTORS.length));
  const effects = finals.map((losses) => factorialEffects(losses, FACTORS.length));
  const totals = finals.map((losses) => losses[CELLS - 1] - losses[0]);
  return {
    schema: 'outcross.lab-errors/1',
    tool: { name: 'outcross', version },
    learner: { name, title, rows },
    settings: { ...settings, replicates, seed, solver: limits[settings.limit]! },
    loss,
    factors: FACTORS.map((factor) => ({ name: factor, ...levels[factor] })),
    cells: Array.from({ length: CELLS }, (_, set) => ({
      made: FACTORS.filter((_, bit) => (set >> bit) & 1),
      generations: Array.from(
        { length: settings.generations + 1 },
        (_, g) => estimateOf(every.map((r) => at(r, set)[g]))!,
      ),
    })),
    total: estimateOf(totals)!,
    shares: FACTORS.map((factor, i) => {
      const own = shapley.map((values) => values[i]);
      return { factor, loss: estimateOf(own)!, ...shareOf(own, totals) };
    }),
    effects: effects[0].map(({ factors }, i) => ({
      factors: factors.map((bit) => FACTORS[bit]),
      loss: estimateOf(effects.map((all) => all[i].value))!,
    })),
  };
}
