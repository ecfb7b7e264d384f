/** @typedef {import('../source/violation.mjs').Violation} Violation */

/** What a package consists of. */
const SHIPPED = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^dist\/.+\.(js|d\.ts)$/,
  /^dist\/web\/(index\.html|icon\.svg|theme\.js|assets\/[\w.-]+\.(js|css|wasm)|lab\/[\w.-]+\.jsonl)$/,
  /^bin\/outcross\.js$/,
  /^spark\/(outcross_job|outcross_spark\/\w+)\.py$/,
  /^schemas\/[^/]+\.json$/,
  /^docs\/[^/]+\.(md|svg)$/,
  /^examples\/recipes\/.+\.(yaml|py|txt|md)$/,
  /^examples\/ci\/.+\.(yml|sh)$/,
  /^examples\/novels\/(README\.md|novels\.jsonl\.gz)$/,
];

const REQUIRED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'bin/outcross.js',
  'dist/index.js',
  'dist/index.d.ts',
];

/**
 * What is missing from the package, and what should not be in it.
 *
 * @param {string[]} paths Of the package.
 * @returns {Violation[]}
 */
export function shippedFaults(paths) {
  const missing = REQUIRED.filter((path) => !paths.includes(path));
  const foreign = paths.filter((path) => !SHIPPED.some((one) => one.test(path)) || /\.test\./.test(path));
  return [
    ...missing.map((path) => ({ path, message: 'is missing from the package' })),
    ...foreign.map((path) => ({ path, message: 'does not belong in the package' })),
  ];
}
