import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { total } from '../../profile/tally.ts';
import { drive } from './drive.ts';
import type { DriveEvent, DriveResult } from './events.ts';
import type { Inspect } from './inspection.ts';
import { parseRecipe } from './read-recipe.ts';
import type { DriveOptions } from './work.ts';

/** Human rows: `groups` authors with `each` examples. */
export function humanRows(groups = 10, each = 4): object[] {
  return Array.from({ length: groups * each }, (_, i) => ({
    text: `human example ${i} of author ${i % groups}`,
    author: `author ${i % groups}`,
    extra: { kept: [i] },
  }));
}

/** A pipeline of the shell alone: a model is its training set, and a sample its first rows, said again. */
export const SHELL = {
  train: 'mkdir {out}; cp {data} {out}/rows; echo {seed} > {out}/seed',
  sample: `head -n {examples} {model}/rows | sed 's/"text":"/"text":"again /; s/,"provenance".*/}/' > {out}`,
};

export interface RecipeParts {
  readonly train?: string;
  readonly sample?: string;
  readonly rest?: string;
  readonly mix?: string;
  readonly generations?: number;
}

/** The text of a recipe. */
export function recipeText({ train, sample, rest = '', mix, generations = 2 }: RecipeParts = {}): string {
  return [
    'human: { inputs: human.jsonl, groupField: author }',
    'examples: 8',
    `mix: ${mix ?? '{ mode: subsample, human: 0.5, size: 12 }'}`,
    `train: ${JSON.stringify(train ?? SHELL.train)}`,
    `sample: ${JSON.stringify(sample ?? SHELL.sample)}`,
    `generations: ${generations}`,
    rest,
    '',
  ].join('\n');
}

/** A check that costs nothing: what it says follows from the profiles alone. */
export const inspect: Inspect = async ({ generations, against }) => {
  const sizes = [against, ...generations.map(({ profile }) => profile)].map(({ tally }) =>
    total(tally.tokens),
  );
  return {
    verdict: 'narrow',
    why: 'because',
    remedy: 'wait',
    figures: [{ key: 'types[1]', ratio: 0.5, interval: [0.4, 0.6] }],
    files: { 'report.json': JSON.stringify({ sizes, names: generations.map(({ name }) => name) }) },
  };
};

export interface Driven {
  readonly events: DriveEvent[];
  readonly result?: DriveResult;
  readonly error?: unknown;
}

/** Drives a recipe to its end, or to the error that it ends with. */
export async function driven(
  text: string,
  file: string,
  options: Partial<DriveOptions> & { readonly folder: string },
): Promise<Driven> {
  const events: DriveEvent[] = [];
  try {
    const steps = drive(parseRecipe(text, file), { inspect, graceMs: 2000, ...options });
    for (;;) {
      const step = await steps.next();
      if (step.done) return { events, result: step.value };
      events.push(step.value);
    }
  } catch (error) {
    return { events, error };
  }
}

/** Digests of all that a drive made, by path: its lock, logs and record, which tell of attempts too, are left out. */
export function made(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !/(^|\/)(lock\.\d+|record\.jsonl|\w+\.log)$/.test(path));
  return Object.fromEntries(
    files
      .sort()
      .map((path) => [
        relative(folder, path),
        createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12),
      ]),
  );
}

/** The lines of a file as JSON. */
export function rowsOf(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
