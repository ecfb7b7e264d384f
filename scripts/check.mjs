import { join } from 'node:path';
import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { binaryOf, runNode } from './setup/run.mjs';
import { ensureDependencies } from './setup.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[][]} commands Each a script and its arguments. All must end with status 0.
 * @property {boolean} [sumsUp] Whether the last line of the output sums it up.
 */

const PROJECTS = ['tsconfig.json', 'tsconfig.bench.json', 'scripts/tsconfig.json', 'web/tsconfig.json'];

/** `npm run check`: all checks but the tests. One that fails does not stop the others. */
await script(() => {
  ensureDependencies();
  const failed = checks().filter((check) => !passes(check));
  if (failed.length > 0) console.log(`\nFailed: ${failed.map(({ name }) => name).join(', ')}.`);
  return failed.length > 0 ? 1 : 0;
});

/** @returns {Check[]} */
function checks() {
  const tsc = binaryOf(ROOT, 'typescript', 'tsc');
  const biome = binaryOf(ROOT, '@biomejs/biome', 'biome');
  const own = (/** @type {string} */ name) => ({
    name,
    commands: [[join(ROOT, 'scripts', `check-${name}.mjs`)]],
    sumsUp: true,
  });
  return [
    { name: 'types', commands: PROJECTS.map((project) => [tsc, '-p', project, '--noEmit']) },
    { name: 'lint', commands: [[biome, 'ci', '--error-on-warnings', '--colors=off', '.']] },
    own('floors'),
    own('budgets'),
    own('exports'),
  ];
}

/** @param {Check} check */
function passes({ name, commands, sumsUp = false }) {
  const start = performance.now();
  const outcomes = commands.map((command) => runNode(ROOT, command, { capture: true }));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const failed = outcomes.filter(({ status }) => status !== 0);
  const summary = sumsUp && failed.length === 0 ? outcomes[0].output.trim().split('\n').at(-1) : '';
  const mark = failed.length === 0 ? 'ok  ' : 'FAIL';
  console.log(`${mark}  ${name.padEnd(8)}${seconds.padStart(6)} s  ${summary}`.trimEnd());
  for (const { output } of failed) console.log(output.trimEnd().replaceAll(/^/gm, '      '));
  return failed.length === 0;
}
