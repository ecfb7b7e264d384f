import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ScriptFailure } from './failure.mjs';
import { digestOf, filesBelow } from './files.mjs';

/** Where the dashboard is built into. */
export const WEB_OUTPUT = 'dist/web';

const STAMP = 'node_modules/.cache/outcross/web.stamp.json';

/** What the bundle depends on beside the sources that went into it. */
const ALWAYS = ['tsconfig.json', 'package-lock.json'];

/**
 * @typedef {object} Stamp
 * @property {string[]} bundled Sources outside `web` that went into the bundle, as paths from the root.
 * @property {string} inputs
 * @property {string} output
 *
 * @typedef {object} Bundle
 * @property {string[]} modules Every file that went in, as absolute paths.
 */

/**
 * Whether the dashboard stands as its sources give it. What of `src` goes in is known from the last build, so that a
 * change elsewhere in `src` costs nothing.
 *
 * @param {string} root
 */
export function webStands(root) {
  if (!existsSync(join(root, 'web/index.html'))) return true;
  const stamp = readStamp(root);
  if (stamp === undefined) return false;
  return stamp.inputs === inputsOf(root, stamp.bundled) && stamp.output === outputOf(root);
}

/**
 * Builds the dashboard and remembers what it was built from.
 *
 * @param {string} root
 * @param {(root: string) => Promise<Bundle>} [build]
 */
export async function makeWeb(root, build = buildWeb) {
  const { modules } = await build(root);
  const bundled = outside(root, modules);
  const stamp = { bundled, inputs: inputsOf(root, bundled), output: outputOf(root) };
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), JSON.stringify(stamp));
}

/**
 * Bundles `web` with Vite.
 *
 * @param {string} root
 * @returns {Promise<Bundle>}
 */
export async function buildWeb(root) {
  const { build } = await import('vite');
  try {
    /** @type {string[]} */
    const ofWorkers = [];
    const built = await build({
      configFile: join(root, 'web/vite.config.ts'),
      logLevel: 'warn',
      worker: { format: 'es', plugins: () => [notingModules(ofWorkers)] },
    });
    const outputs = /** @type {{ output: { moduleIds?: string[] }[] }[]} */ ([built].flat());
    const modules = outputs.flatMap(({ output }) => output.flatMap(({ moduleIds = [] }) => moduleIds));
    return { modules: [...modules, ...ofWorkers] };
  } catch (error) {
    throw new ScriptFailure(`The dashboard does not build: ${/** @type {Error} */ (error).message}`, 1);
  }
}

/**
 * Workers are bundles of their own, which the build does not give back.
 *
 * @param {string[]} modules Receives what goes into them.
 */
function notingModules(modules) {
  return {
    name: 'outcross-worker-modules',
    /**
     * @param {string} _code
     * @param {string} id
     */
    transform(_code, id) {
      modules.push(id);
      return null;
    },
  };
}

/**
 * @param {string} root
 * @param {string[]} modules
 */
function outside(root, modules) {
  const paths = modules.map((path) => relative(root, path.replace(/\?.*$/, '')).replaceAll('\\', '/'));
  return [...new Set(paths)].filter((path) => path.startsWith('src/')).sort();
}

/**
 * @param {string} root
 * @param {string[]} bundled
 */
function inputsOf(root, bundled) {
  const own = filesBelow(root, 'web').filter((path) => !/\.test(\.support)?\.tsx?$/.test(path));
  const names = createHash('sha256').update(bundled.join('\n')).digest('hex');
  return `${names} ${digestOf(root, [...ALWAYS, ...own, ...bundled])}`;
}

/** @param {string} root */
function outputOf(root) {
  return digestOf(root, filesBelow(root, WEB_OUTPUT));
}

/**
 * @param {string} root
 * @returns {Stamp | undefined}
 */
function readStamp(root) {
  const file = join(root, STAMP);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
