import { describe, expect, it } from 'vitest';
import type { Judgement, VerifiedRow } from '../../lab/verify/judge.ts';
import { cellWidth } from '../terminal/cells.ts';
import { verificationTerminal } from './terminal.ts';
import { verification } from './verification.ts';

function row(over: Partial<VerifiedRow> = {}): VerifiedRow {
  return {
    section: 'drift',
    quantity: 'E[H_k]',
    setting: 'uniform(10) M=50 k=25',
    theory: 0.54312,
    simulated: 0.54273,
    standardError: 0.0018,
    z: -0.22,
    replicates: 1000,
    expect: 'equal',
    judgement: 'agrees',
    source: 'Wright-Fisher',
    ...over,
  };
}

function judgement(rows: readonly VerifiedRow[], over: Partial<Judgement> = {}): Judgement {
  const base = { compared: rows.length, traps: 0, greatestZ: 0.22, far: 0, failed: 0 };
  return { status: 'passed', rows, ...base, ...over };
}

const show = (value: Judgement, columns = 80, colour = false) =>
  verificationTerminal(verification(value, 7, '0.1.0'), { columns, colour });

describe('verificationTerminal', () => {
  it('shows theory, simulation, standard error and z, under the source', () => {
    const text = show(judgement([row()]));
    expect(text).toMatch(/^Categories: drift\n +setting +theory .*\n {2}E\[H_k\]: Wright-Fisher\n/);
    expect(text).toMatch(/\n +uniform\(10\) M=50 k=25 +0\.5431 +0\.5427 +0\.0018 +−0\.22\n/);
    expect(text).toContain('PASSED  1 closed forms, seed 7: greatest |z| 0.22, 0 above 3, 0 failed');
  });

  it('says FAILED last, and marks the row', () => {
    const text = show(
      judgement([row({ z: 9.314, judgement: 'fails' })], { status: 'failed', failed: 1, greatestZ: 9.314 }),
      80,
      true,
    );
    expect(text).toContain('\u001b[1;31m  uniform(10)');
    expect(text).toContain('FAILED');
    expect(text).toContain('+9.31');
    expect(show(judgement([row({ judgement: 'far' })]), 80, true)).toContain('\u001b[33m  uniform(10)');
  });

  it('names traps as such', () => {
    const trap = row({ quantity: 'mean of s2_k', expect: 'below', z: -4000, theory: 1, simulated: 1e-9 });
    const text = show(judgement([row(), trap], { compared: 1, traps: 1 }));
    expect(text).toMatch(/trap: mean of s2_k: .*\n.* below\n/);
    expect(text).toContain('1 closed forms and 1 trap, seed 7');
  });

  it('writes figures so that a standard error shows, and a number that is none', () => {
    const text = show(
      judgement([
        row({ theory: -22.0567, simulated: 499.43623, z: Number.NaN }),
        row({ theory: 0, simulated: 9.52381 }),
      ]),
    );
    expect(text).toContain('−22.06');
    expect(text).toContain('499.4');
    expect(text).toContain('9.524');
    expect(text).toMatch(/–\n/);
  });

  it.each([20, 40, 60, 80, 200])('is no wider than %d columns', (columns) => {
    const long = row({
      quantity: 'E[collapse time], exact',
      setting: 'Zipf(1.5, 200) M=50',
      theory: 758.596,
    });
    const text = show(judgement([row(), long, row({ section: 'learner-loop' })]), columns);
    for (const line of text.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(columns);
    expect(text).toContain('PASSED');
  });
});
