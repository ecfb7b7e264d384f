import { type Spectrum, spectrumTokens, spectrumTypes, typesWithCount } from './spectrum.ts';

/**
 * Good-Turing missing mass f1/n: the probability that the next token is of a type not seen (Good 1953). `n` is the number
 * of tokens that the spectrum was counted among. Undefined for no tokens.
 */
export function missingMass(spectrum: Spectrum, n = spectrumTokens(spectrum)): number | undefined {
  return n > 0 ? typesWithCount(spectrum, 1) / n : undefined;
}

/** Types never seen, at least: `f1^2 / (2 f2)`, and the bias-corrected `f1 (f1 - 1)/2` where f2 = 0 (Chao 1984, 1987). */
function unseenTypes(f1: number, f2: number): number {
  return f2 > 0 ? (f1 * f1) / (2 * f2) : Math.max(0, (f1 * (f1 - 1)) / 2);
}

/** Chao1, a lower bound on the number of types: those seen and `unseenTypes`. Undefined for an empty spectrum. */
export function chao1(spectrum: Spectrum): number | undefined {
  if (spectrum.counts.length === 0) return undefined;
  return spectrumTypes(spectrum) + unseenTypes(typesWithCount(spectrum, 1), typesWithCount(spectrum, 2));
}

/**
 * Sample coverage, the probability that the seen types hold: `1 - f1/n (n-1) f1/((n-1) f1 + 2 f2)`, Chao and Jost
 * (2012); where f2 = 0, with f1 (f1 - 1)/2 unseen types in place of f1^2/(2 f2). Undefined for fewer than
 * two tokens.
 */
export function sampleCoverage(spectrum: Spectrum, n = spectrumTokens(spectrum)): number | undefined {
  if (!(n > 1)) return undefined;
  const f1 = typesWithCount(spectrum, 1);
  if (f1 === 0) return 1;
  const unseen = ((n - 1) / n) * unseenTypes(f1, typesWithCount(spectrum, 2));
  return 1 - ((f1 / n) * (n * unseen)) / (n * unseen + f1);
}
