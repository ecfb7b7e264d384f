import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `node scripts/oracles.mjs` puts what exports are held against. */
const FOLDER = process.env['OUTCROSS_ORACLES'] ?? fileURLToPath(new URL('../../.oracles', import.meta.url));

/** A Python that has these modules: that of the oracles, else that of the machine. Undefined where neither does. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const own = join(FOLDER, 'python', 'bin', 'python');
  // Found without being run: to import one takes a second.
  const test = `from importlib.util import find_spec; assert all(find_spec(name) for name in ${JSON.stringify(modules)})`;
  return [existsSync(own) ? own : undefined, 'python3']
    .filter((path) => path !== undefined)
    .find((path) => spawnSync(path, ['-c', test], { stdio: 'ignore' }).status === 0);
}

/** The file of a package of Node that stands among the oracles, or undefined. */
export function oraclePackage(path: string): string | undefined {
  const file = join(FOLDER, 'node_modules', path);
  return existsSync(file) ? file : undefined;
}

/** Runs a Python program on arguments and gives what it printed, as JSON. Throws what it wrote of its failure. */
export function python<T>(path: string, program: string, args: readonly string[]): T {
  const { status, stdout, stderr } = spawnSync(path, ['-c', program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T;
}
