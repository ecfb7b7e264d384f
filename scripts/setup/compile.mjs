import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ScriptFailure } from './failure.mjs';
import { digestOf, filesBelow } from './files.mjs';
import { binaryOf, runNode } from './run.mjs';

/**
 * One project that tsc emits.
 *
 * @typedef {object} Target
 * @property {string} project The project file, which extends `tsconfig.json`.
 * @property {string[]} sources Folders that it compiles.
 * @property {string} base Folder that the layout of the output repeats: `src` for `dist/a.js` from `src/a.ts`.
 * @property {string} output Folder that it emits into.
 * @property {string[]} [apart] Folders of the output that others fill.
 */

/** The package. */
/** @type {Target} */
export const PACKAGE = {
  project: 'tsconfig.build.json',
  sources: ['src'],
  base: 'src',
  output: 'dist',
  apart: ['dist/web'],
};

/** The benchmarks and examples, with their own copy of the sources that they import. */
/** @type {Target} */
export const PROGRAMS = {
  project: 'tsconfig.bench.json',
  sources: ['src', 'bench', 'examples'],
  base: '.',
  output: '.bench/build',
};

/**
 * Compiles `target` unless its output is what its sources gave before. Output whose source is gone is deleted.
 *
 * @param {string} root
 * @param {Target} target
 * @returns {boolean} Whether it was compiled.
 */
export function ensureCompiled(root, target) {
  const inputs = digestOf(root, inputsOf(root, target));
  if (readStamp(root, target) === stampOf(root, target, inputs)) return false;
  console.error(`Compiling ${target.sources.join(', ')} into ${target.output}.`);
  const tsc = binaryOf(root, 'typescript', 'tsc');
  const { status, output } = runNode(root, [tsc, '-p', target.project], { capture: true });
  if (status !== 0) throw new ScriptFailure(`${output}tsc -p ${target.project} found errors.`, 1);
  for (const path of staleOutput(root, target)) rmSync(join(root, path));
  writeStamp(root, target, stampOf(root, target, inputs));
  return true;
}

/**
 * Emitted files whose source is gone.
 *
 * @param {string} root
 * @param {Target} target
 * @returns {string[]}
 */
export function staleOutput(root, target) {
  const { base, output } = target;
  return emittedOf(root, target).filter((path) => {
    const source = path.slice(output.length + 1).replace(/(\.d\.ts|\.js)$/, '.ts');
    return !existsSync(join(root, base, source));
  });
}

/**
 * @param {string} root
 * @param {Target} target
 */
function emittedOf(root, { output, apart = [] }) {
  return filesBelow(root, output).filter((path) => !apart.some((folder) => path.startsWith(`${folder}/`)));
}

/**
 * @param {string} root
 * @param {Target} target
 */
function inputsOf(root, { project, sources }) {
  const compiled = sources
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  return ['tsconfig.json', project, 'node_modules/typescript/package.json', ...compiled];
}

/**
 * The stamp names the output too: a build by hand, or a checkout of another commit, must not pass for this one.
 *
 * @param {string} root
 * @param {Target} target
 * @param {string} inputs
 */
function stampOf(root, target, inputs) {
  return `${inputs} ${digestOf(root, emittedOf(root, target))}\n`;
}

/**
 * @param {string} root
 * @param {Target} target
 */
function stampFile(root, { project }) {
  return join(root, 'node_modules', '.cache', 'outcross', `${project}.stamp`);
}

/**
 * @param {string} root
 * @param {Target} target
 */
function readStamp(root, target) {
  const file = stampFile(root, target);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * @param {string} root
 * @param {Target} target
 * @param {string} stamp
 */
function writeStamp(root, target, stamp) {
  const file = stampFile(root, target);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}
