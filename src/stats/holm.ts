import { OutcrossError } from '../base/errors.ts';

/**
 * Holm's step-down adjusted p-values (Holm 1979): rejecting where the adjusted value is at most alpha keeps the chance of
 * any false rejection at or below alpha, whatever the dependence. Hypotheses without a p-value stay undefined and do
 * not count among the tests. Throws `E_INTERNAL` for what is no probability.
 */
export function holm(pValues: readonly (number | undefined)[]): (number | undefined)[] {
  const order: number[] = [];
  pValues.forEach((p, i) => {
    if (p === undefined) return;
    if (!(p >= 0 && p <= 1)) throw new OutcrossError('E_INTERNAL', `${p} is no p-value`);
    order.push(i);
  });
  order.sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted: (number | undefined)[] = Array(pValues.length).fill(undefined);
  let floor = 0;
  for (let rank = 0; rank < order.length; rank++) {
    floor = Math.max(floor, Math.min(1, (order.length - rank) * pValues[order[rank]]!));
    adjusted[order[rank]] = floor;
  }
  return adjusted;
}
