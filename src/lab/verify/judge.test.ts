import { describe, expect, it } from 'vitest';
import { judgeRows } from './judge.ts';
import type { Row } from './row.ts';
import type { Simulated } from './run-row.ts';

function row(theory: number, expect: Row['expect'] = 'equal'): Row {
  return {
    ...{ id: `${theory}`, section: 'drift', quantity: 'q', setting: 's', source: 'x' },
    ...{ theory, expect, draws: 1 },
    simulate: () => {
      throw new Error('not asked for');
    },
  } as Row;
}

const off = (z: number): Simulated => ({ mean: 1 + z * 0.01, error: 0.01, replicates: 100 });
const judged = (...zs: number[]) =>
  judgeRows(
    zs.map(() => row(1)),
    zs.map(off),
  );
const calm = (n: number) => new Array<number>(n).fill(1);

describe('judgeRows', () => {
  it('passes where all agree', () => {
    const { status, rows, compared, greatestZ, far } = judged(0, 1, -2.9);
    expect(status).toBe('passed');
    expect(rows[2].z).toBeCloseTo(-2.9, 9);
    expect({ compared, far }).toEqual({ compared: 3, far: 0 });
    expect(greatestZ).toBeCloseTo(2.9, 9);
  });

  it.each([4.1, -4.1, 50])('fails at |z| = %d, however many agree', (z) => {
    const result = judged(z, ...calm(999));
    expect(result.status).toBe('failed');
    expect(result.failed).toBe(1);
    expect(result.rows[0].judgement).toBe('fails');
  });

  it('bears one of a hundred beyond 3, and not two', () => {
    expect(judged(3.5, ...calm(99)).status).toBe('passed');
    expect(judged(3.5, -3.5, ...calm(98)).status).toBe('failed');
    expect(judged(3.5, ...calm(98)).status).toBe('failed');
  });

  it('fails where there is no number', () => {
    for (const broken of [
      { mean: Number.NaN, error: 0.1, replicates: 5 },
      { mean: 1.1, error: 0, replicates: 5 },
      { mean: 1, error: Number.NaN, replicates: 1 },
    ]) {
      expect(judgeRows([row(1)], [broken]).status).toBe('failed');
    }
  });

  it('wants a trap to lie below, and does not compare it', () => {
    const trap = row(1, 'below');
    const sprung = judgeRows([trap, row(1)], [off(-30), off(1)]);
    expect(sprung).toMatchObject({ status: 'passed', compared: 1, traps: 1, far: 0, failed: 0 });
    for (const z of [0, -3.9, 30]) expect(judgeRows([trap], [off(z)]).status).toBe('failed');
  });
});
