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

describe('MinHasher, at its edges', () => {
  it('takes the greatest lanes into the last bin, at any size', () => {
    for (const size of [1, 2, 3, 112, 260, 65_536]) {
      const signature = new MinHasher(size).sign(Int32Array.of(-1, 0), Int32Array.of(5, 6), 2);
      expect(signature.length).toBe(size);
      expect(signature.every((value) => value !== undefined)).toBe(true);
    }
  });

  it('gives one value to sets of one size: the least element decides, whatever the others', () => {
    const hasher = new MinHasher(1);
    const least = -(2 ** 31);
    const one = hasher.sign(Int32Array.of(1), Int32Array.of(least), 1);
    const many = hasher.sign(Int32Array.of(1, 2, 3), Int32Array.of(least, 5, 9), 3);
    expect(many).toEqual(one);
  });

  it('reads no further than the length, and writes where it is told', () => {
    const hasher = new MinHasher(8);
    const out = new Uint32Array(8);
    const hi = Int32Array.of(1, 2, 99);
    const signature = hasher.sign(hi, Int32Array.of(3, 4, 98), 2, out);
    expect(signature).toBe(out);
    expect(signature).toEqual(hasher.sign(Int32Array.of(1, 2), Int32Array.of(3, 4), 2));
  });

  it('keeps nothing of the set before', () => {
    const hasher = new MinHasher(32);
    const fresh = new MinHasher(32).sign(Int32Array.of(7), Int32Array.of(8), 1);
    hasher.sign(Int32Array.of(1, 2, 3), Int32Array.of(-9, -8, -7), 3);
    hasher.sign(new Int32Array(0), new Int32Array(0), 0);
    expect(hasher.sign(Int32Array.of(7), Int32Array.of(8), 1)).toEqual(fresh);
  });

  it('stands repeats on both sides of the number from which they are taken out', () => {
    const hasher = new MinHasher(112);
    const one = hasher.sign(Int32Array.of(5, -6), Int32Array.of(7, -8), 2);
    for (const times of [127, 128, 129, 400]) {
      const hi = Int32Array.from({ length: 2 * times }, (_, i) => (i % 2 === 0 ? 5 : -6));
      const lo = Int32Array.from({ length: 2 * times }, (_, i) => (i % 2 === 0 ? 7 : -8));
      expect(hasher.sign(hi, lo, hi.length)).toEqual(one);
    }
  });

  it('tells elements apart that differ in one lane alone', () => {
    const hasher = new MinHasher(112);
    const base = hasher.sign(Int32Array.of(1 << 30), Int32Array.of(1), 1);
    expect(similarity(base, hasher.sign(Int32Array.of(1 << 30), Int32Array.of(2), 1))).toBe(0);
  });
});
