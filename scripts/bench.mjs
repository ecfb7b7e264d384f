import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hardwareLine } from './bench/hardware.mjs';
import { selectBenchmarks } from './bench/selection.mjs';
import { PROGRAMS } from './setup/compile.mjs';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { runNode } from './setup/run.mjs';
import { ensurePrograms } from './setup.mjs';

/** `npm run bench [-- NAME... [OPTION...]]`: benchmarks by name, or all but those that run only by name. */
await script(() => {
  const folder = join(ROOT, 'bench');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const { names, options } = selectBenchmarks(files, process.argv.slice(2));
  ensurePrograms();
  console.log(hardwareLine());
  const failed = names.filter((name) => runBenchmark(name, options) !== 0);
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
});

/**
 * @param {string} name
 * @param {string[]} options
 */
function runBenchmark(name, options) {
  console.log(`\n${name}`);
  const file = join(PROGRAMS.output, 'bench', `${name}.bench.js`);
  // Benchmarks of memory collect garbage before they look.
  return runNode(ROOT, ['--expose-gc', file, ...options]).status;
}
