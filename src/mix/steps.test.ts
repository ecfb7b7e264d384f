import { describe, expect, it } from 'vitest';
import { candidatesOf } from './candidates.test.support.ts';
import { stepsOf } from './steps.ts';

describe('stepsOf', () => {
  it('gives every generation one id, also those that nobody knows and those far out', () => {
    const generations = [0, 3, -1, 3, 2 ** 31 - 1, 0];
    const candidates = candidatesOf(
      generations.map((generation) => ({ origin: 'synthetic' as const, generation })),
    );
    const { ids, values } = stepsOf(candidates);
    expect(values).toEqual([0, 3, -1, 2 ** 31 - 1]);
    expect([...ids].map((id) => values[id])).toEqual(generations);
  });

  it('has none where there are no candidates', () => {
    expect(stepsOf(candidatesOf([]))).toEqual({ ids: new Uint32Array(0), values: [] });
  });
});
