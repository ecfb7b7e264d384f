import { Rng } from '../../src/base/rng.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';
import { type Language, VOCABULARY } from './language.ts';
import { LEVEL, markedTexts, percent, pValueOf, unmarkedTexts } from './round-trips.ts';
import { SCHEME_CASES } from './schemes.ts';

const LENGTH = 200;
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5] as const;

/** What is done to `share` of the tokens of a text. `other`: an unmarked text of the same length. */
type Attack = (tokens: Int32Array, share: number, rng: Rng, other: Int32Array) => Int32Array;

const ATTACKS: Readonly<Record<string, Attack>> = {
  deletion: (tokens, share, rng) => tokens.filter(() => rng.next() >= share),
  insertion: (tokens, share, rng) =>
    Int32Array.from(
      [...tokens].flatMap((token) => (rng.next() < share ? [token, rng.int(VOCABULARY)] : [token])),
    ),
  substitution: (tokens, share, rng) =>
    tokens.map((token) => (rng.next() < share ? rng.int(VOCABULARY) : token)),
  paste: (tokens, share, rng, other) => {
    const length = Math.round(share * tokens.length);
    const at = rng.int(tokens.length - length + 1);
    const pasted = tokens.slice();
    pasted.set(other.subarray(at, at + length), at);
    return pasted;
  },
};

/** Prints the share of marked texts of 200 tokens that are still found after each attack. */
export function robustness(language: Language, count: number, only?: string): void {
  const others = unmarkedTexts(language, count, LENGTH);
  console.log(
    `\nTrue positives at a level of ${LEVEL} after an attack on marked texts of ${LENGTH} tokens, ${count} texts.\n`,
  );
  console.log(`| scheme | attack | ${SHARES.map((share) => `${100 * share}%`).join(' | ')} |`);
  console.log(`| --- | --- | ${SHARES.map(() => '---').join(' | ')} |`);
  for (const one of SCHEME_CASES) {
    if (only !== undefined && !one.name.includes(only)) continue;
    const texts = markedTexts(language, one, count, LENGTH);
    const detector = openKey(one.key(0)).detector();
    for (const [name, attack] of Object.entries(ATTACKS)) {
      const cells = SHARES.map((share) => {
        const rng = new Rng(`${name} ${share}`);
        const attacked = texts.map((text, i) => attack(text, share, rng, others[i]));
        return percent(attacked.filter((text) => pValueOf(detector, text) <= LEVEL).length / count);
      });
      console.log(`| ${one.name} | ${name} | ${cells.join(' | ')} |`);
    }
  }
}
