/** Distinct n-grams among those of the first `tokens` tokens, as a share; undefined where there are not so many tokens. */
export function distinctShare(rows: Iterable<Uint32Array>, n: number, tokens: number): number | undefined {
  const seen = new Set<string>();
  let windows = 0;
  let left = tokens;
  for (const row of rows) {
    const length = Math.min(row.length, left);
    for (let i = 0; i + n <= length; i++) {
      seen.add(row.subarray(i, i + n).join(' '));
      windows++;
    }
    left -= length;
    if (left === 0) return windows === 0 ? undefined : seen.size / windows;
  }
  return undefined;
}

/**
 * The rare words of a text: of those in two rows or more, the rarest, down to the last tenth of their mass. Words of one count enter
 * together, so that nothing hangs on their order.
 */
export function tailWords(rows: readonly Uint32Array[]): Set<number> {
  const attested = [...countWords(rows)]
    .filter(([, own]) => own.rows >= 2)
    .sort(([, x], [, y]) => x.count - y.count);
  const mass = attested.reduce((sum, [, own]) => sum + own.count, 0);
  const tail = new Set<number>();
  let taken = 0;
  let highest = 0;
  for (const [word, { count }] of attested) {
    if (taken >= mass / 10 && count > highest) break;
    highest = count;
    taken += count;
    tail.add(word);
  }
  return tail;
}

interface WordCount {
  count: number;
  rows: number;
  last: number;
}

/** Uses of each word, and rows that have it. */
function countWords(rows: readonly Uint32Array[]): Map<number, WordCount> {
  const counts = new Map<number, WordCount>();
  for (const [row, words] of rows.entries()) {
    for (const word of words) {
      const own = counts.get(word) ?? { count: 0, rows: 0, last: -1 };
      own.count++;
      if (own.last !== row) own.rows++;
      own.last = row;
      counts.set(word, own);
    }
  }
  return counts;
}

/** Share of `tail` that occurs in the first `tokens` tokens of `rows`; undefined where there are not so many tokens. */
export function tailCoverage(
  rows: Iterable<Uint32Array>,
  tail: ReadonlySet<number>,
  tokens: number,
): number | undefined {
  const found = new Set<number>();
  let left = tokens;
  for (const row of rows) {
    for (const word of row.subarray(0, left)) if (tail.has(word)) found.add(word);
    left -= Math.min(row.length, left);
    if (left === 0) return tail.size === 0 ? undefined : found.size / tail.size;
  }
  return undefined;
}
