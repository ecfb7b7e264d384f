import type { AuditResult } from '../../audit/audit.ts';
import type { Verdict } from '../../compare/verdict.ts';

/** What became of a thing from one report to the next. `differs`: neither better nor worse can be said. */
export type Change = 'worse' | 'better' | 'differs' | 'same' | 'new' | 'gone';

/** What a comparison comes to as a whole. */
export type Whole = 'worse' | 'better' | 'mixed' | 'same';

const RANK: Readonly<Partial<Record<Verdict, number>>> = { healthy: 0, narrow: 1, early: 2, late: 3 };

/** From this rank on a line is collapsing. */
const COLLAPSING = 2;

/**
 * A verdict against the one before. `shifted` and `inconclusive` stand in no order with the others: to come from them to a collapse is
 * worse, since it is now known; to go to them from one proves nothing.
 */
export function verdictChange(before: Verdict, after: Verdict): Change {
  if (before === after) return 'same';
  const [old, now] = [RANK[before], RANK[after]];
  if (old !== undefined && now !== undefined) return now > old ? 'worse' : 'better';
  return now !== undefined && now >= COLLAPSING ? 'worse' : 'differs';
}

const BURDEN: Readonly<Record<AuditResult, number>> = {
  passed: 0,
  'not-applicable': 0,
  waived: 1,
  'not-answered': 2,
  failed: 3,
};

/** The result of an item of an audit against the one before. */
export function resultChange(before: AuditResult, after: AuditResult): Change {
  if (before === after) return 'same';
  const step = BURDEN[after] - BURDEN[before];
  if (step === 0) return 'differs';
  return step > 0 ? 'worse' : 'better';
}

/** All changes in one word. What is new or gone counts for nothing. */
export function whole(changes: readonly Change[]): Whole {
  const worse = changes.includes('worse');
  const better = changes.includes('better');
  if (worse && better) return 'mixed';
  return worse ? 'worse' : better ? 'better' : 'same';
}
