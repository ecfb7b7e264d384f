/**
 * One broken rule.
 *
 * @typedef {object} Violation
 * @property {string} path
 * @property {number} [line]
 * @property {string} message
 */

/**
 * @param {Violation} violation
 * @returns {string} `path:line  message`
 */
export function violationLine({ path, line, message }) {
  return `${line === undefined ? path : `${path}:${line}`}  ${message}`;
}

/**
 * Prints what a check found, then one line that sums it up. Gives the exit status.
 *
 * @param {Violation[]} violations
 * @param {string} summary For a check that passed.
 */
export function conclude(violations, summary) {
  for (const violation of violations) console.log(violationLine(violation));
  console.log(violations.length === 0 ? summary : `${violations.length} to mend; ${summary}`);
  return violations.length === 0 ? 0 : 1;
}
