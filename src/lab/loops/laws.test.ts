import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Batch } from '../learner.ts';
import type { Loop, LoopState } from '../loop.ts';
import { accumulate } from './accumulate.ts';
import { fixed } from './fixed.ts';
import { fresh } from './fresh.ts';
import { replace } from './replace.ts';
import { sizeMatched } from './size-matched.ts';
import { countOf, type Row, stateOf } from './state.test.support.ts';
import { subsample } from './subsample.ts';
import { verified } from './verified.ts';
import { weighted } from './weighted.ts';

const LOOPS: Readonly<Record<string, () => Loop>> = {
  replace,
  accumulate,
  subsample,
  'size-matched': sizeMatched,
  fixed: () => fixed({ share: 0.3 }),
  fresh: () => fresh({ share: 0.3 }),
  weighted: () => weighted({ real: { share: 0.5 } }),
  verified: () => verified({ keepRight: 1, keepWrong: 1 }),
};

const line = fc.record({
  samples: fc.integer({ min: 2, max: 40 }),
  generation: fc.integer({ min: 1, max: 6 }),
});

function judged(state: LoopState<readonly Row[]>): LoopState<readonly Row[]> {
  return { ...state, right: (data) => new Uint8Array(data.length).fill(1) };
}

async function composed(
  loop: Loop,
  state: LoopState<readonly Row[]>,
  seed = 'x',
): Promise<Batch<readonly Row[]>> {
  return loop.compose(state, new Rng(seed));
}

describe.each(Object.entries(LOOPS))('the loop %s', (_, make) => {
  it('draws on nothing but real rows and outputs that exist, and never on the model about to be fitted', async () => {
    await fc.assert(
      fc.asyncProperty(line, async ({ samples, generation }) => {
        const state = judged(stateOf(samples, generation));
        const known = new Set<Row>([...state.initial, ...state.outputs.flat()]);
        const { data } = await composed(make(), state);
        for (const row of data) expect(known.has(row) || row.startsWith('fresh')).toBe(true);
      }),
    );
  });

  it('gives finite weights, not negative, one a row, that sum to the number of rows', async () => {
    await fc.assert(
      fc.asyncProperty(line, async ({ samples, generation }) => {
        const { data, weights } = await composed(make(), judged(stateOf(samples, generation)));
        if (weights === undefined) return;
        expect(weights).toHaveLength(data.length);
        expect(weights.every((weight) => weight >= 0 && Number.isFinite(weight))).toBe(true);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(data.length, 8);
      }),
    );
  });

  it('gives the same set for the same generator, and changes nothing that it was given', async () => {
    await fc.assert(
      fc.asyncProperty(line, fc.string(), async ({ samples, generation }, seed) => {
        const state = judged(stateOf(samples, generation));
        const before = structuredClone([state.initial, state.outputs]);
        expect(await composed(make(), state, seed)).toEqual(await composed(make(), state, seed));
        expect([state.initial, state.outputs]).toEqual(before);
      }),
    );
  });
});

describe('loops by size', () => {
  it.each(['replace', 'subsample', 'fixed', 'fresh'])('%s: as many rows as the first set', async (name) => {
    await fc.assert(
      fc.asyncProperty(line, async ({ samples, generation }) => {
        const { data } = await composed(LOOPS[name](), stateOf(samples, generation));
        expect(data).toHaveLength(samples);
      }),
    );
  });

  it('accumulate contains everything, once', async () => {
    await fc.assert(
      fc.asyncProperty(line, async ({ samples, generation }) => {
        const state = stateOf(samples, generation);
        const { data } = await composed(accumulate(), state);
        expect([...data].sort()).toEqual([...state.initial, ...state.outputs.flat()].sort());
      }),
    );
  });

  it('replace contains the last output alone', async () => {
    await fc.assert(
      fc.asyncProperty(line, async ({ samples, generation }) => {
        const { data } = await composed(replace(), stateOf(samples, generation));
        expect(countOf(data, `model ${generation - 1}/`)).toBe(samples);
      }),
    );
  });

  it('subsample draws no row twice, and all rows alike', async () => {
    const state = stateOf(10, 4);
    const drawn = new Map<Row, number>();
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++) {
      const { data } = await composed(subsample(), state, String(seed));
      expect(new Set(data).size).toBe(10);
      for (const row of data) drawn.set(row, (drawn.get(row) ?? 0) + 1);
    }
    // 10 of 50 rows: each count is binomial with mean 800 and standard deviation 25.3.
    expect(drawn.size).toBe(50);
    for (const count of drawn.values()) expect(Math.abs(count - 800)).toBeLessThan(5 * 25.3);
  });

  it('size-matched asks of every model as many rows as accumulation has by then', async () => {
    const loop = sizeMatched();
    await fc.assert(
      fc.asyncProperty(line, async ({ samples, generation }) => {
        const state = stateOf(samples, generation, () => loop.outputRows!(generation - 1, samples));
        const { data } = await composed(loop, state);
        const pool = await composed(accumulate(), stateOf(samples, generation));
        expect(data).toHaveLength(pool.data.length);
      }),
    );
  });
});
