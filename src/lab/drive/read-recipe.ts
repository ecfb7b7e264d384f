import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { type ConfigFile, readYaml } from '../../config/read-yaml.ts';
import type { Schema } from '../../config/schema.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import { missing } from '../../corpus/missing.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { readCommand } from './placeholders.ts';
import { DEFAULT_HOLDOUT, DEFAULT_STOP, type Reading, type Recipe, type RecipeConfig } from './recipe.ts';
import type { Template } from './shell-template.ts';

let schema: Schema | undefined;

/** The JSON Schema of recipes. */
export function recipeSchema(): Schema {
  const file = new URL('../../../schemas/recipe.schema.json', import.meta.url);
  schema ??= JSON.parse(readFileSync(file, 'utf8')) as Schema;
  return schema;
}

/** Reads a recipe from a file. Throws `E_NOT_FOUND`, `E_UNREADABLE`, and as `parseRecipe`. */
export async function readRecipe(path: string): Promise<Recipe> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw systemCode(cause) === 'ENOENT' ? await missing(path) : readFailure(path, cause);
  }
  return parseRecipe(text, path);
}

/**
 * The recipe of a text; paths in it are from the folder of `file`. Throws `E_CONFIG` with file, line and remedy for whatever is
 * wrong with it: nothing of that shows only once a model was trained.
 */
export function parseRecipe(text: string, file: string): Recipe {
  const read = readYaml<RecipeConfig>(text, file, recipeSchema());
  const { value: config, placeOf } = read;
  const folder = dirname(resolve(file));
  const train = readCommand('train', config.train, placeOf(['train']));
  const sample = readCommand('sample', config.sample, placeOf(['sample']));
  requireValues(read, { train, sample });
  requireMix(read);
  return {
    file,
    folder,
    name: config.name ?? nameOf(file),
    config,
    human: humanSpec(read, folder),
    output: { format: 'jsonl', ...config.output },
    holdout: config.human.holdout ?? DEFAULT_HOLDOUT,
    train,
    sample,
    stop: config.stop ?? DEFAULT_STOP,
    seed: String(config.seed ?? 1),
    timeoutMs: config.timeout === undefined ? undefined : milliseconds(config.timeout),
    placeOf,
  };
}

function nameOf(file: string): string {
  const stem = basename(file).replace(/\.(ya?ml|json)$/i, '');
  return stem.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'drive';
}

/** Placeholders whose values the recipe itself must give. */
function requireValues(
  { value: config, placeOf }: ConfigFile<RecipeConfig>,
  templates: Readonly<Record<'train' | 'sample', Template>>,
): void {
  for (const command of ['train', 'sample'] as const) {
    const names = templates[command].map((part) => (typeof part === 'string' ? '' : part.name));
    for (const [placeholder, key, example] of [
      ['examples', 'examples', 'examples: 2000'],
      ['previousModel', 'base', 'base: gpt2'],
    ] as const) {
      if (!names.includes(placeholder) || config[key] !== undefined) continue;
      throw new OutcrossError('E_CONFIG', `"${command}" holds {${placeholder}}, and there is no "${key}"`, {
        where: placeOf([command]),
        hint: `Add ${key}, such as ${example}.`,
      });
    }
  }
}

function requireMix({ value: { mix, examples }, placeOf }: ConfigFile<RecipeConfig>): void {
  const { mode, size, human = 0 } = mix;
  if (mode === 'accumulate' && size !== undefined) {
    throw new OutcrossError('E_CONFIG', 'accumulate keeps everything, so that "mix.size" has no meaning', {
      where: placeOf(['mix', 'size']),
      hint: 'Take size out, or say mode: subsample.',
    });
  }
  if (mode !== 'replace' || size === undefined || examples === undefined) return;
  const synthetic = size - Math.round(human * size);
  if (synthetic <= examples) return;
  throw new OutcrossError(
    'E_CONFIG',
    `a training set of ${size} needs ${synthetic} examples of the generation before, and "examples" is ${examples}`,
    {
      where: placeOf(['mix', 'size']),
      hint: `Say examples: ${synthetic}, or a size of at most ${Math.floor(examples / Math.max(1 - human, 1e-9))}.`,
    },
  );
}

function humanSpec({ value: { human }, placeOf }: ConfigFile<RecipeConfig>, folder: string): CorpusSpec {
  const { inputs, holdout: _, source: __, ...reading } = human;
  const named = typeof inputs === 'string' ? [inputs] : inputs;
  if (named.includes('-')) {
    throw new OutcrossError('E_CONFIG', 'human examples cannot come from standard input', {
      where: placeOf(['human', 'inputs']),
      hint: 'Save them to a file: they are read twice.',
    });
  }
  const absolute = named.map((input) => (isAbsolute(input) ? input : resolve(folder, input)));
  return { ...(reading satisfies Reading), inputs: absolute };
}

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Longer timers overflow (2^31 - 1 milliseconds). */
const LONGEST = 2_147_483_647;

function milliseconds(timeout: number | string): number {
  const seconds =
    typeof timeout === 'number'
      ? timeout
      : Number(timeout.slice(0, -1)) * UNITS[timeout.slice(-1) as keyof typeof UNITS];
  return Math.min(LONGEST, Math.max(1, Math.round(seconds * 1000)));
}
