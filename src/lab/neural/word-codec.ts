import { END } from './transformer.ts';

/** Stands for every word outside the vocabulary, as in WikiText-2 (Merity et al. 2017). */
export const UNKNOWN_WORD = '<unk>';

/** The id of `UNKNOWN_WORD`. */
export const UNKNOWN = 1;

/**
 * Text to token ids and back, a word an id. Words are what stands between blanks. Ids: 0 ends a document, 1 is any unknown word,
 * then the vocabulary.
 */
export class WordCodec {
  /** What each id stands for. */
  readonly words: readonly string[];
  readonly #ids = new Map<string, number>();

  /** `vocabulary`: words without the two that every codec has; see `frequentWords`. */
  constructor(vocabulary: readonly string[]) {
    this.words = ['', UNKNOWN_WORD, ...vocabulary];
    for (let id = UNKNOWN; id < this.words.length; id++) this.#ids.set(this.words[id], id);
  }

  /** Number of ids. */
  get size(): number {
    return this.words.length;
  }

  encode(text: string): Uint32Array {
    return Uint32Array.from(wordsOf(text), (word) => this.#ids.get(word) ?? UNKNOWN);
  }

  decode(ids: Uint32Array): string {
    return Array.from(ids.filter((id) => id !== END), (id) => this.words[id]).join(' ');
  }
}

/**
 * The `most` commonest words of the texts, commonest first; of two that are as common, the one that sorts first by code unit. Words
 * that occur once only are none: nothing can be learnt of them.
 */
export function frequentWords(texts: Iterable<string>, most: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([word, count]) => count > 1 && word !== UNKNOWN_WORD);
  words.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return words.slice(0, most).map(([word]) => word);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}
