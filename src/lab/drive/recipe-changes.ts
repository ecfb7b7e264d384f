import { isDeepStrictEqual } from 'node:util';
import type { RecipeConfig } from './recipe.ts';
import type { StepName } from './record.ts';

/** The first step that each part of a recipe has a say in. Parts that are not here may always change. */
const FIRST_STEP: Readonly<Partial<Record<keyof RecipeConfig, StepName>>> = {
  human: 'human',
  seed: 'human',
  mix: 'mix',
  train: 'train',
  base: 'train',
  env: 'train',
  sample: 'sample',
  output: 'sample',
  examples: 'sample',
  name: 'sample',
  check: 'check',
};

/** The parts of a recipe that what a drive made rests on: those whose first step was done, if only once. */
export function frozenPart(
  config: RecipeConfig,
  isDone: (step: StepName) => boolean,
): Readonly<Record<string, unknown>> {
  const frozen = Object.entries(config).filter(([key]) => {
    const step = FIRST_STEP[key as keyof RecipeConfig];
    const inTraining = key === 'examples' && config.train.includes('{examples}');
    return step !== undefined && isDone(inTraining ? 'train' : step);
  });
  return Object.fromEntries(frozen);
}

export interface Change {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly now: unknown;
}

/** What differs between two values, part by part, by path. */
export function changes(before: unknown, now: unknown, path: readonly string[] = []): Change[] {
  if (isDeepStrictEqual(before, now)) return [];
  if (!isMap(before) || !isMap(now)) return [{ path, before, now }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return keys.flatMap((key) => changes(before[key], now[key], [...path, key]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST = 60;

/** `mix.human: 0.1 is now 0.3`. */
export function changeText({ path, before, now }: Change): string {
  const name = path.join('.');
  if (before === undefined) return `${name} is new: ${shown(now)}`;
  if (now === undefined) return `${name} is gone: it was ${shown(before)}`;
  return `${name}: ${shown(before)} is now ${shown(now)}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
