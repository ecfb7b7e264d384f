import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import type { Example } from '../corpus/example.ts';
import { lexicalEncoder } from './lexical.ts';
import { rowOf, type Vectors } from './vectors.ts';

const of = (...texts: string[]): Example[] => texts.map((text, i) => ({ id: `t${i}`, group: `t${i}`, text }));
const encoder = lexicalEncoder(256);
const encode = (...texts: string[]) => encoder.encode(of(...texts)) as Vectors;

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

/** Bhattacharyya affinity of the words and pairs of neighbours of two texts, by its definition. */
function affinity(a: readonly string[], b: readonly string[]): number {
  const counts = (words: readonly string[]) => {
    const map = new Map<string, number>();
    const things = [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)];
    for (const thing of things) map.set(thing, (map.get(thing) ?? 0) + 1 / things.length);
    return map;
  };
  const [p, q] = [counts(a), counts(b)];
  return [...p].reduce((sum, [thing, share]) => sum + Math.sqrt(share * (q.get(thing) ?? 0)), 0);
}

describe('the lexical encoder', () => {
  it('names itself, its version and its size', () => {
    expect([encoder.id, lexicalEncoder(512).id, lexicalEncoder(512).dimension]).toEqual([
      'lexical-1/256',
      'lexical-1/512',
      512,
    ]);
  });

  it('gives vectors of length 1, and the zero vector for a text without words', () => {
    const vectors = encode('The cat sat on the mat.', '', '...!?');
    const length = (i: number) => Math.sqrt(cosine(rowOf(vectors, i), rowOf(vectors, i)));
    expect(length(0)).toBeCloseTo(1, 6);
    expect([length(1), length(2)]).toEqual([0, 0]);
  });

  it('does not mind case, nor what stands beside a text', () => {
    const alone = encode('A quiet harbour town');
    const beside = encode('something else entirely', 'a QUIET harbour town');
    expect(rowOf(beside, 1)).toEqual(rowOf(alone, 0));
  });

  it('tells the order of words', () => {
    const vectors = encode('dog bites man', 'man bites dog');
    const near = cosine(rowOf(vectors, 0), rowOf(vectors, 1));
    expect(near).toBeGreaterThan(0.3);
    expect(near).toBeLessThan(0.9);
  });

  it('puts texts nearer that share words', () => {
    const vectors = encode(
      'the old man walked along the shore at dawn',
      'an old man walked along a shore at dusk',
      'interest rates were raised by half a point',
    );
    const [a, b, c] = [0, 1, 2].map((i) => rowOf(vectors, i));
    expect(cosine(a, b)).toBeGreaterThan(cosine(a, c) + 0.3);
  });

  it('gives equal texts equal vectors, and does not mind how often all of a text is said', () => {
    const word = fc.constantFrom('red', 'blue', 'green', 'white', 'black', 'grey');
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 40 }), (words) => {
        const text = words.join(' ');
        const vectors = encode(text, text, `${text} `.repeat(30));
        expect(rowOf(vectors, 0)).toEqual(rowOf(vectors, 1));
        // But for the one pair where an end meets a beginning.
        expect(cosine(rowOf(vectors, 0), rowOf(vectors, 2))).toBeGreaterThan(0.6);
      }),
      { numRuns: 20 },
    );
  });

  it.each([256, 512] as const)(
    'of %d numbers sketches the affinity of distributions without bias',
    (dimension) => {
      const rng = new Rng('affinity');
      // Words of their own each time: their places are drawn anew.
      const text = (i: number) =>
        Array.from({ length: 60 }, () => `w${i}x${Math.floor(40 * rng.next() ** 2)}`);
      let bias = 0;
      let square = 0;
      for (let i = 0; i < 60; i++) {
        const [a, b] = [text(i), text(i)];
        const vectors = lexicalEncoder(dimension).encode(of(a.join(' '), b.join(' '))) as Vectors;
        const error = cosine(rowOf(vectors, 0), rowOf(vectors, 1)) - affinity(a, b);
        bias += error / 60;
        square += error ** 2 / 60;
      }
      // A sketch of d numbers is off by about 1 / root d, its mean over 60 pairs by an eighth of that.
      expect(Math.abs(bias)).toBeLessThan(3 / Math.sqrt(60 * dimension));
      expect(Math.sqrt(square)).toBeLessThan(1.5 / Math.sqrt(dimension));
    },
  );

  it('gives a text its vector whatever came before it in the batch, a book too', () => {
    const book = Array.from({ length: 30_000 }, (_, i) => `w${(i * 7919) % 20_011}`).join(' ');
    const short = 'the cat sat on the mat';
    const [alone, after] = [encode(short), encode(book, '', short, book, short)];
    expect(rowOf(after, 2)).toEqual(rowOf(alone, 0));
    expect(rowOf(after, 4)).toEqual(rowOf(alone, 0));
  });

  it('takes words of any script, and those that objects have names for', () => {
    for (const text of [
      '__proto__ constructor toString',
      'мир труд май',
      '春はあけぼの',
      'קול קורא',
      '👩‍👩‍👧 family',
    ]) {
      const [row] = [rowOf(encode(text), 0)];
      expect(cosine(row, row)).toBeCloseTo(1, 5);
      expect(cosine(row, rowOf(encode('something else altogether'), 0))).toBeLessThan(0.5);
    }
  });

  it('reads through marks of encoding, line ends of Windows and lone surrogates', () => {
    expect(rowOf(encode('one two\r\nthree'), 0)).toEqual(rowOf(encode('one two\nthree'), 0));
    expect(rowOf(encode('\ufeffone two'), 0).every(Number.isFinite)).toBe(true);
    expect(rowOf(encode('one \ud800 two'), 0).every(Number.isFinite)).toBe(true);
  });

  it('gives nothing for no examples', () => {
    expect(encode()).toEqual({ count: 0, dimension: 256, data: new Float32Array(0) });
  });

  it('has the same bytes wherever it runs', () => {
    const [vector] = [rowOf(encode('one two two'), 0)];
    const filled = [...vector.keys()].filter((i) => vector[i] !== 0);
    // Written down once: another value is another encoder, and needs another id.
    expect(filled.length).toBeGreaterThan(8);
    expect([filled[0], filled[1], filled[2]]).toEqual(FIRST_PLACES);
  });

  it('takes a text of many pieces to its end', () => {
    const long = `${'word '.repeat(150_000)}ending`;
    const vectors = encode(long, long.replace('ending', ''));
    expect(rowOf(vectors, 0)).not.toEqual(rowOf(vectors, 1));
  });
});

const FIRST_PLACES = [17, 29, 37];
