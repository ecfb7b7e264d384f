import { ORIGINS } from '../../corpus/example.ts';
import { Doubling } from './doubling.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Candidate } from './keep.ts';
import { StringColumn } from './string-column.ts';

/** What stays in memory of every example, whatever the size of the corpus: 13 bytes, its id and the id's end. */
export class ExampleColumns {
  readonly #ids = new StringColumn();
  readonly #text = new Doubling(new Uint32Array(1 << 8));
  readonly #origin = new Doubling(new Uint8Array(1 << 8));
  readonly #generation = new Doubling(new Int32Array(1 << 8));
  readonly #length = new Doubling(new Uint32Array(1 << 8));

  get length(): number {
    return this.#ids.length;
  }

  /** `text`: number of its distinct text. */
  add({ id, origin, generation, length }: Fingerprint, text: number): void {
    const example = this.length;
    this.#text.room(example + 1)[example] = text;
    this.#origin.room(example + 1)[example] = origin;
    this.#generation.room(example + 1)[example] = generation;
    this.#length.room(example + 1)[example] = length;
    this.#ids.addBytes(id);
  }

  textOf(example: number): number {
    return this.#text.values[example];
  }

  idOf(example: number): string {
    return this.#ids.at(example);
  }

  candidate(example: number): Candidate {
    const generation = this.#generation.values[example];
    const ids = this.#ids;
    return {
      origin: ORIGINS[this.#origin.values[example]],
      generation: generation < 0 ? undefined : generation,
      length: this.#length.values[example],
      // Decoded only where the other rules leave it open.
      get id() {
        return ids.at(example);
      },
    };
  }
}
