import { ScriptFailure } from '../setup/failure.mjs';

/** Benchmarks that take too long to run unasked. */
const ONLY_BY_NAME = ['power', 'spark', 'spark-equality'];

const ENDING = '.bench.ts';

/**
 * @typedef {object} Selection
 * @property {string[]} names Benchmarks to run, without folder and ending.
 * @property {string[]} options Passed on to each of them.
 */

/**
 * Which benchmarks to run. Names come first; everything from the first option on is passed on.
 * Throws `ScriptFailure` for a name that no benchmark has, and where there is none at all.
 *
 * @param {string[]} files Names of files in the folder of benchmarks.
 * @param {string[]} args Of the command.
 * @returns {Selection}
 */
export function selectBenchmarks(files, args) {
  const all = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const asked = firstOption < 0 ? args : args.slice(0, firstOption);
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new ScriptFailure(`No benchmark is called ${unknown.join(', ')}. ${known(all)}`);
  const names = asked.length > 0 ? asked : all.filter((name) => !ONLY_BY_NAME.includes(name));
  if (names.length === 0) throw new ScriptFailure(`No benchmark to run. ${known(all)}`);
  return { names, options: firstOption < 0 ? [] : args.slice(firstOption) };
}

/** @param {string[]} all */
function known(all) {
  return `There are: ${all.length === 0 ? 'none' : all.join(', ')}.`;
}
