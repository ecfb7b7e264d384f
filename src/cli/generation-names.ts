import { basename, dirname, join, resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { stemOf } from '../corpus/stem.ts';
import { isLinkable } from '../workspace/line.ts';

/** A generation as the command line names it. */
export interface NamedInput {
  readonly name: string;
  readonly input: string;
}

/** A generation whose corpus may lie in several places. */
export interface NamedInputs {
  readonly name: string;
  readonly inputs: readonly string[];
}

/**
 * Names for the generations: what `--name NAME=FILE` says, else the file's name without its endings, with as many folders
 * before it as tell it from the others. A file that only `--name` gives comes after the others, in order.
 * Throws `E_USAGE` for the names `.` and `..`, for a name without a file, for one given to two files, and for a file given twice or given two names.
 */
export function nameGenerations(inputs: readonly string[], names: readonly string[]): NamedInput[] {
  const given = namesByFile(names);
  const listed = new Set(inputs.map(fileOf));
  const added = [...given].filter(([file]) => !listed.has(file)).map(([, { input }]) => input);
  const all = [...inputs, ...added];
  requireOnce(all);
  const unnamed = all.filter((input) => !given.has(fileOf(input)));
  const short = new Map(unnamed.map((input) => [input, shortest(input, unnamed)]));
  const shared = (name: string) => [...short.values()].filter((other) => other === name).length > 1;
  const named = all.map((input) => {
    const name = given.get(fileOf(input))?.name ?? short.get(input)!;
    return { input, name: short.has(input) && shared(name) ? whole(input) : name };
  });
  requireDifferent(named.map(({ name }) => name));
  requireLinkable(named);
  return named;
}

/** However the path is spelt. */
function fileOf(input: string): string {
  return input === '-' ? input : resolve(input);
}

function namesByFile(names: readonly string[]): Map<string, NamedInput> {
  const given = new Map<string, NamedInput>();
  for (const option of names) {
    const [, name, input] = /^([^=]+)=(.+)$/s.exec(option) ?? [];
    if (name === undefined) {
      throw new OutcrossError('E_USAGE', `--name takes NAME=FILE, not ${option}`, {
        where: '--name',
        hint: 'Such as --name g1=generations/first.jsonl.',
      });
    }
    if (given.has(fileOf(input))) {
      throw new OutcrossError('E_USAGE', `${input} is given two names`, {
        where: '--name',
        hint: 'Give each generation one name.',
      });
    }
    given.set(fileOf(input), { name, input });
  }
  return given;
}

/** The path, and where that ends in `.` or `..` what it stands for. */
function whole(input: string): string {
  return isLinkable(basename(input)) ? input : resolve(input);
}

function shortest(input: string, all: readonly string[]): string {
  if (input === '-') return 'stdin';
  let folder = dirname(whole(input));
  let name = basename(stemOf(whole(input)));
  const others = all.filter((other) => other !== input);
  while (
    others.some((other) => stemOf(other) === name || stemOf(other).endsWith(`/${name}`)) &&
    folder !== dirname(folder)
  ) {
    name = join(basename(folder), name);
    folder = dirname(folder);
  }
  return others.some((other) => stemOf(other) === stemOf(input)) ? input : name;
}

function requireOnce(inputs: readonly string[]): void {
  const files = inputs.map(fileOf);
  const twice = inputs.find((_, i) => files.indexOf(files[i]) !== i);
  if (twice === undefined) return;
  throw new OutcrossError('E_USAGE', `${twice} is given twice`, {
    where: twice,
    hint: 'Give each generation once, first to last.',
  });
}

function requireLinkable(named: readonly NamedInput[]): void {
  const wrong = named.find(({ name }) => !isLinkable(name));
  if (wrong === undefined) return;
  throw new OutcrossError('E_USAGE', `a generation cannot be called ${wrong.name}`, {
    where: wrong.input,
    hint: 'No address of the dashboard leads to such a name. Give another: --name NAME=FILE.',
  });
}

function requireDifferent(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new OutcrossError('E_USAGE', `two generations are called ${twice}`, {
    where: '--name',
    hint: 'Give each generation a name of its own.',
  });
}
