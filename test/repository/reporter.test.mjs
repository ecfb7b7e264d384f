import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/setup/root.mjs';
import { binaryOf, runNode } from '../../scripts/setup/run.mjs';
import { closingLines, countTests } from '../../scripts/tests/counts.mjs';
import { REPORT_VARIABLE } from '../../scripts/tests/reporter.mjs';
import { borrow, temporaryFolder } from './temporary.mjs';

const RACING = `
  import { afterAll, beforeAll, describe, expect, it } from 'vitest';
  let tries = 0;
  describe('a group', () => {
    it('wins its race the second time', () => { tries++; expect(tries).toBe(2); });
    it('fails', () => { throw new TypeError('a first line\\nand more'); });
    it.skip('rests', () => {});
    it('passes', () => {});
  });
  describe('a group without ground', () => {
    beforeAll(() => { throw new Error('no ground'); });
    it('stands', () => {});
  });
  it('leaves a promise behind', () => { Promise.reject(new Error('nobody caught it')); });
`;

/** What Vitest itself tells the reporter of a run of these files, and its exit status. */
function runOf(/** @type {Record<string, string>} */ files, /** @type {string[]} */ args) {
  const root = temporaryFolder({ 'package.json': '{ "type": "module" }', ...files });
  borrow(root, ['vitest']);
  const report = join(root, 'report.json');
  const reporter = `--reporter=${join(ROOT, 'scripts/tests/reporter.mjs')}`;
  const { status } = runNode(root, [binaryOf(root, 'vitest', 'vitest'), 'run', reporter, ...args], {
    capture: true,
    env: { ...process.env, [REPORT_VARIABLE]: report },
  });
  return { status, counts: countTests(JSON.parse(readFileSync(report, 'utf8'))) };
}

describe('what is kept of a run of Vitest', () => {
  it('is what failed, where and why, what did not run, and what passed only when it was tried again', () => {
    const files = { 'race.test.js': RACING, 'odd.test.js': 'import "./missing.js";' };
    const { status, counts } = runOf(files, ['--retry=1']);
    expect(status).toBe(1);
    expect(counts).toMatchObject({
      passed: 3,
      skipped: ['a group > rests', 'a group without ground > stands'],
    });
    const lines = closingLines(counts, { ci: false });
    expect(lines.slice(0, 2)).toEqual([
      'Passed only when tried again:',
      expect.stringMatching(
        /^ {2}race\.test\.js > a group > wins its race the second time: AssertionError: /,
      ),
    ]);
    expect(lines.slice(2, -1).sort()).toEqual([
      expect.stringMatching(/^ {2}odd\.test\.js: Error: .*missing\.js/),
      '  outside of every test: Error: nobody caught it',
      '  race.test.js > a group > fails: TypeError: a first line',
      '  race.test.js > a group without ground: Error: no ground',
      'Failed:',
    ]);
    expect(lines.at(-1)).toBe('3 passed, 4 failed, 2 skipped');
  });
});
