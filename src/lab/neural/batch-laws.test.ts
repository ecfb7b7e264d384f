import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integers, tokenBatch } from './batch.ts';

const document = fc
  .array(fc.integer({ min: 1, max: 99 }), { maxLength: 9 })
  .map((ids) => Uint32Array.from(ids));

const batches = fc
  .record({
    documents: fc.array(document, { minLength: 1, maxLength: 5 }),
    steps: fc.integer({ min: 1, max: 8 }),
    spare: fc.nat(3),
    seed: fc.array(fc.nat(99), { maxLength: 6 }),
  })
  .map(({ documents, steps, spare, seed }) => {
    const chosen = Uint32Array.from(seed, (n) => n % documents.length);
    return { documents, steps, chosen, rows: chosen.length + spare };
  });

describe('tokenBatch', () => {
  it('foretells at every step what it reads at the next', () => {
    fc.assert(
      fc.property(batches, ({ documents, chosen, rows, steps }) => {
        const { inputs, targets } = tokenBatch(documents, chosen, { rows, steps });
        for (let i = 0; i + 1 < rows * steps; i++)
          if ((i + 1) % steps !== 0) expect(inputs[i + 1]).toBe(targets[i]);
      }),
    );
  });

  it('holds of each document all that fits before an end, where the weights stand', () => {
    fc.assert(
      fc.property(batches, ({ documents, chosen, rows, steps }) => {
        const { targets, weights } = tokenBatch(documents, chosen, { rows, steps });
        for (let row = 0; row < rows; row++) {
          const kept = [...targets.subarray(row * steps, (row + 1) * steps)].filter(
            (_, t) => weights[row * steps + t] > 0,
          );
          const wanted = row < chosen.length ? [...documents[chosen[row]].slice(0, steps - 1), 0] : [];
          expect(kept).toEqual(wanted);
        }
      }),
    );
  });

  it('weighs each token as its document, in order of the documents and not of the rows', () => {
    fc.assert(
      fc.property(batches, ({ documents, chosen, rows, steps }) => {
        const own = Float64Array.from(documents, (_, i) => i / 4);
        const { weights } = tokenBatch(documents, chosen, { rows, steps, weights: own });
        const wanted = [...chosen].reduce(
          (sum, i) => sum + (i / 4) * Math.min(documents[i].length + 1, steps),
          0,
        );
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(wanted, 5);
      }),
    );
  });

  it('leaves nothing but the end where there is room for one token', () => {
    const { inputs, targets, weights } = tokenBatch([Uint32Array.of(5, 6)], Uint32Array.of(0), {
      rows: 1,
      steps: 1,
    });
    expect([[...inputs], [...targets], [...weights]]).toEqual([[0], [0], [1]]);
  });

  it('is all padding where nothing is chosen', () => {
    const { weights } = tokenBatch([], new Uint32Array(0), { rows: 2, steps: 3 });
    expect([...weights]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('integers', () => {
  it('keeps ids as they are, beyond what single precision can hold', async () => {
    const array = integers(Int32Array.of(16_777_217, 0, -1, 2 ** 31 - 1), [2, 2]);
    expect(array.shape).toEqual([2, 2]);
    expect([...(await array.data())]).toEqual([16_777_217, 0, -1, 2 ** 31 - 1]);
  });
});
