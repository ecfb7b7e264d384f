import { Rng } from '../../src/base/rng.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';
import type { Detector } from '../../src/watermark/scheme.ts';
import { markedMoments, power } from './gumbel-theory.ts';
import type { Language } from './language.ts';
import { SCHEME_CASES, type SchemeCase } from './schemes.ts';

export const LENGTHS = [50, 100, 200, 400] as const;
export const LEVEL = 0.001;
/** Keys that every unmarked text is held against. */
const WRONG_KEYS = 10;

/** The p-value of a text. */
export function pValueOf(detector: Detector, tokens: Int32Array): number {
  const tally = detector.tally();
  tally.add(tokens);
  return tally.evidence().pValue ?? 1;
}

/** Texts of one scheme, marked with its first key. */
export function markedTexts(
  language: Language,
  one: SchemeCase,
  count: number,
  length: number,
): Int32Array[] {
  const opened = openKey(one.key(0));
  return Array.from({ length: count }, (_, i) => {
    const rng = new Rng(`${one.name} ${i}`);
    return language.text(
      length,
      rng,
      opened.marker(() => rng.next()),
    );
  });
}

export function unmarkedTexts(language: Language, count: number, length: number): Int32Array[] {
  return Array.from({ length: count }, (_, i) => language.text(length, new Rng(`unmarked ${i}`)));
}

/** Prints, for each scheme and length, the share of marked texts that are found and of unmarked ones that are called marked. */
export function roundTrips(language: Language, count: number, only?: string): void {
  const longest = LENGTHS[LENGTHS.length - 1];
  const unmarked = unmarkedTexts(language, count, longest);
  console.log(
    `\nTrue positives at a level of ${LEVEL}, ${count} texts; realised false positives of ${count * WRONG_KEYS} tests ` +
      `(${count} unmarked texts, ${WRONG_KEYS} keys).\n`,
  );
  console.log(`| scheme | ${LENGTHS.map((n) => `${n} tokens`).join(' | ')} | false positives at 100, 400 |`);
  console.log(`| --- | ${LENGTHS.map(() => '---').join(' | ')} | --- |`);
  for (const one of SCHEME_CASES) {
    if (only !== undefined && !one.name.includes(only)) continue;
    const texts = markedTexts(language, one, count, longest);
    const found = LENGTHS.map((length) => foundShare(openKey(one.key(0)).detector(), texts, length));
    const rates = [100, 400].map((length) => falseRate(one, unmarked, length));
    const cells = [one.name, ...found.map(percent), rates.map((rate) => rate.toFixed(4)).join(', ')];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function foundShare(detector: Detector, texts: readonly Int32Array[], length: number): number {
  return texts.filter((text) => pValueOf(detector, text.subarray(0, length)) <= LEVEL).length / texts.length;
}

function falseRate(one: SchemeCase, texts: readonly Int32Array[], length: number): number {
  let rate = 0;
  for (let key = 1; key <= WRONG_KEYS; key++)
    rate += foundShare(openKey(one.key(key)).detector(), texts, length);
  return rate / WRONG_KEYS;
}

/** Prints what theory says of the Gumbel mark on the same texts. */
export function gumbelTheory(language: Language, count: number): void {
  const cells = LENGTHS.map((length) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      let [mean, variance] = [0, 0];
      language.text(length, new Rng(`theory ${i}`), undefined, (p) => {
        const [m, v] = markedMoments(p);
        mean += m;
        variance += v;
      });
      sum += power(length, mean, variance, LEVEL);
    }
    return percent(sum / count);
  });
  console.log(`| theory: Gumbel, no context repeated | ${cells.join(' | ')} | ${LEVEL}, ${LEVEL} |`);
  console.log(`\nMean entropy of a token: ${language.entropy.toFixed(2)} bits.`);
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
