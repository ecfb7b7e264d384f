import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { type BleuOptions, type Smoothing, sentenceBleu, uniformWeights } from './bleu.ts';
import { jackknifeVariance } from './jackknife.ts';
import { selfBleu, selfBleuJackknife } from './self-bleu.ts';

const GROUPS = 4;
const METHOD_1: Smoothing = { method: 1, epsilon: 0.1 };
const row = fc.record({
  tokens: fc.array(fc.nat(3), { maxLength: 10 }),
  block: fc.nat(GROUPS - 1),
});
const corpora = fc.array(row, { minLength: 2, maxLength: 9 });
const smoothing = fc
  .constantFrom<Smoothing['method']>(0, 1, 2, 3, 4)
  .map((method): Smoothing => ({ method }));
const orders = fc.integer({ min: 1, max: 5 }).map(uniformWeights);

function pack(lists: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const offsets = [0];
  for (const list of lists) offsets.push(offsets[offsets.length - 1] + list.length);
  return [Uint32Array.from(lists.flat()), Uint32Array.from(offsets)];
}

/** Each document against all others, from scratch. */
function bruteForce(lists: readonly (readonly number[])[], options: BleuOptions): number[] {
  return lists.map((list, d) => {
    const others = lists.filter((_, j) => j !== d);
    return sentenceBleu(others, list, options)!;
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// The three references of Papineni et al. (2002), as in the README of fast-bleu.
const SENTENCES = [
  'It is a guide to action that ensures that the military will forever heed Party commands',
  'It is the guiding principle which guarantees the military forces always being under the command of the Party',
  'It is the practical guide for the army always to heed the directions of the party',
].map((sentence) => sentence.split(' '));
const WORDS = [...new Set(SENTENCES.flat())];
const GUIDE = pack(SENTENCES.map((sentence) => sentence.map((word) => WORDS.indexOf(word))));

describe('selfBleu', () => {
  it('gives the bigram values that fast-bleu prints', () => {
    const { scores } = selfBleu(...GUIDE, { weights: uniformWeights(2) })!;
    [0.25819888974716115, 0.3615507630310936, 0.37080992435478316].forEach((expected, i) => {
      expect(scores[i]).toBeCloseTo(expected, 14);
    });
  });

  it('gives the trigram values that fast-bleu prints, whose thirds are single precision', () => {
    const printed = [0.07808966062765045, 0.20140620205719248, 0.21415334758254043];
    const single = selfBleu(...GUIDE, { weights: Array(3).fill(Math.fround(1 / 3)) })!;
    const double = selfBleu(...GUIDE, { weights: uniformWeights(3) })!;
    printed.forEach((expected, i) => {
      expect(single.scores[i]).toBeCloseTo(expected, 14);
      expect(double.scores[i]).toBeCloseTo(expected, 7);
    });
    // nltk 3.10, sentence_bleu of each against the other two, method 1.
    expect(double.scores[0]).toBeCloseTo(0.07808966656190802, 14);
  });

  it('gives the values of nltk for orders 1 to 4', () => {
    const expected = [0.043748114312246456, 0.08590764835663624, 0.0932304601086144];
    const { scores, mean } = selfBleu(...GUIDE)!;
    expected.forEach((value, i) => {
      expect(scores[i]).toBeCloseTo(value, 14);
    });
    expect(mean).toBeCloseTo(meanOf(expected), 14);
  });

  it('agrees with BLEU against all others, for every smoothing and highest order', () => {
    fc.assert(
      fc.property(corpora, smoothing, orders, (rows, method, weights) => {
        const lists = rows.map((r) => r.tokens);
        const options = { weights, smoothing: method };
        const { scores, mean } = selfBleu(...pack(lists), options)!;
        const expected = bruteForce(lists, options);
        expected.forEach((value, d) => {
          expect(scores[d]).toBeCloseTo(value, 12);
        });
        expect(mean).toBeCloseTo(meanOf(expected), 12);
      }),
      { numRuns: runs(300) },
    );
  });

  it('does not depend on the order of documents nor on which number a word has', () => {
    fc.assert(
      fc.property(corpora, (rows) => {
        const lists = rows.map((r) => r.tokens);
        const renamed = [...lists].reverse().map((list) => list.map((token) => 0xffffffff - 7 * token));
        expect(selfBleu(...pack(renamed))!.mean).toBeCloseTo(selfBleu(...pack(lists))!.mean, 12);
      }),
    );
  });

  it('is one for copies of a text and zero for texts with nothing in common', () => {
    const copies = Array.from({ length: 5 }, () => [3, 1, 4, 1, 5]);
    expect(selfBleu(...pack(copies))!.mean).toBeCloseTo(1, 14);
    expect(
      selfBleu(
        ...pack([
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ]),
      )!.mean,
    ).toBe(0);
  });

  it('takes empty documents as texts that match nothing', () => {
    expect([...selfBleu(...pack([[], [], [1, 2]]))!.scores]).toEqual([0, 0, 0]);
  });

  it('does not exist for fewer than two documents', () => {
    expect(selfBleu(...pack([[1, 2, 3]]))).toBeUndefined();
    expect(selfBleu(...pack([]))).toBeUndefined();
    expect(selfBleu(new Uint32Array(0), new Uint32Array(0))).toBeUndefined();
  });
});

describe('selfBleuJackknife', () => {
  it('gives the means that a computation from scratch without each block gives', () => {
    fc.assert(
      fc.property(corpora, smoothing, orders, (rows, method, weights) => {
        const options = { weights, smoothing: method };
        const lists = rows.map((r) => r.tokens);
        const blocks = Uint8Array.from(rows, (r) => r.block);
        const { leftOut, sizes } = selfBleuJackknife(...pack(lists), blocks, GROUPS, options)!;
        for (let b = 0; b < GROUPS; b++) {
          const kept = lists.filter((_, d) => blocks[d] !== b);
          expect(sizes[b]).toBe(lists.length - kept.length);
          if (kept.length < 2) expect(leftOut[b]).toBeUndefined();
          else expect(leftOut[b]).toBeCloseTo(meanOf(bruteForce(kept, options)), 12);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('gives the same scores and mean as without the jackknife, to the bit', () => {
    fc.assert(
      fc.property(corpora, (rows) => {
        const packed = pack(rows.map((r) => r.tokens));
        const plain = selfBleu(...packed)!;
        const full = selfBleuJackknife(
          ...packed,
          Uint8Array.from(rows, (r) => r.block),
        )!;
        expect(full.scores).toEqual(plain.scores);
        expect(full.mean).toBe(plain.mean);
      }),
    );
  });

  it('feeds the jackknife: empty blocks leave the mean as it is and are passed over', () => {
    const lists = Array.from({ length: 12 }, (_, d) => [1, 2, 3, d % 5, 4, d % 3]);
    const blocks = Uint8Array.from(lists, (_, d) => 10 * (d % 4));
    const { leftOut, sizes, mean } = selfBleuJackknife(...pack(lists), blocks)!;
    expect(leftOut).toHaveLength(64);
    expect(leftOut[1]).toBe(mean);
    const used = [0, 10, 20, 30].map((b) => leftOut[b]);
    expect(jackknifeVariance(leftOut, sizes)).toBe(jackknifeVariance(used));
    expect(jackknifeVariance(used)).toBeGreaterThan(0);
  });

  it('does not exist for fewer than two documents, and refuses blocks that there are not', () => {
    expect(selfBleuJackknife(...pack([[1]]), Uint8Array.of(0))).toBeUndefined();
    expect(() => selfBleuJackknife(...pack([[1], [2]]), Uint8Array.of(0, 64))).toThrow(/block 64 of 64/);
    expect(() => selfBleuJackknife(...pack([[1], [2]]), Uint8Array.of(0))).toThrow(/block undefined/);
  });

  it('uses method 1 with epsilon .1 unless told otherwise', () => {
    const told = selfBleuJackknife(...GUIDE, Uint8Array.of(0, 1, 2), 3, { smoothing: METHOD_1 })!;
    expect(selfBleuJackknife(...GUIDE, Uint8Array.of(0, 1, 2), 3)).toEqual(told);
  });
});
