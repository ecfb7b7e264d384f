import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { categoricalLearner, categoricalModel } from './categorical.ts';

const LEARNER = categoricalLearner(4);
const MODEL = categoricalModel([1, 0, 6, 3]);

describe('categoricalLearner', () => {
  it('fits frequencies, and forgets what was not drawn', async () => {
    const model = await LEARNER.fit({ data: Uint32Array.of(2, 0, 2, 2) }, new Rng(1));
    expect([...model.support]).toEqual([0, 2]);
    expect([...model.probabilities]).toEqual([0.25, 0.75]);
    expect(model).toEqual(LEARNER.fitCounts([1, 0, 3, 0]));
  });

  it('counts a row of weight w as w rows', async () => {
    const weights = Float64Array.of(0.5, 0, 1.5);
    const model = await LEARNER.fit({ data: Uint32Array.of(3, 1, 0), weights }, new Rng(1));
    expect([...model.support]).toEqual([0, 3]);
    expect([...model.probabilities]).toEqual([0.75, 0.25]);
  });

  it('keeps every category alive where it smooths', async () => {
    const model = categoricalLearner(4, { smoothing: 1 }).fitCounts([6, 0, 0, 0]);
    expect([...model.probabilities]).toEqual([0.7, 0.1, 0.1, 0.1]);
  });

  it('draws each category with its probability, and none that is lost', async () => {
    const n = 100_000;
    const counts = new Float64Array(4);
    for (const row of await LEARNER.sample(MODEL, n, new Rng('rows'))) counts[row]++;
    [0.1, 0, 0.6, 0.3].forEach((p, i) => {
      expect(Math.abs(counts[i] - n * p)).toBeLessThanOrEqual(4 * Math.sqrt(n * p * (1 - p)));
    });
  });

  it('counts the draws that it would have made rows of', async () => {
    const counts = new Float64Array(4);
    LEARNER.countSample(MODEL, 1000, new Rng(6), counts);
    const rows = new Float64Array(4);
    for (const row of await LEARNER.sample(MODEL, 1000, new Rng(6))) rows[row]++;
    expect(counts).toEqual(rows);
  });

  it.each([
    [{ temperature: 0.5 }, [1 / 46, 0, 36 / 46, 9 / 46]],
    [{ temperature: 1e-3 }, [0, 0, 1, 0]],
    [{ topK: 2 }, [0, 0, 2 / 3, 1 / 3]],
    [{ topK: 1 }, [0, 0, 1, 0]],
    [{ topK: 99 }, [0.1, 0, 0.6, 0.3]],
    [{ topK: 2, temperature: 2 }, [0, 0, Math.SQRT2 / (Math.SQRT2 + 1), 1 / (Math.SQRT2 + 1)]],
  ])('bends its output by %o', (bias, expected) => {
    const n = 40_000;
    const counts = new Float64Array(4);
    LEARNER.countSample(MODEL, n, new Rng('bias'), counts, bias);
    expected.forEach((p, i) => {
      expect(Math.abs(counts[i] - n * p)).toBeLessThanOrEqual(4 * Math.sqrt(n * p * (1 - p)) + 1e-9);
    });
  });

  it('gives the ln probability, -Infinity for what is lost or unheard of', async () => {
    const logs = await LEARNER.logDensity!(MODEL, Uint32Array.of(2, 1, 77));
    expect(logs[0]).toBeCloseTo(Math.log(0.6), 12);
    expect([...logs.subarray(1)]).toEqual([-Infinity, -Infinity]);
  });

  it('never finds a category again that it has lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 6 }), async (seed, samples) => {
        const rng = new Rng(seed);
        let model = categoricalModel([1, 1, 1, 1]);
        for (let k = 0; k < 8; k++) {
          const next = await LEARNER.fit({ data: await LEARNER.sample(model, samples, rng) }, rng);
          const before = new Set(model.support);
          expect([...next.support].every((category) => before.has(category))).toBe(true);
          model = next;
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('names the bound that is broken', () => {
    const fitted = (data: Uint32Array) => () => LEARNER.fit({ data }, new Rng(1));
    expect(fitted(new Uint32Array(0))).toThrow('a fit needs at least 1 samples, not 0');
    expect(fitted(Uint32Array.of(0, 4))).toThrow('row 1 is category 4, and there are 4');
    expect(() => categoricalLearner(0)).toThrow('categories must be a whole number from 1');
    expect(() => categoricalLearner(3, { smoothing: -1 })).toThrow('smoothing must be a number from 0');
    expect(() => categoricalModel([0, 0])).toThrow('weights must have a finite sum above 0');
    for (const bias of [{ temperature: -1 }, { topK: 0 }, { topK: 1.5 }]) {
      expect(() => LEARNER.sample(MODEL, 1, new Rng(1), bias)).toThrow(
        expect.objectContaining({ code: 'E_PARAMETER' }),
      );
    }
  });

  it('joins and takes rows', () => {
    const { rows } = LEARNER;
    const all = rows.concat([Uint32Array.of(1, 2), Uint32Array.of(3)]);
    expect(rows.size(all)).toBe(3);
    expect([...rows.take(all, Uint32Array.of(2, 2, 0))]).toEqual([3, 3, 1]);
  });
});
