import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { MinHasher, similarity } from './minhash.ts';

/** Random sets of `size` elements each that have `shared` in common, as lanes. */
function pair(rng: Rng, size: number, shared: number): [Int32Array, Int32Array][] {
  const draw = (n: number) => Int32Array.from({ length: n }, () => rng.uint32());
  const lanes = [draw(shared), draw(shared)];
  return [0, 1].map(() => lanes.map((lane) => Int32Array.of(...lane, ...draw(size - shared)))) as [
    Int32Array,
    Int32Array,
  ][];
}

function sign(hasher: MinHasher, [hi, lo]: readonly [Int32Array, Int32Array]): Uint32Array {
  return hasher.sign(Int32Array.from(hi), Int32Array.from(lo), hi.length);
}

/** Mean and variance of the estimate over random pairs, and the similarity that all of them have. */
function estimates(size: number, shared: number, values: number, pairs: number) {
  const rng = new Rng(`${size} ${shared}`);
  const hasher = new MinHasher(values);
  const found = Array.from({ length: pairs }, () => {
    const [a, b] = pair(rng, size, shared);
    return similarity(sign(hasher, a), sign(hasher, b))!;
  });
  const mean = found.reduce((sum, x) => sum + x, 0) / pairs;
  const variance = found.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (pairs - 1);
  return { mean, variance, truth: shared / (2 * size - shared) };
}

const sets = fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 400 });

function lanesOf(elements: readonly (readonly [number, number])[]): [Int32Array, Int32Array] {
  return [Int32Array.from(elements, ([hi]) => hi), Int32Array.from(elements, ([, lo]) => lo)];
}

describe('MinHasher', () => {
  it.each([
    [2, 1],
    [8, 7],
    [30, 24],
    [112, 60],
    [300, 270],
    [3000, 1500],
  ])(
    'estimates similarity without bias for sets of %d that share %d, as sharply as permutations',
    (size, shared) => {
      const pairs = size > 1000 ? 300 : 1500;
      const { mean, variance, truth } = estimates(size, shared, 112, pairs);
      const expected = (truth * (1 - truth)) / 112;
      expect(Math.abs(mean - truth)).toBeLessThan(4 * Math.sqrt(expected / pairs));
      // A variance over n draws has a relative standard error of sqrt(2 / n).
      expect(variance / expected).toBeLessThan(1 + 4 * Math.sqrt(2 / pairs));
    },
  );

  it('takes no account of order or repeats', () => {
    const hasher = new MinHasher(112);
    fc.assert(
      fc.property(sets, fc.integer(), (elements, seed) => {
        const shuffled = new Rng(seed).shuffle([...elements, ...elements, ...elements]);
        expect(sign(hasher, lanesOf(shuffled))).toEqual(sign(hasher, lanesOf(elements)));
      }),
    );
  });

  it('gives sets without a common element no similarity but by chance', () => {
    expect(estimates(200, 0, 112, 300).mean).toBeLessThan(0.0005);
  });

  it('gives the empty set a signature of zeros', () => {
    expect([...new MinHasher(4).sign(new Int32Array(0), new Int32Array(0), 0)]).toEqual([0, 0, 0, 0]);
  });

  it('is quick for a million copies of one element', () => {
    const lane = new Int32Array(1_000_000).fill(7);
    const one = new MinHasher(112).sign(Int32Array.of(7), Int32Array.of(7), 1);
    expect(new MinHasher(112).sign(lane, Int32Array.from(lane), lane.length)).toEqual(one);
  });

  it('does not change from version to version: signatures are stored', () => {
    const signature = new MinHasher(4).sign(Int32Array.of(1, 2 ** 30, -5), Int32Array.of(9, -9, 77), 3);
    expect([...signature]).toMatchInlineSnapshot(`
      [
        3262916883,
        2282258466,
        3823503659,
        2949404668,
      ]
    `);
  });
});

describe('similarity', () => {
  it('is undefined for signatures of different length and of none', () => {
    expect(similarity(Uint32Array.of(1), Uint32Array.of(1, 2))).toBeUndefined();
    expect(similarity(new Uint32Array(0), new Uint32Array(0))).toBeUndefined();
  });
});
