import { LOOPS, type Loop } from './loops.ts';

/** One line to judge. Plain values: they are dealt to workers. */
export type Job =
  /** Human text against human text; `generations` samples, each of groups of its own. */
  | {
      readonly kind: 'human';
      readonly corpus: number;
      readonly tokens: number;
      readonly generations: number;
      readonly seed: number;
    }
  | {
      readonly kind: Loop;
      readonly corpus: number;
      readonly tokens: number;
      readonly generations: number;
      readonly seed: number;
    };

/** How many lines of each kind. `quick` is for trying the program out. */
export interface Effort {
  readonly pairs: number;
  readonly humanLines: number;
  readonly stable: number;
  readonly replace: number;
  readonly other: number;
}

export const FULL: Effort = { pairs: 30, humanLines: 8, stable: 34, replace: 50, other: 8 };
export const QUICK: Effort = { pairs: 2, humanLines: 1, stable: 2, replace: 3, other: 1 };

const PAIR_SIZES = [20_000, 50_000, 100_000, 500_000];
const LINE_SIZES = [20_000, 50_000, 100_000];
/** Corpora whose text trains the models of the loops: the first two of the list. */
const LOOP_CORPORA = 2;

/** @param corpora number of human corpora at hand. */
export function plan(corpora: number, effort: Effort): Job[] {
  const jobs: Job[] = [];
  const repeat = (n: number, make: (seed: number) => Job) => {
    for (let seed = 1; seed <= n; seed++) jobs.push(make(seed));
  };
  for (let corpus = 0; corpus < corpora; corpus++) {
    for (const tokens of PAIR_SIZES)
      repeat(effort.pairs, (seed) => ({ kind: 'human', corpus, tokens, generations: 1, seed }));
    for (const tokens of [20_000, 50_000]) {
      repeat(effort.humanLines, (seed) => ({ kind: 'human', corpus, tokens, generations: 3, seed }));
    }
  }
  for (let corpus = 0; corpus < Math.min(LOOP_CORPORA, corpora); corpus++) {
    for (const tokens of LINE_SIZES) {
      for (const loop of LOOPS) repeat(linesOf(loop, effort), (seed) => lineJob(loop, corpus, tokens, seed));
    }
  }
  return jobs;
}

function linesOf(loop: Loop, effort: Effort): number {
  if (loop === 'stable') return effort.stable;
  return loop === 'replace' ? effort.replace : effort.other;
}

function lineJob(loop: Loop, corpus: number, tokens: number, seed: number): Job {
  const generations = loop === 'stable' ? 4 : loop === 'replace' ? (seed <= 12 ? 8 : 3) : 6;
  return { kind: loop, corpus, tokens, generations, seed };
}
