import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { eachTile, type Rows } from './pairwise.ts';

function rows(count: number, dimension: number, seed: string): Rows {
  const rng = new Rng(seed);
  return { count, dimension, data: Float32Array.from({ length: count * dimension }, () => rng.normal()) };
}

function dot(a: Rows, i: number, b: Rows, j: number): number {
  let sum = 0;
  for (let c = 0; c < a.dimension; c++) sum += a.data[i * a.dimension + c] * b.data[j * b.dimension + c];
  return sum;
}

/** All products that were visited, by pair. */
function visited(a: Rows, b: Rows, halved = false): Map<string, number> {
  const seen = new Map<string, number>();
  eachTile(
    a,
    b,
    ({ i0, j0, rows: n, columns, stride, dots }) => {
      for (let i = 0; i < n; i++)
        for (let j = 0; j < columns; j++) {
          const key = `${i0 + i},${j0 + j}`;
          if (seen.has(key)) throw new Error(`${key} is visited twice`);
          seen.set(key, dots[i * stride + j]);
        }
    },
    halved,
  );
  return seen;
}

describe('eachTile', () => {
  it.each([
    [1, 1, 1],
    [3, 5, 2],
    [4, 2, 4],
    [130, 260, 5],
    [7, 513, 17],
  ])('visits each of %d x %d pairs once, with their inner product over %d numbers', (m, n, d) => {
    const a = rows(m, d, 'a');
    const b = rows(n, d, 'b');
    const seen = visited(a, b);
    expect(seen.size).toBe(m * n);
    let worst = 0;
    for (const [key, value] of seen) {
      const [i, j] = key.split(',').map(Number);
      worst = Math.max(worst, Math.abs(value - dot(a, i, b, j)));
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it('leaves out what lies below the diagonal only where that is asked for, and never a pair on or above it', () => {
    const a = rows(400, 3, 'a');
    const seen = visited(a, a, true);
    for (let i = 0; i < 400; i++)
      for (let j = i; j < 400; j++) if (!seen.has(`${i},${j}`)) expect.fail(`${i},${j}`);
    expect(seen.size).toBeLessThan(400 * 400);
  });

  it('visits nothing for a side without rows', () => {
    expect(visited(rows(0, 3, 'a'), rows(5, 3, 'b')).size).toBe(0);
    expect(visited(rows(5, 3, 'a'), rows(0, 3, 'b')).size).toBe(0);
  });

  it('gives the same bytes every time', () => {
    const a = rows(20, 33, 'a');
    expect([...visited(a, a)]).toEqual([...visited(a, a)]);
  });
});
