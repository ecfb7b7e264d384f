import type { Admitted } from './admit.ts';
import type { Candidates } from './candidates.ts';
import { type Amounts, amountsOf, isFull } from './fill.ts';
import { lanesOf } from './lanes.ts';
import type { Policy, Unit } from './policy.ts';

/** Sizes that are tried from above. */
const DESCENTS = 64;

/**
 * The largest size, in `unit`, that a policy can fill, 0 where it can fill none. What a smaller mix needs of each part is no more
 * than what a larger one needs, so that halving finds it; but for caps and shares, which are rounded, and shares whose first
 * examples are short: there a larger size may do where a smaller one does not. So sizes are tried from above too, each
 * as large as the one before could be filled.
 */
export function largest(candidates: Candidates, admitted: Admitted, policy: Policy, unit: Unit): number {
  const possible = (total: number) => isFull(amountsOf(candidates, admitted, policy, { unit, total }));
  let low = 0;
  let high = amountOf(candidates, admitted, unit);
  if (high > 0 && possible(high)) return high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (possible(middle)) low = middle;
    else high = middle;
  }
  const isRounded = Object.keys(policy.caps).length > 0 || policy.human.share !== undefined;
  return isRounded ? Math.max(low, fromAbove(candidates, admitted, policy, unit)) : low;
}

function fromAbove(candidates: Candidates, admitted: Admitted, policy: Policy, unit: Unit): number {
  let total = amountOf(candidates, admitted, unit);
  for (let tried = 0; tried < DESCENTS && total > 0; tried++) {
    const filled = amountsOf(candidates, admitted, policy, { unit, total });
    if (isFull(filled)) return total;
    total = Math.min(total - 1, Math.floor(within(filled, policy, unit) + 1e-9));
  }
  return 0;
}

/** A size that no mix of what could be had is above; the halves and ones are what a share may be rounded by. */
function within({ human, synthetic, carriers, short }: Amounts, policy: Policy, unit: Unit): number {
  const { share, minimum } = policy.human;
  const bounds: number[] = [];
  if (short.size > 0) bounds.push(human[unit] + synthetic[unit]);
  if (short.human > 0) bounds.push(share === undefined ? human[unit] / minimum : (human[unit] + 0.5) / share);
  // A cap may give room to synthetic examples that fewer human ones leave.
  const isFree = Object.keys(policy.caps).length === 0;
  if (short.size > 0 && share !== undefined && share < 1 && isFree)
    bounds.push((synthetic[unit] + 1) / (1 - share));
  if (short.tail > 0) bounds.push(carriers[unit] / policy.tail.minimum);
  return Math.min(...bounds);
}

/** All that was admitted, in `unit`. */
export function amountOf(candidates: Candidates, admitted: Admitted, unit: Unit): number {
  const { human, synthetic } = lanesOf(candidates, admitted);
  return human.first(human.size)[unit] + synthetic.first(synthetic.size)[unit];
}
