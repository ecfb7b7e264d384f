import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { binaryOf, runNode } from './setup/run.mjs';
import { ensureBuild } from './setup.mjs';
import { closingLines, countTests, exitStatus, isCi } from './tests/counts.mjs';
import { REPORT_VARIABLE } from './tests/reporter.mjs';

/** How the names of tests begin that need what a script installs, and the variable that says that it could not. */
const EXCUSES = {
  OUTCROSS_WITHOUT_ORACLES: 'by another program: ',
  OUTCROSS_WITHOUT_SPARK: 'on Spark: ',
  OUTCROSS_WITHOUT_MOUNT: 'on Spark: a master and two workers > a disk that is full',
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
  const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'scripts/tests/reporter.mjs')}`];
  const vitest = runNode(ROOT, [binaryOf(ROOT, 'vitest', 'vitest'), 'run', ...reporters, ...args], {
    env: { ...process.env, [REPORT_VARIABLE]: reportFile },
  }).status;
  const counts = existsSync(reportFile)
    ? countTests(JSON.parse(readFileSync(reportFile, 'utf8')))
    : undefined;
  const ci = isCi(process.env['CI']);
  const excused = Object.entries(EXCUSES).flatMap(([variable, start]) =>
    process.env[variable] === undefined ? [] : [start],
  );
  const lines = counts === undefined ? ['Vitest wrote no report.'] : closingLines(counts, { ci, excused });
  console.log(lines.join('\n'));
  return exitStatus({ vitest, counts, ci, excused });
}
