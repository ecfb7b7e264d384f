import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { LogitDraw } from './draw.ts';

const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 8 });
const temperature = fc.double({ min: 0.2, max: 4, noNaN: true });

/** Draws one after the other from one generator. */
function drawn(draw: LogitDraw, rows: readonly (readonly number[])[], seed: string): number[] {
  const rng = new Rng(seed);
  return rows.map((row) => draw.draw(row, 0, rng));
}

describe('LogitDraw', () => {
  it('inverts the cumulative distribution of the softmax', () => {
    fc.assert(
      fc.property(logits, temperature, fc.string(), (row, t, seed) => {
        const powers = row.map((logit) => Math.exp(logit / t));
        const point = new Rng(seed).next() * powers.reduce((sum, p) => sum + p, 0);
        let sum = 0;
        const ends = powers.map((p) => (sum += p));
        // Where the point falls on an edge, rounding decides.
        fc.pre(ends.every((end) => Math.abs(end - point) > 1e-9 * sum));
        const wanted = ends.findIndex((end) => point < end);
        expect(new LogitDraw(row.length, { temperature: t }).draw(row, 0, new Rng(seed))).toBe(wanted);
      }),
    );
  });

  it('remembers nothing of the draws before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 5 }),
        (rows, topK) => {
          const one = drawn(new LogitDraw(4, { topK }), rows, 'kept');
          const rng = new Rng('kept');
          const fresh = rows.map((row) => new LogitDraw(4, { topK }).draw(row, 0, rng));
          expect(one).toEqual(fresh);
        },
      ),
    );
  });

  it('does not change the logits, and takes one number a draw', () => {
    const row = [3, 1, 2];
    const rng = new Rng('one');
    const other = new Rng('one');
    new LogitDraw(3, { topK: 2, temperature: 0.5 }).draw(row, 0, rng);
    other.next();
    expect(row).toEqual([3, 1, 2]);
    expect(rng.next()).toBe(other.next());
  });

  it('overflows at no size of the logits', () => {
    for (const size of [1e4, 1e30, 1e300])
      for (const t of [0.1, 10]) {
        const draw = new LogitDraw(3, { temperature: t });
        expect(drawn(draw, new Array(20).fill([-size, size, 0]), 'far')).toEqual(new Array(20).fill(1));
      }
  });

  it('has nothing to choose from one outcome', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), temperature, (logit, t) => {
        expect(new LogitDraw(1, { temperature: t, topK: 1 }).draw([logit], 0, new Rng('only'))).toBe(0);
      }),
    );
  });

  it('keeps all of equal outcomes, however few are asked for', () => {
    const found = new Set(drawn(new LogitDraw(4, { topK: 1 }), new Array(200).fill([2, 2, 2, 2]), 'equal'));
    // The chance that one of four is missing in 200 draws is below 1e-24.
    expect([...found].sort()).toEqual([0, 1, 2, 3]);
  });
});
