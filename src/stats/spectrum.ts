/**
 * Frequency of frequencies: `types[i]` types occur `counts[i]` times each. Counts are positive, distinct and rising.
 * Types may be fractions, where they are estimated from a sample of types.
 */
export interface Spectrum {
  readonly counts: Float64Array;
  readonly types: Float64Array;
}

/** From pairs `count -> types`; pairs of no types or of count 0 are dropped, pairs of one count are added. */
export function spectrumFrom(pairs: Iterable<readonly [count: number, types: number]>): Spectrum {
  const merged = new Map<number, number>();
  for (const [count, types] of pairs) {
    if (count > 0 && types > 0) merged.set(count, (merged.get(count) ?? 0) + types);
  }
  const sorted = [...merged].sort((a, b) => a[0] - b[0]);
  return {
    counts: Float64Array.from(sorted, (pair) => pair[0]),
    types: Float64Array.from(sorted, (pair) => pair[1]),
  };
}

/** From the count of each type; zeros are types that do not occur. */
export function spectrumOf(counts: ArrayLike<number>): Spectrum {
  const sorted = Float64Array.from(counts).sort();
  const pairs: [number, number][] = [];
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (sorted[end] === sorted[i]) end++;
    pairs.push([sorted[i], end - i]);
    i = end;
  }
  return spectrumFrom(pairs);
}

/** Sum of all counts. */
export function spectrumTokens({ counts, types }: Spectrum): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] * types[i];
  return sum;
}

/** How many types there are. */
export function spectrumTypes({ types }: Spectrum): number {
  let sum = 0;
  for (let i = 0; i < types.length; i++) sum += types[i];
  return sum;
}

/** How many types occur exactly `count` times: f1, f2, ... of the literature. */
export function typesWithCount(spectrum: Spectrum, count: number): number {
  const at = spectrum.counts.indexOf(count);
  return at < 0 ? 0 : spectrum.types[at];
}
