import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { Rng } from '../base/rng.ts';
import {
  ExampleSample,
  ExampleSampler,
  LONGEST_KEPT,
  type SampledExample,
  weightOf,
} from './example-sample.ts';

/** An example of hash `hi` with `tokens` tokens. */
function example(hi: number, tokens: number, change: Partial<SampledExample> = {}): SampledExample {
  return {
    hi,
    lo: 1,
    block: hi % 64,
    tokenHi: new Int32Array(tokens).fill(hi),
    tokenLo: new Int32Array(tokens).fill(-hi),
    features: Int32Array.of(tokens),
    ...change,
  };
}

function sampleOf(examples: readonly SampledExample[], budget: number): ExampleSample {
  const sampler = new ExampleSampler(budget);
  for (const one of examples) if (sampler.wants(one.hi)) sampler.add(one, true);
  return sampler.freeze();
}

/** The definition: in order of hash, every example before which less than the budget lies. */
function byDefinition(examples: readonly SampledExample[], budget: number): number[] {
  const sorted = [...examples].sort((a, b) => a.hi - b.hi);
  let before = 0;
  return sorted
    .filter((one) => {
      const kept = before < budget;
      before += weightOf(one);
      return kept;
    })
    .map(({ hi }) => hi);
}

const hashes = (sample: ExampleSample) => sample.examples.map(({ hi }) => hi);

/** Examples of different hash, in any order, some heavy. */
const corpus = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })
  .map((his) => his.map((hi) => example(hi, hi % 5 === 0 ? 60 : hi % 7)));
const budget = fc.integer({ min: 1, max: 200 });

describe('ExampleSampler', () => {
  it('keeps the examples of lowest hash until the budget is filled, whatever the order of arrival', () => {
    fc.assert(
      fc.property(corpus, budget, (examples, most) => {
        const sample = sampleOf(examples, most);
        expect(hashes(sample)).toEqual(byDefinition(examples, most));
        expect(hashes(sampleOf(examples.toReversed(), most))).toEqual(hashes(sample));
        expect(sample.whole).toBe(sample.examples.length === examples.length);
      }),
    );
  });

  it('exceeds the budget by the last example only', () => {
    fc.assert(
      fc.property(corpus, budget, (examples, most) => {
        const kept = sampleOf(examples, most).examples;
        const allButLast = kept.slice(0, -1).reduce((sum, one) => sum + weightOf(one), 0);
        expect(allButLast).toBeLessThan(most);
        expect(LONGEST_KEPT).toBe(1024);
      }),
    );
  });

  it('keeps nothing under no budget, and is whole where it was offered nothing', () => {
    expect(sampleOf([example(1, 0)], 0)).toMatchObject({ examples: [], whole: false });
    expect(sampleOf([], 10)).toMatchObject({ examples: [], whole: true });
  });

  it('counts an empty example as one: its end', () => {
    expect(weightOf(example(1, 0))).toBe(1);
    const many = Array.from({ length: 30 }, (_, i) => example(i, 0));
    expect(sampleOf(many, 10).examples.length).toBe(10);
  });

  it('is not whole where an example was cut short, or none was asked for', () => {
    const cut = new ExampleSampler(100);
    cut.add(example(1, 3), false);
    expect(cut.freeze().whole).toBe(false);
    const passed = sampleOf(
      [...Array(30).keys()].map((i) => example(i, 9)),
      50,
    );
    expect(passed.whole).toBe(false);
  });

  it('stays small while it grows', () => {
    const sampler = new ExampleSampler(50);
    let wanted = 0;
    const rng = new Rng('grow');
    for (let i = 0; i < 5000; i++) {
      const hi = rng.uint32();
      if (!sampler.wants(hi)) continue;
      wanted++;
      sampler.add(example(hi, 4), true);
    }
    // Each halving of the share wants about as many as the budget holds: 20 examples, log2(5000 / 20) times.
    expect(wanted).toBeLessThan(400);
    expect(sampler.freeze().examples.length).toBe(10);
  });

  it('may be looked at and go on', () => {
    const sampler = new ExampleSampler(40);
    for (let i = 100; i > 0; i--) {
      if (sampler.wants(i)) sampler.add(example(i, 3), true);
      if (i === 50) expect(hashes(sampler.freeze())[0]).toBe(50);
    }
    expect(hashes(sampler.freeze())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('merge', () => {
  it('of parts is the sample of the whole, however it is cut', () => {
    fc.assert(
      fc.property(corpus, budget, fc.integer({ min: 1, max: 6 }), (examples, most, parts) => {
        const cut = Array.from({ length: parts }, (_, p) =>
          examples.filter(({ hi }) => (hi >> 2) % parts === p),
        );
        const merged = cut.map((part) => sampleOf(part, most)).reduce((a, b) => a.merge(b));
        expect(merged).toEqual(sampleOf(examples, most));
      }),
      { numRuns: runs(300) },
    );
  });

  it('does not let a light example pass a heavy one that a part had lost', () => {
    const [light, heavy, last] = [example(1, 4), example(2, 99), example(3, 0)];
    const parts = sampleOf([light, heavy], 10).merge(sampleOf([last], 10));
    expect(hashes(parts)).toEqual(hashes(sampleOf([light, heavy, last], 10)));
  });

  it('is associative and commutative, with the empty sample as identity', () => {
    fc.assert(
      fc.property(corpus, corpus, corpus, budget, (x, y, z, most) => {
        const [a, b, c] = [x, y, z].map((part) => sampleOf(part, most));
        const whole = a.merge(b).merge(c);
        expect(a.merge(b.merge(c))).toEqual(whole);
        expect(c.merge(a).merge(b)).toEqual(whole);
        expect(a.merge(ExampleSample.empty(most))).toEqual(a);
      }),
    );
  });

  it('orders examples of one id by what they hold, so that the order of arrival leaves no trace', () => {
    const twins = [
      example(7, 3, { block: 2 }),
      example(7, 2),
      example(7, 3),
      example(7, 3, { tokenLo: Int32Array.of(1, 2, 3) }),
      example(7, 3, { features: Int32Array.of(9000) }),
      example(7, 3, { text: 'b' }),
      example(7, 3, { text: 'a' }),
      example(7, 3),
    ];
    const expected = sampleOf(twins, 12);
    for (let seed = 0; seed < 30; seed++) {
      const shuffled = new Rng(seed).shuffle([...twins]);
      expect(sampleOf(shuffled, 12)).toEqual(expected);
      const halves = [shuffled.slice(0, 4), shuffled.slice(4)].map((half) => sampleOf(half, 12));
      expect(halves[0].merge(halves[1])).toEqual(expected);
    }
  });

  it('keeps an id that comes twice twice', () => {
    expect(hashes(sampleOf([example(3, 1), example(3, 1)], 100))).toEqual([3, 3]);
  });

  it('refuses a sample of another budget', () => {
    expect(() => ExampleSample.empty(1).merge(ExampleSample.empty(2))).toThrow(
      expect.objectContaining({ code: 'E_MERGE' }),
    );
  });
});

describe('restrict', () => {
  it('keeps the examples of the blocks, and with the others gives the whole again', () => {
    fc.assert(
      fc.property(corpus, budget, fc.func(fc.boolean()), (examples, most, keep) => {
        const sample = sampleOf(examples, most);
        const some = sample.restrict(keep);
        expect(some.examples).toEqual(sample.examples.filter(({ block }) => keep(block)));
        expect(some.merge(sample.restrict((block) => !keep(block)))).toEqual(sample);
      }),
    );
  });
});

describe('the sample', () => {
  it('is uniform: an example is kept as often long as short', () => {
    const rng = new Rng('uniform');
    let long = 0;
    let all = 0;
    for (let trial = 0; trial < 300; trial++) {
      const examples = Array.from({ length: 200 }, (_, i) => example(rng.uint32(), i % 2 === 0 ? 2 : 20));
      // The example that fills the budget is likelier a long one: all before it are not.
      for (const one of sampleOf(examples, 600).examples.slice(0, -1)) {
        long += one.tokenHi.length === 20 ? 1 : 0;
        all++;
      }
    }
    expect(Math.abs(long / all - 0.5)).toBeLessThan(0.02);
  });
});
