import { importsOf } from '../source/imports.mjs';
import { parse } from '../source/syntax.mjs';
import { countLines, isTest } from '../source/tree.mjs';
import { functionsOf } from './functions.mjs';

/**
 * @typedef {import('../source/tree.mjs').SourceFile} SourceFile
 * @typedef {import('./functions.mjs').FunctionSize} FunctionSize
 *
 * @typedef {object} FileSize
 * @property {string} path
 * @property {number} lines
 * @property {number} imports Import and re-export statements.
 *
 * @typedef {object} Sizes
 * @property {FileSize[]} sources
 * @property {FunctionSize[]} functions Those of the sources.
 * @property {FileSize[]} tests
 */

/**
 * Measures files; tests and what serves tests apart.
 *
 * @param {SourceFile[]} files
 * @returns {Sizes}
 */
export function measure(files) {
  const tests = files.filter(({ path }) => isTest(path));
  const sources = files.filter(({ path }) => !isTest(path)).map(({ path, text }) => parse(path, text));
  return {
    sources: sources.map((parsed) => ({
      path: parsed.path,
      lines: countLines(parsed.text),
      imports: importsOf(parsed).filter(({ kind }) => kind === 'static').length,
    })),
    functions: sources.flatMap(functionsOf),
    tests: tests.map(({ path, text }) => ({ path, lines: countLines(text), imports: 0 })),
  };
}
