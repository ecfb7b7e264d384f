import { stirlingSeries } from './gamma.ts';
import { type Spectrum, spectrumTokens } from './spectrum.ts';

/** Up to this count, or this sample, the product is taken, above both the closed form. */
const PRODUCT_UP_TO = 128;

/** Beyond this many expected occurrences exp(-40) is lost beside 1. */
const CERTAIN_ABOVE = 40;

/** ln of prod_{i < m} (1 - c/(n - i)): the chance that m draws out of n miss a type of c tokens. */
function logMissByProduct(n: number, m: number, c: number): number {
  let sum = 0;
  for (let i = 0; i < m; i++) sum += Math.log1p(-c / (n - i));
  return sum;
}

/**
 * The same by Stirling's formula with its series (Abramowitz and Stegun 6.1.40). Written out for the four factorials of
 * C(n-c, m)/C(n, m), the large terms cancel on paper and what is left is of the size of the result, so n = 1e12 loses
 * no digits; a difference of log-gammas would be wrong in the third.
 */
function logMissByStirling(n: number, m: number, c: number): number {
  const rest = n - m - c;
  const main =
    m * Math.log1p(-c / n) + c * Math.log1p(-m / n) + (rest + 0.5) * Math.log1p((c / rest) * (m / n));
  return main + (stirlingSeries(n - m) + stirlingSeries(n - c)) - (stirlingSeries(n) + stirlingSeries(rest));
}

/**
 * c -> ln( C(n-c, m) / C(n, m) ), 0 <= c, m <= n: a running table of products for small c, the product over m where m is
 * small, else the closed form.
 */
function logMiss(n: number, m: number): (count: number) => number {
  const table = new Float64Array(Math.min(PRODUCT_UP_TO, n - m) + 1);
  for (let c = 1; c < table.length; c++) table[c] = table[c - 1] + Math.log1p(-m / (n - c + 1));
  return (count) => {
    if (count < table.length) return table[count];
    if (count + m > n) return -Infinity;
    if (m <= PRODUCT_UP_TO) return logMissByProduct(n, m, count);
    return count * (m / n) > CERTAIN_ABOVE ? -Infinity : logMissByStirling(n, m, count);
  };
}

function isSample(n: number, m: number): boolean {
  return Number.isInteger(n) && Number.isInteger(m) && m >= 0 && m <= n;
}

/**
 * The chance that a type with `c` tokens among `n` is seen in `m` tokens drawn without replacement:
 * `1 - C(n-c, m)/C(n, m)` (Hurlbert 1971), as a function of c, 0 <= c <= n. Relative error below 1e-11 for n to 1e12.
 * Undefined unless n and m are integers, 0 <= m <= n.
 */
export function presence(n: number, m: number): ((count: number) => number) | undefined {
  if (!isSample(n, m)) return undefined;
  const miss = logMiss(n, m);
  return (count) => 0 - Math.expm1(miss(count));
}

/** `presence` of each of `counts`, in the same order. */
export function presenceTable(n: number, m: number, counts: ArrayLike<number>): Float64Array | undefined {
  const seen = presence(n, m);
  return seen === undefined ? undefined : Float64Array.from(counts, seen);
}

/**
 * Distinct types expected in `m` tokens drawn without replacement (Hurlbert 1971). `n` is the number of tokens that the
 * spectrum was counted among; it is the spectrum's own sum unless the spectrum is a sample of types. Undefined for m > n.
 */
export function expectedTypes(
  spectrum: Spectrum,
  m: number,
  n = spectrumTokens(spectrum),
): number | undefined {
  const seen = presence(n, m);
  if (seen === undefined) return undefined;
  let sum = 0;
  for (let i = 0; i < spectrum.counts.length; i++) sum += spectrum.types[i] * seen(spectrum.counts[i]);
  return sum;
}

/**
 * Coverage expected of a sample of `m` tokens: the share of the whole's probability that its types hold, the interpolation
 * of Chao and Jost (2012), `1 - sum_types (c/n) C(n-c, m)/C(n-1, m)`, m < n. Undefined otherwise.
 */
export function expectedCoverage(
  spectrum: Spectrum,
  m: number,
  n = spectrumTokens(spectrum),
): number | undefined {
  if (!isSample(n, m) || m >= n) return undefined;
  const miss = logMiss(n - 1, m);
  let missing = 0;
  for (let i = 0; i < spectrum.counts.length; i++) {
    const count = spectrum.counts[i];
    missing += spectrum.types[i] * (count / n) * Math.exp(miss(count - 1));
  }
  return 1 - missing;
}
