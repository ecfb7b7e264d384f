import { describe, expect, it } from 'vitest';
import { closingLine, closingLines, countTests, exitStatus, isCi } from '../../scripts/tests/counts.mjs';

/**
 * @param {string} state
 * @param {Partial<import('../../scripts/tests/counts.mjs').TestOutcome>} [rest]
 */
const test = (state, rest = {}) => ({
  file: 'a.test.ts',
  name: `${state} test`,
  state,
  again: false,
  ...rest,
});

/** @param {string[]} states */
const report = (...states) => ({ tests: states.map((state) => test(state)), broken: [] });

describe('the counts of a test run', () => {
  it('add up', () => {
    const counts = countTests(report('passed', 'failed', 'passed', 'skipped'));
    expect(counts).toMatchObject({ passed: 2, skipped: ['skipped test'], again: [] });
    expect(closingLine(counts)).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('take what failed outside of a test for a failure', () => {
    const broken = [{ name: 'b.test.ts', error: 'SyntaxError: no' }];
    expect(countTests({ ...report('passed'), broken }).failed).toEqual(broken);
  });

  it('take whatever neither passed nor failed for skipped', () => {
    expect(countTests(report('pending', 'todo', 'disabled')).skipped).toHaveLength(3);
  });

  it('keep apart what passed only when it was tried again, and what failed each time', () => {
    const again = { again: true, error: 'Error: late' };
    const counts = countTests({ tests: [test('passed', again), test('passed'), test('failed')], broken: [] });
    expect(counts.passed).toBe(2);
    expect(counts.again).toEqual([{ name: 'a.test.ts > passed test', error: 'Error: late' }]);
    expect(counts.failed).toHaveLength(1);
  });

  it('are nothing for a run of nothing', () => {
    expect(closingLine(countTests(report()))).toBe('0 passed, 0 failed, 0 skipped');
  });
});

describe('the closing lines of a test run', () => {
  const ci = { ci: true };
  const counts = countTests({
    tests: [
      test('passed', { again: true, error: 'Error: it was late\n    at x' }),
      test('skipped'),
      test('failed', { error: 'AssertionError: expected 1 to be 2\n\n- 2\n+ 1' }),
    ],
    broken: [{ name: 'b.test.ts > a group', error: 'Error: its hook' }],
  });

  it('name what failed last, with the first line of each error, and end with the counts', () => {
    expect(closingLines(counts, ci)).toEqual([
      'Skipped, which fails a run on CI:',
      '  skipped test',
      'Passed only when tried again:',
      '  a.test.ts > passed test: Error: it was late',
      'Failed:',
      '  a.test.ts > failed test: AssertionError: expected 1 to be 2',
      '  b.test.ts > a group: Error: its hook',
      '1 passed, 2 failed, 1 skipped',
    ]);
  });

  it('do not name what is skipped where that is no failure', () => {
    expect(closingLines(counts, { ci: false })[0]).toBe('Passed only when tried again:');
    expect(closingLines(counts, { ci: true, excused: ['skipped'] })[0]).toBe('Passed only when tried again:');
  });

  it('are the counts alone where all is well', () => {
    expect(closingLines(countTests(report('passed')), ci)).toEqual(['1 passed, 0 failed, 0 skipped']);
  });

  /** @param {string | undefined} error */
  const lineOf = (error, name = 'n') =>
    closingLines({ passed: 0, failed: [{ name, error }], skipped: [], again: [] }, ci)[1];

  it('cut a long error, never a name, and are plain text of one line each', () => {
    expect(lineOf(`Error: ${'x'.repeat(500)}`)).toMatch(/^ {2}n: Error: x{200,240}…$/);
    const long = 'a name '.repeat(60);
    expect(lineOf('Error: y', long)).toContain(long);
    expect(lineOf('\u001b[31mError\u001b[39m: red\r\nmore')).toBe('  n: Error: red');
    expect(lineOf(undefined)).toBe('  n');
    expect(lineOf('\n')).toBe('  n');
  });
});

describe('the exit status of a test run', () => {
  const clean = { passed: 1, failed: [], skipped: [], again: [] };
  const skipping = { ...clean, skipped: ['a'] };

  it('is 0 where all passed, if only when tried again', () => {
    expect(exitStatus({ vitest: 0, counts: clean, ci: true })).toBe(0);
    expect(exitStatus({ vitest: 0, counts: { ...clean, again: [{ name: 'a' }] }, ci: true })).toBe(0);
  });

  it('is Vitest’s where that is not 0, counts or none', () => {
    expect(exitStatus({ vitest: 1, counts: clean, ci: false })).toBe(1);
    expect(exitStatus({ vitest: 130, counts: undefined, ci: false })).toBe(130);
  });

  it('is 1 where no report was written, or it tells of a failure that Vitest’s status hides', () => {
    expect(exitStatus({ vitest: 0, counts: undefined, ci: false })).toBe(1);
    expect(exitStatus({ vitest: 0, counts: { ...clean, failed: [{ name: 'a' }] }, ci: false })).toBe(1);
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
