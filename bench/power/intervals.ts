import { Rng } from '../../src/base/rng.ts';
import { toSignal } from '../../src/compare/estimate.ts';
import { Comparison, commonSizes } from '../../src/compare/pair.ts';
import { signalKey } from '../../src/compare/signal.ts';
import type { Example } from '../../src/corpus/example.ts';
import { studentQuantile } from '../../src/stats/student-t.ts';
import { profileOf } from './draw.ts';

/** A source of text with a known frequency spectrum: words drawn one by one from Zipf's law, topics from group to group. */
export interface Spectrum {
  readonly name: string;
  /** Words that can occur. */
  readonly words: number;
  readonly exponent: number;
  /** Share of an example's words that come from its group's own slice of the vocabulary: makes examples of a group alike. */
  readonly topical: number;
  /** Examples of one group; 1 where examples are independent. */
  readonly groupSize: number;
}

export const SPECTRA: readonly Spectrum[] = [
  { name: 'Zipf 1.0, independent examples', words: 20_000, exponent: 1, topical: 0, groupSize: 1 },
  { name: 'Zipf 1.2, independent examples', words: 20_000, exponent: 1.2, topical: 0, groupSize: 1 },
  { name: 'Zipf 1.0, topical groups of 10', words: 20_000, exponent: 1, topical: 0.2, groupSize: 10 },
];

class Words {
  readonly #cumulative: Float64Array;

  constructor({ words, exponent }: Spectrum) {
    this.#cumulative = new Float64Array(words);
    let sum = 0;
    for (let i = 0; i < words; i++) this.#cumulative[i] = sum += (i + 1) ** -exponent;
  }

  draw(rng: Rng): number {
    const target = rng.next() * this.#cumulative[this.#cumulative.length - 1];
    let low = 0;
    let high = this.#cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#cumulative[middle] > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Words of one topic. */
const SLICE = 200;

function sampleText(spectrum: Spectrum, words: Words, tokens: number, rng: Rng): Example[] {
  const examples: Example[] = [];
  let drawn = 0;
  while (drawn < tokens) {
    const group = Math.floor(examples.length / spectrum.groupSize);
    const topic = rng.split(`topic ${group}`).int(spectrum.words - SLICE);
    const length = 20 + rng.int(41);
    const text = Array.from({ length }, () =>
      rng.next() < spectrum.topical ? `w${topic + rng.int(SLICE)}` : `w${words.draw(rng)}`,
    );
    examples.push({ id: String(examples.length), group: String(group), text: text.join(' ') });
    drawn += length + 1;
  }
  return examples;
}

/** Log ratio, and the half width of its interval, of each signal in one replicate. */
type Replicate = ReadonlyMap<string, readonly [log: number, reach: number]>;

function replicate(spectrum: Spectrum, words: Words, narrower: Words, tokens: number, rng: Rng): Replicate {
  const profile = (label: string, from: Words) =>
    profileOf(sampleText(spectrum, from, tokens, rng.split(label)));
  const human = { holdout: profile('holdout', words), reservoir: profile('reservoir', words) };
  const generation = { name: 'g', profile: profile('generation', narrower) };
  const sizes = commonSizes(human.reservoir, human.holdout, [generation.profile]);
  const comparison = new Comparison(human, [generation], { ...sizes, lmOrder: 5, only: MEASURED });
  const quantile = studentQuantile(0.975, 62);
  return new Map(
    comparison.measure(comparison.generations[0]).map((measured) => {
      const signal = toSignal(measured, quantile);
      return [signalKey(signal), [Math.log(signal.ratio), quantile * signal.logError]];
    }),
  );
}

const MEASURED: ReadonlySet<string> = new Set([
  'tail.coverage',
  'types',
  'distinct',
  'missing-mass',
  'richness.chao1',
  'hill.q1',
  'hill.q2',
  'divergence.js',
  'self-bleu',
  'spread.length',
]);

/** Share of nominal 95% intervals that hold the truth, by signal: 0 where both sides are one source, else the replicates' mean. */
export interface Coverage {
  readonly key: string;
  readonly same: number;
  readonly narrower: number;
}

/** Simulates `replicates` comparisons of text from one spectrum, and of text from a narrower one. */
export function coverage(spectrum: Spectrum, tokens: number, replicates: number): Coverage[] {
  const words = new Words(spectrum);
  const fewer = new Words({ ...spectrum, words: Math.round(spectrum.words / 2) });
  const run = (narrower: Words, label: string) =>
    Array.from({ length: replicates }, (_, i) =>
      replicate(spectrum, words, narrower, tokens, new Rng(`${spectrum.name}/${tokens}/${label}/${i}`)),
    );
  const same = run(words, 'same');
  const less = run(fewer, 'narrower');
  return [...same[0].keys()].map((key) => ({
    key,
    same: share(same, key, 0),
    narrower: share(less, key, meanLog(less, key)),
  }));
}

function meanLog(replicates: readonly Replicate[], key: string): number {
  return replicates.reduce((sum, r) => sum + r.get(key)![0], 0) / replicates.length;
}

function share(replicates: readonly Replicate[], key: string, truth: number): number {
  const held = replicates.filter((r) => Math.abs(r.get(key)![0] - truth) <= r.get(key)![1]);
  return held.length / replicates.length;
}
