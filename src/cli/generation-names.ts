import { basename, dirname, join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';

/** A generation as the command line names it. */
export interface NamedInput {
  readonly name: string;
  readonly input: string;
}

/** Endings that say how a file is stored, not what it holds. */
const ENDINGS = /\.(jsonl|ndjson|json|parquet|csv|tsv|txt|text|md|profile|gz|zst|zstd)$/i;

function stem(path: string): string {
  let name = path;
  while (ENDINGS.test(name) && basename(name).replace(ENDINGS, '') !== '') name = name.replace(ENDINGS, '');
  return name;
}

/**
 * Names for the generations: what `--name NAME=FILE` says, else the file's name without its endings, with as many folders
 * before it as tell it from the others. A file that only `--name` gives comes after the others, in order.
 * Throws `E_USAGE` for a name without a file, or given twice.
 */
export function nameGenerations(inputs: readonly string[], names: readonly string[]): NamedInput[] {
  const given = new Map<string, string>();
  for (const option of names) {
    const [, name, input] = /^([^=]+)=(.+)$/s.exec(option) ?? [];
    if (name === undefined) {
      throw new OutcrossError('E_USAGE', `--name takes NAME=FILE, not ${option}`, {
        where: '--name',
        hint: 'Such as --name g1=generations/first.jsonl.',
      });
    }
    given.set(input, name);
  }
  const all = [...inputs, ...[...given.keys()].filter((input) => !inputs.includes(input))];
  const files = all.filter((input) => !given.has(input));
  const named = all.map((input) => ({ input, name: given.get(input) ?? shortest(input, files) }));
  requireDifferent(named.map(({ name }) => name));
  return named;
}

function shortest(input: string, all: readonly string[]): string {
  if (input === '-') return 'stdin';
  let folder = dirname(input);
  let name = basename(stem(input));
  const others = all.filter((other) => other !== input);
  while (
    others.some((other) => stem(other) === name || stem(other).endsWith(`/${name}`)) &&
    folder !== dirname(folder)
  ) {
    name = join(basename(folder), name);
    folder = dirname(folder);
  }
  return others.some((other) => stem(other) === stem(input)) ? input : name;
}

function requireDifferent(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new OutcrossError('E_USAGE', `two generations are called ${twice}`, {
    where: '--name',
    hint: 'Give each file once, and each a name of its own.',
  });
}
