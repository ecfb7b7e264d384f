import { stripVTControlCharacters } from 'node:util';

/**
 * What `reporter.mjs` writes.
 *
 * @typedef {object} TestReport
 * @property {TestOutcome[]} tests
 * @property {Fault[]} broken Files that could not be loaded, groups whose hooks failed, and what was thrown outside of every test.
 *
 * @typedef {object} TestOutcome
 * @property {string} file Path from the root of the project.
 * @property {string} name Its name after those of its groups.
 * @property {string} state `passed`, `failed`, or anything else where it did not run.
 * @property {boolean} again Whether it passed only when it was tried again.
 * @property {string | undefined} [error] Of its first failed attempt, if any.
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {string | undefined} [error]
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {Fault[]} failed Failed tests, and what was broken.
 * @property {string[]} skipped Names of tests that did not run: skipped, still to be written, or behind a hook that failed.
 * @property {Fault[]} again Tests that passed only when they were tried again.
 */

/**
 * @param {TestReport} report
 * @returns {Counts}
 */
export function countTests({ tests, broken }) {
  const passed = tests.filter(({ state }) => state === 'passed');
  const failed = tests.filter(({ state }) => state === 'failed');
  return {
    passed: passed.length,
    failed: [...failed.map(faultOf), ...broken],
    skipped: tests.filter(({ state }) => state !== 'passed' && state !== 'failed').map(({ name }) => name),
    again: passed.filter(({ again }) => again).map(faultOf),
  };
}

/** @param {TestOutcome} test */
function faultOf({ file, name, error }) {
  return { name: `${file} > ${name}`, error };
}

/** @param {Counts} counts */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}

/**
 * The last lines of a run, the most important last: who sees only the end of the output sees what failed.
 *
 * @param {Counts} counts
 * @param {{ ci: boolean, excused?: readonly string[] }} where `excused` as for `exitStatus`.
 */
export function closingLines(counts, { ci, excused = [] }) {
  const { skipped, again, failed } = counts;
  return [
    ...list('Skipped, which fails a run on CI:', ci ? unexcused(skipped, excused) : []),
    ...list('Passed only when tried again:', again.map(faultLine)),
    ...list('Failed:', failed.map(faultLine)),
    closingLine(counts),
  ];
}

/**
 * @param {string} title
 * @param {string[]} lines
 */
function list(title, lines) {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** Columns of a line about a fault: its error is cut, its name is not. */
const COLUMNS = 240;

/** @param {Fault} fault */
function faultLine({ name, error = '' }) {
  const [first] = stripVTControlCharacters(error)
    .trim()
    .split(/\r?\n|\r/);
  if (first === '') return name;
  const line = `${name}: ${first}`;
  return line.length <= COLUMNS ? line : `${line.slice(0, Math.max(COLUMNS, name.length + 1))}…`;
}

/**
 * The exit status of a whole run. On CI a skipped test fails it: nobody would notice there. Those whose names begin with one of `excused`
 * may be skipped: who runs the tests has said why.
 *
 * @param {{ vitest: number, counts: Counts | undefined, ci: boolean, excused?: readonly string[] }} run `vitest` is Vitest's own exit status.
 */
export function exitStatus({ vitest, counts, ci, excused = [] }) {
  if (vitest !== 0) return vitest;
  if (counts === undefined || counts.failed.length > 0) return 1;
  return ci && unexcused(counts.skipped, excused).length > 0 ? 1 : 0;
}

/**
 * @param {readonly string[]} skipped
 * @param {readonly string[]} starts
 */
function unexcused(skipped, starts) {
  return skipped.filter((name) => !starts.some((start) => name.startsWith(start)));
}

/**
 * Whether the environment says that this is CI.
 *
 * @param {string | undefined} value Of the variable `CI`.
 */
export function isCi(value) {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}
