import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import { lexicalEncoder } from './lexical.ts';
import { rowOf, type Vectors } from './vectors.ts';

const of = (...texts: string[]): Example[] => texts.map((text, i) => ({ id: `t${i}`, group: `t${i}`, text }));
const encoder = lexicalEncoder(256);
const encode = (...texts: string[]) => encoder.encode(of(...texts)) as Vectors;

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
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

  it('keeps the affinity of word distributions, within what a sketch of that size can', () => {
    const word = fc.constantFrom('red', 'blue', 'green', 'white', 'black', 'grey');
    fc.assert(
      fc.property(fc.array(word, { minLength: 20, maxLength: 40 }), (words) => {
        const vectors = encode(words.join(' '), words.join(' '));
        expect(cosine(rowOf(vectors, 0), rowOf(vectors, 1))).toBeCloseTo(1, 5);
      }),
      { numRuns: 20 },
    );
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
