/** Lines of a file of source: half of them within the first, nine in ten within the second, none beyond the third. */
export const FILE_LINES = { median: 120, p90: 300, most: 500 };

/** Lines of a function, from its first to its last. */
export const FUNCTION_LINES = { p90: 30, p99: 80 };

export const IMPORTS = 15;

/** Lines of tests to one line of source, at least. */
export const TEST_RATIO = 1;

/** Files, and folders of files, that wire rooms together: entries. They may import as much as they like. */
export const WIRING = [
  'src/workspace.ts',
  'src/workspace/',
  'src/index.ts',
  'src/cli/main.ts',
  'src/cli/actions/',
  'src/cli/facts/',
  'src/cli/recover/',
  'src/cli/watch/',
  'src/engine/rows/kernels.ts',
  'web/src/parts/index.ts',
];

/**
 * Tables of data, which no limit of lines applies to.
 *
 * @type {readonly string[]}
 */
export const TABLES = [];
