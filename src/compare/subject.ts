import { type Profile, tableOf } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { BLOCKS, type TypeTable } from '../sketch/type-table.ts';
import type { LeftOut } from './estimate.ts';

/** A profile made ready for comparison: its tables brought to the shift that all profiles of the comparison share. */
export interface Subject {
  readonly name: string;
  readonly profile: Profile;
  readonly examples: number;
  readonly tokens: number;
  /** Share of its examples that the common size comes to, at most 1. */
  readonly fraction: number;
  readonly tables: ReadonlyMap<number, TypeTable>;
}

/** Number of examples to which the subject is brought: one at least, however long they are. */
export function commonExamples(subject: Subject): number {
  return Math.max(1, Math.round(subject.examples * subject.fraction));
}

/** True where a block holds at least one example. */
export function filledBlocks(profile: Profile): Uint8Array {
  return Uint8Array.from(profile.tally.examples, (n) => (n > 0 ? 1 : 0));
}

/** The blocks in which the corpus has examples. */
export function blockCount(profile: Profile): number {
  return profile.tally.examples.reduce((n, examples) => n + (examples > 0 ? 1 : 0), 0);
}

/**
 * Brings profiles to one share of the type space, order by order, so that all of them keep the same types.
 * @param tokens common size; each subject's fraction is `tokens` over its own, never above 1.
 */
export function makeSubjects(
  named: readonly { name: string; profile: Profile }[],
  tokens: number,
): Subject[] {
  const orders = named[0].profile.tables.map((table) => table.columns.order);
  const shifts = new Map(
    orders.map((order) => [order, Math.max(...named.map((n) => tableOf(n.profile, order).columns.shift))]),
  );
  return named.map(({ name, profile }) => {
    const size = total(profile.tally.tokens);
    return {
      name,
      profile,
      examples: total(profile.tally.examples),
      tokens: size,
      fraction: Math.min(1, tokens / size),
      tables: new Map(orders.map((order) => [order, tableOf(profile, order).sink(shifts.get(order)!)])),
    };
  });
}

/** An array of one entry a block. */
export function perBlock(): Float64Array {
  return new Float64Array(BLOCKS);
}

/** The result of `leaveOut` for each block that is not empty: the delete-a-block values that `estimate` wants. */
export function leaveEachOut(profile: Profile, leaveOut: (block: number) => number): LeftOut {
  const { examples, tokens } = profile.tally;
  const without = Float64Array.from(examples, (n, block) => (n > 0 ? leaveOut(block) : Number.NaN));
  return { without, sizes: tokens };
}
