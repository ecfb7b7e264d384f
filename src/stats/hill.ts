import { type Spectrum, spectrumTokens, spectrumTypes } from './spectrum.ts';

/** Shannon entropy `-sum p ln p` in nats (Shannon 1948), p = count/tokens. Undefined for an empty spectrum. */
export function shannonEntropy(spectrum: Spectrum): number | undefined {
  const tokens = spectrumTokens(spectrum);
  if (!(tokens > 0)) return undefined;
  let sum = 0;
  for (let i = 0; i < spectrum.counts.length; i++) {
    const p = spectrum.counts[i] / tokens;
    sum -= spectrum.types[i] * p * Math.log(p);
  }
  return Math.max(0, sum);
}

/** `ln(sum p^q)/(1 - q)` near q = 1, where both halves vanish: `sum p^q - 1 = sum p (exp((q-1) ln p) - 1)`. */
function logHillNearOne({ counts, types }: Spectrum, tokens: number, q: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const p = counts[i] / tokens;
    sum += types[i] * p * Math.expm1((q - 1) * Math.log(p));
  }
  return Math.log1p(sum) / (1 - q);
}

/** The same away from 1, scaled by the largest share so that large q does not underflow. */
function logHillFarFromOne({ counts, types }: Spectrum, tokens: number, q: number): number {
  const largest = counts[counts.length - 1];
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += types[i] * (counts[i] / largest) ** q;
  return (q * Math.log(largest / tokens) + Math.log(sum)) / (1 - q);
}

/**
 * Hill number of order q, the effective number of types `(sum p^q)^(1/(1-q))` (Hill 1973; Jost 2006): richness at 0,
 * exp(Shannon) at 1, inverse Simpson at 2, 1/max p at Infinity. Between 1 and the richness, and falling in q. Undefined
 * for an empty spectrum and for q < 0.
 */
export function hillNumber(spectrum: Spectrum, q: number): number | undefined {
  const tokens = spectrumTokens(spectrum);
  if (!(tokens > 0 && q >= 0)) return undefined;
  if (q === 0) return spectrumTypes(spectrum);
  if (q === 1) return Math.exp(shannonEntropy(spectrum)!);
  if (q === Infinity) return tokens / spectrum.counts[spectrum.counts.length - 1];
  const near = Math.abs(q - 1) < 0.1;
  return Math.exp(near ? logHillNearOne(spectrum, tokens, q) : logHillFarFromOne(spectrum, tokens, q));
}
