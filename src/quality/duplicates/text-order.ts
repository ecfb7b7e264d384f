import type { TextOrder } from './text-store.ts';

/** Texts by their exact hashes, given as pairs (hi, lo). Distinct hashes leave no choice. */
export function orderTexts(hashes: Uint32Array, length = hashes.length / 2): TextOrder {
  // The upper half of a key is `hi`, the lower one the text: a native sort of whole numbers, not one by a comparison.
  const words = new Uint32Array(2 * length);
  for (let text = 0; text < length; text++) {
    words[2 * text] = text;
    words[2 * text + 1] = hashes[2 * text];
  }
  new BigUint64Array(words.buffer).sort();
  const texts = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const text = words[2 * i];
    let at = i;
    while (at > 0 && after(hashes, texts[at - 1], text)) {
      texts[at] = texts[at - 1];
      at--;
    }
    texts[at] = text;
  }
  const place = new Uint32Array(length);
  for (let i = 0; i < length; i++) place[texts[i]] = i;
  return { texts, place };
}

/** Of equal upper halves; there are next to none. */
function after(hashes: Uint32Array, a: number, b: number): boolean {
  return hashes[2 * a] === hashes[2 * b] && hashes[2 * a + 1] > hashes[2 * b + 1];
}

/** The order of the texts with `alive` 1. The place of another text means nothing in it. */
export function livingOrder({ texts, place }: TextOrder, alive: Uint8Array): TextOrder {
  const living = texts.filter((text) => alive[text] === 1);
  const places = new Uint32Array(place.length);
  living.forEach((text, i) => {
    places[text] = i;
  });
  return { texts: living, place: places };
}
