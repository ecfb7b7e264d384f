import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScriptFailure, script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';

/** Where Spark stands that the engine is tried on; tests take `OUTCROSS_SPARK` for it where it is set. */
const FOLDER = process.env['OUTCROSS_SPARK'] ?? join(ROOT, '.spark');

/** From PyPI: Spark with its own standalone cluster, what its `mapInArrow` needs, and what the driver is checked with. */
const PYTHON = ['pyspark==4.1.4', 'pyarrow==22.0.0', 'pandas==2.3.3', 'mypy==1.18.2'];

/** `node scripts/spark.mjs`: installs Spark for tests. Does nothing that is done. */
await script(() => {
  const stamp = join(FOLDER, 'installed');
  const wanted = `${PYTHON.join('\n')}\n`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  mkdirSync(FOLDER, { recursive: true });
  run('python3', ['-m', 'venv', join(FOLDER, 'python')]);
  run(join(FOLDER, 'python', 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...PYTHON]);
  // What the types of the packages are takes mypy half a minute to find out, once.
  const packages = 'import pandas, pyarrow, pyspark.sql';
  run(join(FOLDER, 'python', 'bin', 'python'), [
    '-m',
    'mypy',
    '--ignore-missing-imports',
    `--cache-dir=${join(FOLDER, 'mypy')}`,
    '-c',
    packages,
  ]);
  writeFileSync(stamp, wanted);
  console.log(`Spark stands in ${FOLDER}. It needs Java 17 or newer.`);
  return 0;
});

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0)
    throw new ScriptFailure(`${command} ${args[0]} failed${error === undefined ? '' : `: ${error.message}`}`);
}
