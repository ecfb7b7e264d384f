import type { NgramClasses } from './ngram-classes.ts';
import type { Measure, Rule } from './rule.ts';

/** Orders of which the most frequent n-gram is weighed, and their thresholds: Rae et al. 2021, table A1. */
const TOP = [
  [2, 0.2],
  [3, 0.18],
  [4, 0.16],
] as const;
/** Orders of which repeated n-grams are weighed, and their thresholds: as above. */
const REPEATED = [
  [5, 0.15],
  [6, 0.14],
  [7, 0.13],
  [8, 0.12],
  [9, 0.11],
  [10, 0.1],
] as const;

const SOURCE = 'Rae et al. 2021, table A1';

/** Shares of a text's characters in n-grams: the measures that both readings of Gopher have, with their rules. */
export function ngramMeasures(top: string, repeated: string): Measure[] {
  return [
    ...TOP.map(([n]) => ({ name: `top-${n}-gram`, meaning: top })),
    ...REPEATED.map(([n]) => ({ name: `repeated-${n}-grams`, meaning: repeated })),
  ];
}

/** `reference`: how the reference names the reason for an order, for the most frequent and for repeated n-grams. */
export function ngramRules(
  family: string,
  reference: readonly [(n: number) => string, (n: number) => string],
): Rule[] {
  const rule = (measure: string, threshold: number, name: string): Rule => ({
    id: `${family}.${measure}`,
    measure,
    bound: 'max',
    threshold,
    source: SOURCE,
    reference: name,
  });
  return [
    ...TOP.map(([n, threshold]) => rule(`top-${n}-gram`, threshold, reference[0](n))),
    ...REPEATED.map(([n, threshold]) => rule(`repeated-${n}-grams`, threshold, reference[1](n))),
  ];
}

/** Writes one value an order, 2 to 10, to `out` from `from` on. `ngrams` stands at order 1. */
export function measureNgrams(
  ngrams: NgramClasses,
  top: (ngrams: NgramClasses) => number,
  repeated: (ngrams: NgramClasses) => number,
  out: Float64Array,
  from: number,
): void {
  for (const _ of TOP) {
    ngrams.next();
    out[from++] = top(ngrams);
  }
  for (const _ of REPEATED) {
    ngrams.next();
    out[from++] = repeated(ngrams);
  }
}
