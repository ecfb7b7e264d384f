/**
 * What Vitest's JSON reporter writes, as far as it is read here.
 *
 * @typedef {object} TestReport
 * @property {TestFile[]} testResults
 *
 * @typedef {object} TestFile
 * @property {string} name Path of the file.
 * @property {string} status `failed` also where the file could not be loaded, and so has no results.
 * @property {{ fullName: string, status: string }[]} assertionResults
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed Failed tests, and files that could not be loaded.
 * @property {string[]} skipped Names of tests that did not run: skipped, or still to be written.
 */

/**
 * @param {TestReport} report
 * @returns {Counts}
 */
export function countTests(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const withStatus = (/** @type {string} */ status) => tests.filter((test) => test.status === status);
  const passed = withStatus('passed');
  const failed = withStatus('failed');
  const broken = report.testResults.filter(isBroken);
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  return {
    passed: passed.length,
    failed: failed.length + broken.length,
    skipped: skipped.map((test) => test.fullName),
  };
}

/** @param {TestFile} file */
function isBroken(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}

/** @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

/**
 * The exit status of a whole run. On CI a skipped test fails it: nobody would notice there. Those whose names begin with one of `excused`
 * may be skipped: who runs the tests has said why.
 *
 * @param {{ vitest: number, counts: Counts | undefined, ci: boolean, excused?: readonly string[] }} run `vitest` is Vitest's own exit status.
 */
export function exitStatus({ vitest, counts, ci, excused = [] }) {
  if (vitest !== 0) return vitest;
  if (counts === undefined || counts.failed > 0) return 1;
  const unexcused = counts.skipped.filter((name) => !excused.some((start) => name.startsWith(start)));
  return ci && unexcused.length > 0 ? 1 : 0;
}

/**
 * Whether the environment says that this is CI.
 *
 * @param {string | undefined} value Of the variable `CI`.
 */
export function isCi(value) {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}
