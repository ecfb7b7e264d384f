import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { categoricalLearner, categoricalModel } from './categorical.ts';
import { kernelDensityLearner } from './kernel-density.ts';
import { excessError, regressionLearner } from './regression.ts';

const line = (...values: number[]) => ({ values: Float64Array.from(values), dimensions: 1 });

describe('categoricalLearner at its limits', () => {
  it('draws the greatest alone at the smallest temperature there is, and all of several that are equal', () => {
    const learner = categoricalLearner(4);
    const counted = (weights: number[], temperature: number) => {
      const counts = new Float64Array(4);
      learner.countSample(categoricalModel(weights), 4000, new Rng('cold'), counts, { temperature });
      return [...counts];
    };
    for (const temperature of [Number.MIN_VALUE, 1e-310, 1e-200, 1e-5]) {
      expect(counted([1, 5, 2, 4.9], temperature)).toEqual([0, 4000, 0, 0]);
      const [a, b, c, d] = counted([3, 1, 3, 0], temperature);
      expect([b, d]).toEqual([0, 0]);
      expect(Math.abs(a - c)).toBeLessThan(4 * 2 * Math.sqrt(1000));
    }
  });

  it('is near uniform over what is left when it is very hot', () => {
    const counts = new Float64Array(4);
    categoricalLearner(4).countSample(categoricalModel([1, 1e-6, 0, 1e-3]), 30_000, new Rng('hot'), counts, {
      temperature: 1e9,
    });
    expect(counts[2]).toBe(0);
    for (const place of [0, 1, 3]) expect(Math.abs(counts[place] - 10_000)).toBeLessThan(4 * 82);
  });

  it('keeps the first of equals where top-k cuts between them', () => {
    const learner = categoricalLearner(5);
    const drawn = learner.sample(categoricalModel([2, 1, 1, 1, 0]), 2000, new Rng(1), {
      topK: 2,
    }) as Uint32Array;
    expect([...new Set(drawn)].sort()).toEqual([0, 1]);
  });

  it('has one category, and never another', () => {
    const learner = categoricalLearner(1);
    const model = learner.fit({ data: Uint32Array.of(0) }, new Rng(1)) as ReturnType<typeof categoricalModel>;
    expect([...model.probabilities]).toEqual([1]);
    for (const bias of [{}, { temperature: 1e-9 }, { temperature: 1e9 }, { topK: 1 }])
      expect(Math.max(...(learner.sample(model, 50, new Rng(1), bias) as Uint32Array))).toBe(0);
  });

  it('forgets what has weight 0 and gives the rest their shares, whatever the weights are multiplied with', () => {
    const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true })), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(weights, fc.constantFrom(1e-100, 1, 1e100), (own, scale) => {
        const total = own.reduce((sum, weight) => sum + weight, 0);
        fc.pre(total > 0);
        const model = categoricalModel(own.map((weight) => weight * scale));
        expect([...model.support]).toEqual(own.flatMap((weight, i) => (weight > 0 ? [i] : [])));
        model.support.forEach((category, at) => {
          expect(model.probabilities[at]).toBeCloseTo(own[category] / total, 10);
        });
      }),
    );
  });

  it('adds the smoothing to what was lost and to what was not, and to nothing twice', () => {
    const learner = categoricalLearner(3, { smoothing: 0.5 });
    const batch = { data: Uint32Array.of(1, 1, 1), weights: Float64Array.of(1, 0.5, 0) };
    const model = learner.fit(batch, new Rng(1)) as ReturnType<typeof categoricalModel>;
    // 0.5, 2, 0.5 of 3.
    expect([...model.probabilities]).toEqual([0.5 / 3, 2 / 3, 0.5 / 3]);
  });

  it('counts what it draws on top of what was there', () => {
    const counts = Float64Array.of(7, 0, 1);
    categoricalLearner(3).countSample(categoricalModel([1, 0, 0]), 5, new Rng(1), counts);
    expect([...counts]).toEqual([12, 0, 1]);
  });
});

describe('kernelDensityLearner at its limits', () => {
  const half = kernelDensityLearner({ bandwidth: 0.5 });

  it('has a density of numbers wherever rows of weight 0 lie', async () => {
    const model = await half.fit({ data: line(0, 100, -100), weights: Float64Array.of(0, 2, 0) }, new Rng(1));
    const alone = await half.fit({ data: line(100) }, new Rng(1));
    const probe = line(0, 100, -100, 50);
    const logs = await half.logDensity!(model, probe);
    const expected = await half.logDensity!(alone, probe);
    logs.forEach((log, i) => {
      expect(log).toBeCloseTo(expected[i], 9);
    });
  });

  it('counts a row of weight w as w rows in its density', async () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: -12, max: 12 }), async (own, x) => {
        fc.pre(own.some(([, weight]) => weight > 0));
        const weights = Float64Array.from(own, ([, weight]) => weight);
        const weighted = await half.fit({ data: line(...own.map(([at]) => at)), weights }, new Rng(1));
        const repeated = own.flatMap(([at, weight]) => new Array<number>(weight).fill(at));
        const plain = await half.fit({ data: line(...repeated) }, new Rng(1));
        const [log] = await half.logDensity!(weighted, line(x));
        expect(log).toBeCloseTo((await half.logDensity!(plain, line(x)))[0], 8);
      }),
    );
  });

  it('is a point where its rows are one under Silverman’s rule, as a Gaussian is', async () => {
    const rule = kernelDensityLearner();
    const model = await rule.fit({ data: line(2, 2, 2) }, new Rng(1));
    expect([...(await rule.sample(model, 4, new Rng(1))).values]).toEqual([2, 2, 2, 2]);
    expect([...(await rule.logDensity!(model, line(2, 2.5)))]).toEqual([Infinity, -Infinity]);
    const plane = kernelDensityLearner({ dimensions: 2 });
    const flat = await plane.fit(
      { data: { values: Float64Array.of(0, 7, 1, 7, 2, 7), dimensions: 2 } },
      new Rng(1),
    );
    const at = { values: Float64Array.of(1, 7, 1, 8, 50, 7), dimensions: 2 };
    expect([...(await plane.logDensity!(flat, at))]).toEqual([Infinity, -Infinity, Infinity]);
  });

  it('has a bandwidth that goes with the unit of the rows', async () => {
    const rule = kernelDensityLearner();
    const rows = [1, 4, 2, 8, 5, 7];
    const [plain] = (await rule.fit({ data: line(...rows) }, new Rng(1))).bandwidths;
    const [scaled] = (await rule.fit({ data: line(...rows.map((x) => 1000 * x - 5)) }, new Rng(1)))
      .bandwidths;
    expect(scaled / plain).toBeCloseTo(1000, 8);
  });

  it('has the bandwidth of n rows under n equal weights in several dimensions, but for M against M - 1', async () => {
    const rule = kernelDensityLearner({ dimensions: 2 });
    const data = { values: Float64Array.of(0, 0, 1, 10, 2, 20, 3, 5), dimensions: 2 };
    const plain = (await rule.fit({ data }, new Rng(1))).bandwidths;
    const weighted = (await rule.fit({ data, weights: new Float64Array(4).fill(7) }, new Rng(1))).bandwidths;
    weighted.forEach((width, j) => {
      expect(width / plain[j]).toBeCloseTo(Math.sqrt(3 / 4), 10);
    });
  });
});

describe('regressionLearner at its limits', () => {
  it('is certain of its labels without noise: Infinity where they agree, -Infinity elsewhere', async () => {
    const learner = regressionLearner({ features: 1, noise: 0 });
    const rows = { features: Float64Array.of(1, 2, 3), labels: Float64Array.of(2, 4, 6.5) };
    const logs = await learner.logDensity!({ coefficients: Float64Array.of(2) }, rows);
    expect([...logs]).toEqual([Infinity, Infinity, -Infinity]);
  });

  it('fits d + 2 rows and not one less, rows of weight 0 not counted', () => {
    const learner = regressionLearner({ features: 2 });
    const rows = { features: Float64Array.of(1, 0, 0, 1, 1, 1, 1, -1), labels: Float64Array.of(1, 2, 3, 4) };
    expect(() => learner.fit({ data: rows }, new Rng(1))).not.toThrow();
    expect(() => learner.fit({ data: rows, weights: Float64Array.of(1, 1, 1, 0) }, new Rng(1))).toThrow(
      'at least 4 samples, not 3',
    );
  });

  it('shrinks with the ridge, to nothing in the end, and bears features that depend on each other', async () => {
    const rows = { features: Float64Array.of(1, 2, 2, 4, 3, 6, 4, 8), labels: Float64Array.of(1, 2, 3, 4) };
    const lengths = await Promise.all(
      [1e-3, 1, 1e3, 1e9].map(async (ridge) => {
        const { coefficients } = await regressionLearner({ features: 2, ridge }).fit(
          { data: rows },
          new Rng(1),
        );
        return excessError(coefficients, [0, 0]);
      }),
    );
    for (let i = 1; i < lengths.length; i++) expect(lengths[i]).toBeLessThan(lengths[i - 1]);
    expect(lengths[3]).toBeLessThan(1e-10);
    // Of all solutions the shortest: (1, 2) / 5 where the label is the first feature.
    const { coefficients } = await regressionLearner({ features: 2, ridge: 1e-9 }).fit(
      { data: rows },
      new Rng(1),
    );
    expect(coefficients[0]).toBeCloseTo(0.2, 4);
    expect(coefficients[1]).toBeCloseTo(0.4, 4);
  });

  it('draws labels that are its predictions alone at the smallest temperature', async () => {
    const learner = regressionLearner({ features: 1, noise: 5 });
    const { features, labels } = await learner.sample({ coefficients: Float64Array.of(3) }, 20, new Rng(1), {
      temperature: Number.MIN_VALUE,
    });
    labels.forEach((label, i) => {
      expect(label).toBeCloseTo(3 * features[i], 12);
    });
  });

  it('changes nothing that it was given', async () => {
    const learner = regressionLearner({ features: 1, ridge: 1 });
    const data = { features: Float64Array.of(1, 2, 3), labels: Float64Array.of(3, 2, 1) };
    const weights = Float64Array.of(1, 2, 3);
    const before = structuredClone({ data, weights });
    await learner.fit({ data, weights }, new Rng(1));
    expect({ data, weights }).toEqual(before);
  });
});
