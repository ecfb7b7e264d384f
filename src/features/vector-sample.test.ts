import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../base/hash.ts';
import { normalVectors } from './examples.test.support.ts';
import { capacityFor, mergeSamples, restrictSample, VectorSampler } from './vector-sample.ts';

/** So long that a sample keeps the fewest. */
const LONG = 1 << 17;

function sampleOf(vectors: readonly Float32Array[], names: readonly string[], d = 2) {
  const sampler = new VectorSampler(d);
  names.forEach((name, i) => {
    sampler.add(hashText(name), i % 64, vectors[i]);
  });
  return sampler.freeze();
}

describe('capacityFor', () => {
  it.each([
    [2, 10_000],
    [512, 10_000],
    [768, 10_000],
    [2048, 4096],
    [LONG, 64],
    [0, 10_000],
  ])('of %d numbers is %d vectors', (d, most) => {
    expect(capacityFor(d)).toBe(most);
  });
});

describe('VectorSampler', () => {
  it('keeps all of a small corpus, in order of hash', () => {
    const sample = sampleOf(
      normalVectors(50, 2, 'a'),
      Array.from({ length: 50 }, (_, i) => `n${i}`),
    );
    expect([sample.count, sample.whole]).toEqual([50, true]);
    for (let i = 1; i < 50; i++) expect(sample.hi[i]).toBeGreaterThanOrEqual(sample.hi[i - 1]);
  });

  it('of a larger one keeps those that hash lowest, and says so', () => {
    const names = Array.from({ length: 100 }, (_, i) => `n${i}`);
    const vector = new Float32Array(LONG);
    const sampler = new VectorSampler(LONG);
    for (const name of names) sampler.add(hashText(name), 0, vector);
    const sample = sampler.freeze();
    const lowest = names.map((name) => hashText(name).hi).sort((a, b) => a - b);
    expect([...sample.hi]).toEqual(lowest.slice(0, 64));
    expect(sample.whole).toBe(false);
  });

  it('copies what it keeps', () => {
    const sampler = new VectorSampler(1);
    const vector = Float32Array.of(1);
    sampler.add(hashText('a'), 0, vector);
    vector[0] = 2;
    expect(sampler.freeze().data[0]).toBe(1);
  });

  it('has one form of zero', () => {
    const sampler = new VectorSampler(1);
    sampler.add(hashText('a'), 0, Float32Array.of(-0));
    expect(Object.is(sampler.freeze().data[0], 0)).toBe(true);
  });
});

describe('a sample', () => {
  it('goes on after it was asked for, and what was given stays', () => {
    const sampler = new VectorSampler(1);
    for (let i = 0; i < 5; i++) sampler.add(hashText(`n${i}`), i, Float32Array.of(i));
    const early = sampler.freeze();
    const kept = [...early.data];
    for (let i = 5; i < 9; i++) sampler.add(hashText(`n${i}`), i, Float32Array.of(i));
    const names = Array.from({ length: 9 }, (_, i) => `n${i}`);
    const at = (sample: typeof early) => [...sample.data].sort();
    expect(at(sampler.freeze())).toEqual(names.map((_, i) => i));
    expect([...early.data]).toEqual(kept);
  });

  it('of no vectors is whole, and has room for none', () => {
    const none = new VectorSampler(0).freeze();
    expect([none.count, none.data.length, none.whole]).toEqual([0, 0, true]);
    expect(mergeSamples(none, none)).toEqual(none);
  });

  it('takes examples of one id by their contents, whichever came first', () => {
    const rows = [
      [2, 1],
      [1, 2],
      [1, 1],
      [0, 9],
    ].map((row) => Float32Array.from(row));
    const of = (order: readonly number[]) => {
      const sampler = new VectorSampler(2);
      for (const i of order) sampler.add(hashText('same'), 7, rows[i]);
      return sampler.freeze();
    };
    const wanted = [0, 9, 1, 1, 1, 2, 2, 1];
    expect([...of([0, 1, 2, 3]).data]).toEqual(wanted);
    expect([...of([3, 1, 0, 2]).data]).toEqual(wanted);
  });

  it('is exactly full before it stops being whole', () => {
    const of = (n: number) => {
      const sampler = new VectorSampler(LONG);
      const vector = new Float32Array(LONG);
      for (let i = 0; i < n; i++) sampler.add(hashText(`n${i}`), 0, vector);
      return sampler.freeze();
    };
    expect([of(64).whole, of(65).whole]).toEqual([true, false]);
    expect(of(65).count).toBe(64);
  });
});

describe('mergeSamples', () => {
  it('gives the sample of the whole, whatever the cut and the order, ids that repeat included', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 40 }), fc.nat(40), (rows, cut) => {
        const of = (part: typeof rows) => {
          const sampler = new VectorSampler(1);
          for (const [name, x] of part) sampler.add(hashText(`n${name}`), name, Float32Array.of(x));
          return sampler.freeze();
        };
        const merged = mergeSamples(of(rows.slice(cut).reverse()), of(rows.slice(0, cut)));
        expect(merged).toEqual(of(rows));
      }),
    );
  });

  it('of parts that were cut is that of the whole', () => {
    const vector = new Float32Array(LONG);
    const of = (from: number, to: number) => {
      const sampler = new VectorSampler(LONG);
      for (let i = from; i < to; i++) sampler.add(hashText(`n${i}`), 0, vector);
      return sampler.freeze();
    };
    const merged = mergeSamples(of(0, 70), of(70, 150));
    const whole = of(0, 150);
    expect([...merged.lo]).toEqual([...whole.lo]);
    expect(merged.whole).toBe(false);
  });
});

describe('restrictSample', () => {
  it('keeps the vectors of the blocks that are wanted', () => {
    const sample = sampleOf(
      normalVectors(128, 2, 'b'),
      Array.from({ length: 128 }, (_, i) => `n${i}`),
    );
    const low = restrictSample(sample, (block) => block < 10);
    expect(low.count).toBe(20);
    expect(Math.max(...low.blocks)).toBe(9);
    const high = restrictSample(sample, (block) => block >= 10);
    expect(mergeSamples(low, high)).toEqual(sample);
  });
});
