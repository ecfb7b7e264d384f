import type { GenerationReport, Report } from '../report.ts';
import { verdictChange } from './change.ts';
import type { VerdictChange } from './diff.ts';

/** A generation and what it is held against. */
export interface Pair {
  readonly before: GenerationReport;
  readonly after: GenerationReport;
}

type Side = Pick<Report, 'generations'>;

/**
 * Generations of the same name; and the newest generation against the newest before it, where its name is new: that is what a line
 * that grew by a generation is asked about.
 */
export function pairsOf(before: Side, after: Side): Pair[] {
  const old = new Map(before.generations.map((generation) => [generation.name, generation]));
  const pairs = after.generations.flatMap((generation): Pair[] => {
    const same = old.get(generation.name);
    return same === undefined ? [] : [{ before: same, after: generation }];
  });
  const newest = after.generations.at(-1);
  const last = before.generations.at(-1);
  if (newest !== undefined && last !== undefined && !old.has(newest.name))
    pairs.push({ before: last, after: newest });
  return pairs;
}

/** Every generation of either side, in the order of the new report, those that are gone after them. */
export function verdictChanges(before: Side, after: Side): VerdictChange[] {
  const pairs = new Map(pairsOf(before, after).map((pair) => [pair.after.name, pair]));
  const now = after.generations.map(({ name, verdict }): VerdictChange => {
    const pair = pairs.get(name);
    if (pair === undefined) return { name, after: verdict, change: 'new' };
    const change = verdictChange(pair.before.verdict, verdict);
    if (pair.before.name === name) return { name, before: pair.before.verdict, after: verdict, change };
    return {
      name,
      before: pair.before.verdict,
      after: verdict,
      against: pair.before.name,
      change: change === 'same' ? 'new' : change,
    };
  });
  const names = new Set(after.generations.map(({ name }) => name));
  const gone = before.generations
    .filter(({ name }) => !names.has(name))
    .map(({ name, verdict }): VerdictChange => ({ name, before: verdict, change: 'gone' }));
  return [...now, ...gone];
}
