import { Vocabulary } from '../text/vocabulary.ts';
import { GramIndex, type Grams } from './grams.ts';
import { type Packed, pack } from './packed.ts';
import type { Subject } from './subject.ts';
import { type Tallies, tally } from './tallies.ts';

/** Longest n-gram indexed: the shingle of near-duplicates. */
export const SHINGLE = 5;

/** Holdout, reservoir and one generation: more would only fill memory on a long line. */
const KEPT_TALLIES = 3;

/** The example sample of one subject, with its n-grams: `grams[n - 1]` are those of order n. */
export interface Sample {
  readonly packed: Packed;
  readonly grams: readonly Grams[];
}

/** The example samples of all subjects of a comparison, cut to one size, with ids that mean the same in all of them. */
export class Samples {
  readonly #vocabulary = new Vocabulary();
  readonly #index = new GramIndex();
  readonly #samples = new Map<Subject, Sample>();
  /** Tallies by subject, then order, of the last few subjects asked for. */
  readonly #tallies = new Map<Subject, Map<number, Tallies>>();

  /** @param tokens size to which each sample is cut. */
  constructor(subjects: readonly Subject[], tokens: number) {
    for (const subject of subjects) {
      const packed = pack(subject.profile, tokens, this.#vocabulary);
      this.#samples.set(subject, { packed, grams: this.#index.index(packed, SHINGLE) });
    }
  }

  of(subject: Subject): Sample {
    return this.#samples.get(subject)!;
  }

  /** Number of types of one order over all samples. */
  types(order: number): number {
    return order === 1 ? this.#vocabulary.size : this.#index.size(order);
  }

  tallies(subject: Subject, order: number): Tallies {
    const kept = this.#recent(subject);
    let tallies = kept.get(order);
    if (tallies === undefined) {
      const { packed, grams } = this.of(subject);
      tallies = tally(packed, grams[order - 1], this.types(order));
      kept.set(order, tallies);
    }
    return tallies;
  }

  /** The tallies of `subject`, now the last asked for; those asked for longest ago are forgotten. */
  #recent(subject: Subject): Map<number, Tallies> {
    const kept = this.#tallies.get(subject) ?? new Map<number, Tallies>();
    this.#tallies.delete(subject);
    this.#tallies.set(subject, kept);
    if (this.#tallies.size > KEPT_TALLIES) this.#tallies.delete(this.#tallies.keys().next().value!);
    return kept;
  }
}
