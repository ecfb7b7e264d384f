/**
 * A full factorial of `factors` two-level factors: the loss of every subset of the factors that are on, a bit a factor, so that
 * index 0 has none on and 2^factors - 1 all.
 */
export type Losses = ArrayLike<number>;

/**
 * Shapley value of each factor (Shapley 1953): its mean effect over all orders in which the factors can be switched on,
 * `sum_S |S|! (f - |S| - 1)! / f! (v(S + i) - v(S))`. They sum to the loss with all on less that with none.
 */
export function shapleyValues(losses: Losses, factors: number): number[] {
  const orders = factorial(factors);
  return Array.from({ length: factors }, (_, i) => {
    let value = 0;
    for (let set = 0; set < 1 << factors; set++) {
      if ((set >> i) & 1) continue;
      const size = bits(set);
      const weight = (factorial(size) * factorial(factors - size - 1)) / orders;
      value += weight * (losses[set | (1 << i)] - losses[set]);
    }
    return value;
  });
}

/** An effect of the factorial: of one factor, or of several together. */
export interface Effect {
  /** Indices of the factors, ascending. */
  readonly factors: readonly number[];
  readonly value: number;
}

/**
 * Main effects and interactions (Yates 1937; Box, Hunter and Hunter 2005, chapter 5): the effect of one factor is the mean change when it is
 * switched on, over all settings of the others; that of several is how much the effect of one changes as the others are
 * switched on, 0 where they simply add up.
 */
export function factorialEffects(losses: Losses, factors: number): Effect[] {
  const effects: Effect[] = [];
  for (let mask = 1; mask < 1 << factors; mask++) {
    const chosen = Array.from({ length: factors }, (_, i) => i).filter((i) => (mask >> i) & 1);
    let sum = 0;
    for (let set = 0; set < 1 << factors; set++) {
      const off = bits(mask & ~set);
      sum += off % 2 === 0 ? losses[set] : -losses[set];
    }
    effects.push({ factors: chosen, value: sum / 2 ** (factors - chosen.length) });
  }
  return effects.sort((a, b) => a.factors.length - b.factors.length);
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
