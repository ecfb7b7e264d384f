import { describe, expect, it } from 'vitest';
import { closingLine, countTests, exitStatus, isCi } from '../../scripts/tests/counts.mjs';

/** @param {string[]} statuses */
const file = (...statuses) => ({
  name: 'a.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, i) => ({ fullName: `${status} ${i}`, status })),
});

describe('the counts of a test run', () => {
  it('add up over files', () => {
    const counts = countTests({ testResults: [file('passed', 'failed'), file('passed', 'skipped')] });
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: ['skipped 1'] });
    expect(closingLine(counts)).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('take a file that could not be loaded for a failure', () => {
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] };
    expect(countTests({ testResults: [file('passed'), broken] }).failed).toBe(1);
  });

  it('take a file whose clean-up failed after its tests passed for a failure', () => {
    expect(countTests({ testResults: [{ ...file('passed'), status: 'failed' }] }).failed).toBe(1);
  });

  it('take whatever neither passed nor failed for skipped', () => {
    expect(countTests({ testResults: [file('pending', 'todo', 'disabled')] }).skipped).toHaveLength(3);
  });

  it('are nothing for a run of nothing', () => {
    expect(closingLine(countTests({ testResults: [] }))).toBe('0 passed, 0 failed, 0 skipped');
  });
});

describe('the exit status of a test run', () => {
  const clean = { passed: 1, failed: 0, skipped: [] };
  const skipping = { ...clean, skipped: ['a'] };

  it('is 0 where all passed', () => {
    expect(exitStatus({ vitest: 0, counts: clean, ci: true })).toBe(0);
  });

  it('is Vitest’s where that is not 0, counts or none', () => {
    expect(exitStatus({ vitest: 1, counts: clean, ci: false })).toBe(1);
    expect(exitStatus({ vitest: 130, counts: undefined, ci: false })).toBe(130);
  });

  it('is 1 where no report was written, or it tells of a failure that Vitest’s status hides', () => {
    expect(exitStatus({ vitest: 0, counts: undefined, ci: false })).toBe(1);
    expect(exitStatus({ vitest: 0, counts: { ...clean, failed: 1 }, ci: false })).toBe(1);
  });

  it('is 1 for a skipped test on CI only', () => {
    expect(exitStatus({ vitest: 0, counts: skipping, ci: true })).toBe(1);
    expect(exitStatus({ vitest: 0, counts: skipping, ci: false })).toBe(0);
  });

  it('is 0 for a skipped test on CI that was excused by the beginning of its name, and for no other', () => {
    const counts = { ...clean, skipped: ['by another program: a', 'by another program: b'] };
    const excused = ['by another program: ', 'on Spark: '];
    expect(exitStatus({ vitest: 0, counts, ci: true, excused })).toBe(0);
    expect(exitStatus({ vitest: 0, counts, ci: true })).toBe(1);
    const more = { ...counts, skipped: [...counts.skipped, 'ledger on PostgreSQL'] };
    expect(exitStatus({ vitest: 0, counts: more, ci: true, excused })).toBe(1);
  });

  it.each(['true', '1', 'TRUE', 'yes'])('takes CI=%s for CI', (value) => {
    expect(isCi(value)).toBe(true);
  });

  it.each([undefined, '', '0', 'false', 'False'])('does not take CI=%s for CI', (value) => {
    expect(isCi(value)).toBe(false);
  });
});
