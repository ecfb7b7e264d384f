import { FILE_LINES, FUNCTION_LINES, IMPORTS, TABLES, TEST_RATIO, WIRING } from './limits.mjs';
import { quantile } from './quantile.mjs';

/**
 * @typedef {import('../source/violation.mjs').Violation} Violation
 * @typedef {import('./measure.mjs').Sizes} Sizes
 *
 * @typedef {object} Figures
 * @property {{ median: number, p90: number, most: number }} file
 * @property {{ p90: number, p99: number }} function
 * @property {number} ratio Lines of tests to a line of source.
 */

/**
 * @param {Sizes} sizes
 * @returns {Figures}
 */
export function figuresOf({ sources, functions, tests }) {
  const files = sources.filter(({ path }) => !TABLES.includes(path)).map(({ lines }) => lines);
  const lengths = functions.map(({ lines }) => lines);
  return {
    file: { median: quantile(files, 0.5), p90: quantile(files, 0.9), most: quantile(files, 1) },
    function: { p90: quantile(lengths, 0.9), p99: quantile(lengths, 0.99) },
    ratio: total(tests) / Math.max(1, total(sources)),
  };
}

/**
 * What is over budget.
 *
 * @param {Sizes} sizes
 * @param {Figures} figures Of the same sizes.
 * @returns {Violation[]}
 */
export function overBudget(sizes, figures) {
  const { sources, tests } = sizes;
  return [
    ...above('src', 'median lines of a file', figures.file.median, FILE_LINES.median),
    ...above('src', 'lines of a file, p90', figures.file.p90, FILE_LINES.p90),
    ...[...sources, ...tests]
      .filter(({ path }) => !TABLES.includes(path))
      .flatMap(({ path, lines }) => above(path, 'lines', lines, FILE_LINES.most)),
    ...overlong(sizes, figures),
    ...sources
      .filter(
        ({ path }) =>
          !WIRING.some((entry) => path === entry || (entry.endsWith('/') && path.startsWith(entry))),
      )
      .flatMap(({ path, imports }) => above(path, 'imports', imports, IMPORTS)),
    ...below('test', 'lines of tests to a line of source', figures.ratio, TEST_RATIO),
  ];
}

/**
 * Functions, the longest named where there are too many long ones.
 *
 * @param {Sizes} sizes
 * @param {Figures} figures
 */
function overlong({ functions }, figures) {
  const faults = [
    ...above('src', 'lines of a function, p90', figures.function.p90, FUNCTION_LINES.p90),
    ...above('src', 'lines of a function, p99', figures.function.p99, FUNCTION_LINES.p99),
  ];
  if (faults.length === 0) return [];
  const longest = functions.toSorted((a, b) => b.lines - a.lines).slice(0, 5);
  return [
    ...faults,
    ...longest.map(({ path, line, lines }) => ({ path, line, message: `a function of ${lines} lines` })),
  ];
}

/**
 * @param {string} path
 * @param {string} what
 * @param {number} value
 * @param {number} most
 * @returns {Violation[]}
 */
function above(path, what, value, most) {
  return value <= most ? [] : [{ path, message: `${what}: ${value}, above ${most}` }];
}

/**
 * @param {string} path
 * @param {string} what
 * @param {number} value
 * @param {number} least
 * @returns {Violation[]}
 */
function below(path, what, value, least) {
  return value >= least ? [] : [{ path, message: `${what}: ${value.toFixed(3)}, below ${least}` }];
}

/** @param {{ lines: number }[]} files */
function total(files) {
  return files.reduce((sum, { lines }) => sum + lines, 0);
}

/** @param {Figures} figures */
export function figuresLine({ file, function: lengths, ratio }) {
  return [
    `files: median ${file.median}, p90 ${file.p90}, longest ${file.most} lines`,
    `functions: p90 ${lengths.p90}, p99 ${lengths.p99}`,
    `tests : source ${ratio.toFixed(2)}`,
  ].join('; ');
}
