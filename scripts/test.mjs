import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { binaryOf, runNode } from './setup/run.mjs';
import { ensureBuild } from './setup.mjs';
import { closingLine, countTests, exitStatus, isCi } from './tests/counts.mjs';

/** How the names of tests begin that need what a script installs, and the variable that says that it could not. */
const EXCUSES = {
  OUTCROSS_WITHOUT_ORACLES: 'by another program: ',
  OUTCROSS_WITHOUT_SPARK: 'on Spark: ',
};

/** `npm test [-- FILE...]`: all tests, or those that the arguments name to Vitest. */
await script(() => {
  ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), 'outcross-test-'));
  try {
    return runTests(join(folder, 'report.json'), process.argv.slice(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/**
 * @param {string} reportFile
 * @param {string[]} args
 */
function runTests(reportFile, args) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = runNode(ROOT, [binaryOf(ROOT, 'vitest', 'vitest'), 'run', ...reporters, ...args]).status;
  const counts = existsSync(reportFile)
    ? countTests(JSON.parse(readFileSync(reportFile, 'utf8')))
    : undefined;
  const ci = isCi(process.env['CI']);
  if (ci && counts !== undefined) sayWhichWereSkipped(counts.skipped);
  console.log(counts === undefined ? 'Vitest wrote no report.' : closingLine(counts));
  const excused = Object.entries(EXCUSES).flatMap(([variable, start]) =>
    process.env[variable] === undefined ? [] : [start],
  );
  return exitStatus({ vitest, counts, ci, excused });
}

/** @param {string[]} skipped */
function sayWhichWereSkipped(skipped) {
  if (skipped.length === 0) return;
  console.log('Skipped, which fails a run on CI:');
  for (const name of skipped) console.log(`  ${name}`);
}
