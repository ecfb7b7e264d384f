import { OutcrossError } from '../base/errors.ts';
import type { Sketch } from './sketch.ts';

/** Longest stretch of one example that the sample keeps, in tokens. */
export const LONGEST_KEPT = 1024;

/** One example of the sample. */
export interface SampledExample {
  /** Hash of the example's id: the sample holds the examples of lowest hash. */
  readonly hi: number;
  readonly lo: number;
  readonly block: number;
  /** Hash lanes of its first tokens, at most `LONGEST_KEPT`. */
  readonly tokenHi: Int32Array;
  readonly tokenLo: Int32Array;
  /** The text of those tokens, cut where it is far longer than they are many; absent where texts are not kept. */
  readonly text?: string;
  /** Start and end of each token, in bytes of the text's UTF-8; kept where tokens nest. */
  readonly places?: Uint32Array;
  /** Per-example features, see `profile/features.ts`; -1 where one does not exist. */
  readonly features: Int32Array;
}

/** Tokens that an example weighs in the budget: its tokens and its end. */
export function weightOf(example: SampledExample): number {
  return example.tokenHi.length + 1;
}

function compare(a: SampledExample, b: SampledExample): number {
  return a.hi - b.hi || a.lo - b.lo || a.block - b.block || compareContents(a, b);
}

/** Examples of one id: whatever tells them apart orders them, so that the order of arrival does not. */
function compareContents(a: SampledExample, b: SampledExample): number {
  const order =
    compareNumbers(a.tokenHi, b.tokenHi) ||
    compareNumbers(a.tokenLo, b.tokenLo) ||
    compareNumbers(a.features, b.features);
  if (order !== 0 || a.text === b.text) return order;
  return (a.text ?? '') < (b.text ?? '') ? -1 : 1;
}

function compareNumbers(a: Int32Array, b: Int32Array): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

/**
 * The sorted examples up to the one that fills `budget`, which enters whole. An example is kept where those before it
 * weigh less than the budget: what is lost in a part would be lost in the whole, as the kept ones of that part alone
 * fill the budget. (Keeping only those that fit would let a light example pass a heavy one that a part had lost.)
 */
function prefix(sorted: SampledExample[], budget: number): SampledExample[] {
  let weight = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (weight >= budget) return sorted.slice(0, i);
    weight += weightOf(sorted[i]);
  }
  return sorted;
}

/**
 * A uniform sample of whole examples: those whose ids hash lowest, until a budget of tokens is filled (bottom-k sampling,
 * Cohen and Kaplan 2007); the last may exceed it, by `LONGEST_KEPT` at most. The order of arrival leaves no trace.
 */
export class ExampleSample implements Sketch<ExampleSample> {
  readonly budget: number;
  /** In order of hash. */
  readonly examples: readonly SampledExample[];
  /** True where no example was left out and none was cut short. */
  readonly whole: boolean;

  constructor(budget: number, examples: readonly SampledExample[], whole: boolean) {
    this.budget = budget;
    this.examples = examples;
    this.whole = whole;
  }

  static empty(budget: number): ExampleSample {
    return new ExampleSample(budget, [], true);
  }

  merge(other: ExampleSample): ExampleSample {
    if (this.budget !== other.budget) {
      throw new OutcrossError(
        'E_MERGE',
        `example samples of ${this.budget} and ${other.budget} tokens cannot be merged`,
      );
    }
    const all = [...this.examples, ...other.examples].sort(compare);
    const kept = prefix(all, this.budget);
    return new ExampleSample(this.budget, kept, this.whole && other.whole && kept.length === all.length);
  }

  /** The examples of the blocks that `keep` accepts. */
  restrict(keep: (block: number) => boolean): ExampleSample {
    return new ExampleSample(
      this.budget,
      this.examples.filter((example) => keep(example.block)),
      this.whole,
    );
  }
}

/** An example sample while it grows. */
export class ExampleSampler {
  readonly budget: number;
  #kept: SampledExample[] = [];
  #weight = 0;
  #cutHi: number;
  #whole = true;

  /**
   * @param budget tokens kept, ends of examples included; the example that fills it is kept whole. @param cutHi to begin with, where the
   * sample is of a part of what another sampler, which reached it, has a part of too.
   */
  constructor(budget: number, cutHi = Number.POSITIVE_INFINITY) {
    this.budget = budget;
    this.#cutHi = cutHi;
  }

  /** Examples whose hash lane is above this have no place in the sample; it never rises. */
  get cutHi(): number {
    return this.#cutHi;
  }

  /** True where an example with this hash lane may still enter: ask before building it. */
  wants(hi: number): boolean {
    if (hi <= this.#cutHi) return true;
    this.#whole = false;
    return false;
  }

  /** Offers an example. `complete` is false where its text was cut short. */
  add(example: SampledExample, complete: boolean): void {
    this.#kept.push(example);
    this.#weight += weightOf(example);
    if (!complete) this.#whole = false;
    if (this.#weight > this.budget * 2) this.#prune();
  }

  #prune(): void {
    const sorted = this.#kept.sort(compare);
    const kept = prefix(sorted, this.budget);
    if (kept.length === sorted.length) return;
    this.#whole = false;
    this.#cutHi = sorted[kept.length].hi;
    this.#kept = kept;
    this.#weight = kept.reduce((sum, example) => sum + weightOf(example), 0);
  }

  freeze(): ExampleSample {
    const sorted = this.#kept.slice().sort(compare);
    const kept = prefix(sorted, this.budget);
    return new ExampleSample(this.budget, kept, this.#whole && kept.length === sorted.length);
  }
}
