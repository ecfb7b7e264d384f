/** Discounts of modified Kneser-Ney smoothing for n-grams counted once, twice, and three times or more. */
export interface Discounts {
  readonly one: number;
  readonly two: number;
  readonly three: number;
  /** Whether the counts of counts gave no estimate, so that `FALLBACK_DISCOUNTS` stand in. */
  readonly fallback: boolean;
}

/** Half of each count up to three: what is taken where the data are too few or too regular to say. */
export const FALLBACK_DISCOUNTS: Discounts = { one: 0.5, two: 1, three: 1.5, fallback: true };

/**
 * Discounts of one order from its counts of counts: `n1` to `n4` are how many n-grams of the order have count 1 to 4
 * (Chen and Goodman 1998, equation 26). They exist when n1, n2 and n3 are positive and each lies in (0, c]; otherwise
 * the whole order falls back. A discount of zero is refused as well: it would leave no probability to words unseen.
 */
export function modifiedKneserNeyDiscounts(n1: number, n2: number, n3: number, n4: number): Discounts {
  if (n1 === 0 || n2 === 0 || n3 === 0) return FALLBACK_DISCOUNTS;
  const y = n1 / (n1 + 2 * n2);
  const one = 1 - (2 * y * n2) / n1;
  const two = 2 - (3 * y * n3) / n2;
  const three = 3 - (4 * y * n4) / n3;
  const exist = one > 0 && two > 0 && three > 0;
  return exist ? { one, two, three, fallback: false } : FALLBACK_DISCOUNTS;
}

/** Entries a length in a discount table. */
export const DISCOUNT_ROW = 4;

/** Discounts at `length * DISCOUNT_ROW + min(count, 3)`, so that a loop over n-grams looks them up; `orders` from 1. */
export function discountTable(orders: readonly Discounts[]): Float64Array {
  const table = new Float64Array((orders.length + 1) * DISCOUNT_ROW);
  orders.forEach(({ one, two, three }, i) => {
    table.set([0, one, two, three], (i + 1) * DISCOUNT_ROW);
  });
  return table;
}
