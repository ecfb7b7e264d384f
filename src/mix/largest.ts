import type { Admitted } from './admit.ts';
import type { Candidates } from './candidates.ts';
import { fill, isFull } from './fill.ts';
import type { Policy, Unit } from './policy.ts';

/**
 * The largest size, in `unit`, that a policy can fill, 0 where it can fill none. What a smaller mix needs of each part is no more
 * than what a larger one needs, so that halving finds it.
 */
export function largest(candidates: Candidates, admitted: Admitted, policy: Policy, unit: Unit): number {
  const possible = (total: number) => isFull(fill(candidates, admitted, policy, { unit, total }));
  let low = 0;
  let high = amountOf(candidates, admitted, unit);
  if (high > 0 && possible(high)) return high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (possible(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** All that was admitted, in `unit`. */
export function amountOf(candidates: Candidates, { human, synthetic }: Admitted, unit: Unit): number {
  if (unit === 'examples') return human.length + synthetic.length;
  let tokens = 0;
  for (const list of [human, synthetic]) for (const i of list) tokens += candidates.tokens[i];
  return tokens;
}
