import type { Rng } from '../../src/base/rng.ts';
import { NgramBuilder } from '../../src/lm/ngram-builder.ts';
import { NgramSampler } from '../../src/lm/sample.ts';

export type Words = readonly string[];

const ORDER = 3;
const LONGEST_PARAGRAPH = 400;

/** A trigram model of paragraphs: small enough to be refitted twelve times while one waits. */
export class LanguageModel {
  readonly #vocabulary: string[] = [];
  readonly #sampler: NgramSampler;

  constructor(paragraphs: Iterable<Words>) {
    const ids = new Map<string, number>();
    const idOf = (word: string): number => {
      const known = ids.get(word);
      if (known !== undefined) return known;
      ids.set(word, this.#vocabulary.length);
      return this.#vocabulary.push(word) - 1;
    };
    const builder = new NgramBuilder({ order: ORDER });
    for (const words of paragraphs) builder.add(Uint32Array.from(words, idOf));
    this.#sampler = new NgramSampler(builder.build());
  }

  /** Draws paragraphs until they have `size` words in all. */
  write(size: number, rng: Rng): Words[] {
    const paragraphs: Words[] = [];
    for (let written = 0; written < size; ) {
      const ids = this.#sampler.sequence(rng, LONGEST_PARAGRAPH);
      if (ids.length === 0) continue;
      paragraphs.push(Array.from(ids, (id) => this.#vocabulary[id]));
      written += ids.length;
    }
    return paragraphs;
  }
}
