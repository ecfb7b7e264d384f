import type { Profile } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { type Estimate, estimate } from './estimate.ts';
import { Presence } from './presence.ts';
import { commonExamples, leaveEachOut, type Subject } from './subject.ts';

/** A category is attested where at least this many human examples bear it. */
const ATTESTED = 2;

/** The categories that the holdout attests. */
export function attestedCategories(holdout: Profile): string[] {
  return [...holdout.categories].filter(([, counts]) => total(counts) >= ATTESTED).map(([name]) => name);
}

/**
 * Share of the holdout's attested categories that the common number of the subject's examples is expected to hold.
 * Undefined where either names none.
 */
export function categoryCoverage(holdout: Subject, subject: Subject): Estimate | undefined {
  const names = attestedCategories(holdout.profile);
  if (names.length === 0 || subject.profile.categories.size === 0) return undefined;
  const counts = names.map((name) => subject.profile.categories.get(name) ?? new Float64Array(BLOCKS));
  const sums = counts.map(total);
  const presence = new Presence(subject.examples, commonExamples(subject));
  const covered = (block: number | undefined) => {
    let seen = 0;
    counts.forEach((byBlock, i) => {
      seen += presence.of(sums[i] - (block === undefined ? 0 : byBlock[block]));
    });
    return seen / names.length;
  };
  const without = leaveEachOut(subject.profile, covered);
  return estimate(covered(undefined), 0.5 / names.length, without);
}
