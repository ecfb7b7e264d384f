import { describe, expect, it } from 'vitest';
import { tokenBatch } from './batch.ts';

describe('tokenBatch', () => {
  const documents = [Uint32Array.of(7, 8), Uint32Array.of(1, 2, 3, 4, 5), new Uint32Array(0)];

  it('reads the end first, and foretells the end last', () => {
    const { inputs, targets, weights } = tokenBatch(documents, Uint32Array.of(0), { rows: 1, steps: 4 });
    expect([...inputs]).toEqual([0, 7, 8, 0]);
    expect([...targets]).toEqual([7, 8, 0, 0]);
    expect([...weights]).toEqual([1, 1, 1, 0]);
  });

  it('cuts long documents so that their end still fits', () => {
    const { inputs, targets, weights } = tokenBatch(documents, Uint32Array.of(1), { rows: 1, steps: 4 });
    expect([...inputs]).toEqual([0, 1, 2, 3]);
    expect([...targets]).toEqual([1, 2, 3, 0]);
    expect([...weights]).toEqual([1, 1, 1, 1]);
  });

  it('weighs documents, and leaves rows without one out', () => {
    const own = Float64Array.of(3, 0.5, 2);
    const { weights } = tokenBatch(documents, Uint32Array.of(2, 1), { rows: 3, steps: 3, weights: own });
    expect([...weights]).toEqual([2, 0, 0, 0.5, 0.5, 0.5, 0, 0, 0]);
  });
});
