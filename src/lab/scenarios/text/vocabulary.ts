import { Tokenizer, tokenStrings } from '../../../text/tokenizer.ts';

/** Words of texts as dense ids, and back. */
export class WordCodec {
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #tokenizer = new Tokenizer();

  /** Different words met so far. */
  get size(): number {
    return this.#words.length;
  }

  /** Ids of the words of `text`; new words get new ids. */
  encode(text: string): Uint32Array {
    return Uint32Array.from(tokenStrings(text, this.#tokenizer), (word) => {
      let id = this.#ids.get(word);
      if (id === undefined) {
        id = this.#words.push(word) - 1;
        this.#ids.set(word, id);
      }
      return id;
    });
  }

  /** The words of `ids` with blanks between. */
  decode(ids: Uint32Array): string {
    let text = '';
    for (const id of ids) text += text === '' ? this.#words[id] : ` ${this.#words[id]}`;
    return text;
  }
}
