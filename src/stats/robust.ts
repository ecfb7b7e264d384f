/** `MAD_SCALE * mad` estimates the standard deviation of a normal distribution: 1 over its upper quartile. */
export const MAD_SCALE = 1.482602218505602;

function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Quantile by linear interpolation of order statistics (Hyndman and Fan 1996, type 7), of values already sorted. */
function sortedQuantile(values: Float64Array, q: number): number | undefined {
  if (values.length === 0 || !(q >= 0 && q <= 1)) return undefined;
  const rank = q * (values.length - 1);
  const below = Math.floor(rank);
  const low = values[below];
  return rank === below ? low : low + (rank - below) * (values[below + 1] - low);
}

/** Sample quantile, `q` from 0 to 1 (Hyndman and Fan 1996, type 7). Undefined for no values. */
export function sampleQuantile(values: ArrayLike<number>, q: number): number | undefined {
  return sortedQuantile(sorted(values), q);
}

export function median(values: ArrayLike<number>): number | undefined {
  return sampleQuantile(values, 0.5);
}

/** Median absolute deviation from the median, unscaled (Hampel 1974). Undefined for no values. */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number | undefined {
  const middle = median(values);
  if (middle === undefined) return undefined;
  return median(Float64Array.from(values, (value) => Math.abs(value - middle)));
}

/** Upper less lower quartile. Undefined for no values. */
export function interquartileRange(values: ArrayLike<number>): number | undefined {
  const order = sorted(values);
  const lower = sortedQuantile(order, 0.25);
  const upper = sortedQuantile(order, 0.75);
  return lower === undefined || upper === undefined ? undefined : upper - lower;
}
