import { Tokenizer, tokenStrings } from '../../text/tokenizer.ts';
import { END } from './transformer.ts';

/** Stands for every word outside the vocabulary, as in WikiText-2 (Merity et al. 2017). One token of `words-1`. */
export const UNKNOWN_WORD = 'unk';

/** The id of `UNKNOWN_WORD`. */
export const UNKNOWN = 1;

/** Ids that every codec has: the end of a document, and the unknown word. */
export const RESERVED = 2;

/**
 * Text to token ids and back, an id for each of the commonest tokens of `words-1`. Ids: 0 ends a document, 1 is any other word, then the
 * vocabulary.
 */
export class FrequentWordCodec {
  /** What each id stands for. */
  readonly words: readonly string[];
  readonly #ids = new Map<string, number>();
  readonly #tokenizer = new Tokenizer();

  /** `vocabulary`: different words without the two that every codec has; see `frequentWords`. */
  constructor(vocabulary: readonly string[]) {
    this.words = ['', UNKNOWN_WORD, ...vocabulary];
    for (let id = UNKNOWN; id < this.words.length; id++) this.#ids.set(this.words[id], id);
  }

  /** Number of ids. */
  get size(): number {
    return this.words.length;
  }

  encode(text: string): Uint32Array {
    return Uint32Array.from(tokenStrings(text, this.#tokenizer), (word) => this.#ids.get(word) ?? UNKNOWN);
  }

  /** The words of `ids` with blanks between. */
  decode(ids: Uint32Array): string {
    return Array.from(
      ids.filter((id) => id !== END),
      (id) => this.words[id],
    ).join(' ');
  }
}

/**
 * The `most` commonest words of the texts, commonest first; of two that are as common, the one that sorts first by code unit. Words
 * that occur once only are none: nothing can be learnt of them.
 */
export function frequentWords(texts: Iterable<string>, most: number): string[] {
  const tokenizer = new Tokenizer();
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of tokenStrings(text, tokenizer)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([word, count]) => count > 1 && word !== UNKNOWN_WORD);
  words.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return words.slice(0, most).map(([word]) => word);
}
