import { describe, expect, it } from 'vitest';
import { verificationRows } from './catalogue.ts';
import { judgeRows } from './judge.ts';
import { type Row, SECTIONS } from './row.ts';
import { runRow } from './run-row.ts';

const ROWS = verificationRows();

function theoryOf(section: string, quantity: string, setting: string): number {
  const found = ROWS.find((row) => row.id === `${section}/${quantity}/${setting}`);
  if (found === undefined) throw new Error(`no row ${section}/${quantity}/${setting}`);
  return found.theory;
}

/** Figures by hand from the sources, independent of the code that makes the rows. */
const PUBLISHED: readonly (readonly [string, string, string, number, number])[] = [
  ['gaussian', 'E[s2_k]', 'ML, M=10 k=10', 0.348678, 6],
  ['gaussian', 'E[s2_k]', 'unbiased, M=100 k=20', 1, 12],
  ['gaussian', 'E[mu_k^2]', 'ML, M=10 k=10', 0.651322, 6],
  ['gaussian', 'E[mu_k^2]', 'unbiased, M=5 k=2', 0.4, 12],
  // c4(10) = 0.9727.
  ['gaussian', 'E[s_k]', 'unbiased, M=10 k=1', 0.9727, 4],
  ['accumulate', 'lim E[s2_t], accumulate', 'n=10 t=1000', 0.8434, 4],
  ['accumulate', 'lim E[s2_t], accumulate', 'n=32 t=1000', 0.9494, 4],
  ['accumulate', 'lim E[s2_t], subsample', 'n=10 t=1000', 0.739, 3],
  ['accumulate', 'lim E[s2_t], subsample', 'n=32 t=1000', 0.912, 3],
  ['accumulate', 'E[s2_t], accumulate', 'n=10 t=2', 0.8775, 10],
  ['kernel-density', 'E[x^2], replace', 'h=0.5 t=4 n=10', 2, 12],
  // 1 + (1/2 + 1/3 + 1/4).
  ['kernel-density', 'E[x^2], pool', 'h=1 t=3 n=200', 25 / 12, 12],
  ['regression', 'E_n, replace', 'd=10 T=111 n=10', 1, 10],
  ['regression', 'E_n, replace', 'd=10 T=111 n=20', 2, 10],
  ['regression', 'E_n, accumulate', 'd=10 T=111 n=10', 0.155, 3],
  ['regression', 'E_n, accumulate', 'd=10 T=111 n=20', 0.1596, 4],
  ['regression', 'floor p2^2 c^2', 'd=2 T=40000 p2=0.5 c=1', 0.25, 12],
  ['drift', 'E[H_k]', 'uniform(10) M=100 k=50', 0.9 * 0.99 ** 50, 12],
  ['drift', 'E[H_k]', '(0.2, 0.8) M=5 k=3', 0.32 * 0.8 ** 3, 12],
  ['drift', 'E[S_1]', 'uniform(10) M=20 k=1', 10 * (1 - 0.9 ** 20), 10],
  ['drift', 'E[collapse time], limit', 'uniform(10) M=400', 400 * 1.896, 0],
  ['drift', 'plateau of H, fresh real', 'uniform(10) M=100 R=10', 0.9 * 0.9497, 4],
  ['drift', 'plateau of H, fresh real', 'uniform(10) M=100 R=1', 0.9 * 0.664, 3],
  ['real-share', 'steady variance at w*', 'n=20 m=20', 0.618, 3],
  ['real-share', 'steady variance, pooled', 'n=20 m=20', 0.667, 3],
  ['real-share', 'accuracy after the verifier', 'p=0.6 phi=0.9 psi=0.1', 0.54 / 0.58, 12],
  ['real-share', 'classifier at p* errors', 'phi=0.9 psi=0.1', 0, 12],
  ['learner-loop', 'E[s2_k], replace', 'ML, M=10 k=10', 0.348678, 6],
  ['learner-loop', 'E[x^2], kernel density', 'h=0.4 t=8 n=30', 2.28, 12],
];

describe('the rows of the verification', () => {
  it.each(PUBLISHED)('%s, %s at %s: theory is %d', (section, quantity, setting, value, digits) => {
    expect(theoryOf(section, quantity, setting)).toBeCloseTo(value, digits);
  });

  it('are all there is, in the order of the sections', () => {
    expect(SECTIONS.flatMap((section) => verificationRows(section)).map(({ id }) => id)).toEqual(
      ROWS.map(({ id }) => id),
    );
  });

  it('are made anew each time, with the same names', () => {
    const [one, two] = [verificationRows('drift'), verificationRows('drift')];
    expect(one[0]).not.toBe(two[0]);
    expect(one.map(({ id, theory }) => [id, theory])).toEqual(two.map(({ id, theory }) => [id, theory]));
  });

  it('have no setting with a plain rounding error in it', () => {
    for (const { setting } of ROWS) expect(setting).not.toMatch(/\d\.\d{6}/);
  });
});

/** The row of a section that is simulated soonest. */
function cheapest(rows: readonly Row[]): Row {
  return rows.filter((row) => row.expect === 'equal').sort((a, b) => a.draws - b.draws)[0];
}

describe.each(SECTIONS)('the cheapest row of %s', (section) => {
  it('agrees with its formula, and would not with one that is 6% or 0.05 off', async () => {
    const row = cheapest(verificationRows(section));
    const simulated = await runRow({ id: row.id, seed: 'another seed than the gate has' });
    expect(judgeRows([row], [simulated]).rows[0].judgement).toBe('agrees');
    for (const off of [0.94 * row.theory - 0.05, 1.06 * row.theory + 0.05]) {
      expect(judgeRows([{ ...row, theory: off }], [simulated]).status).toBe('failed');
    }
  });
});

describe('the trap of the heavy tail', () => {
  it('is sprung: the mean of simulations lies far below the expectation, which is true', async () => {
    const [row] = verificationRows('gaussian').filter((own) => own.expect === 'below');
    expect(row.theory).toBe(1);
    const simulated = await runRow({ id: row.id, seed: 'trap' });
    expect(simulated.mean).toBeLessThan(0.1);
    expect(judgeRows([row], [simulated])).toMatchObject({ status: 'passed', compared: 0, traps: 1 });
  });
});
