/** Binomial coefficient, exact. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}

/** 1 - C(n-c, m)/C(n, m), by exact integers, to 1e-15. */
export function presenceExact(n: number, m: number, c: number): number {
  const key = `${n},${m},${c}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const all = choose(n, m);
  const answer = Number(((all - choose(n - c, m)) * 10n ** 16n) / all) / 1e16;
  answers.set(key, answer);
  return answer;
}

const answers = new Map<string, number>();

/** All subsets of `k` of the indices 0 to `n` - 1. */
export function* subsets(n: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= n - k; i++) for (const rest of subsets(n, k - 1, i + 1)) yield [i, ...rest];
}
