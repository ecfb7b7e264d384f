import { OutcrossError } from '../base/errors.ts';
import { filesOf } from '../corpus/inputs.ts';
import { loadProfile } from '../engine/load-profile.ts';
import type { ObservedGeneration } from '../lab/forecast/observed.ts';
import { DEFAULT_SETTINGS, type Profile } from '../profile/profile.ts';
import type { Context } from './context.ts';
import type { ForecastCommandOptions } from './forecast-options.ts';
import { nameGenerations } from './generation-names.ts';
import { requireApart, requireWritable } from './output-file.ts';
import { ProgressBar } from './progress-bar.ts';
import { readingSpec } from './reading-options.ts';

export interface ForecastInput {
  readonly name: string;
  readonly human: Profile;
  readonly observed: readonly ObservedGeneration[];
}

/**
 * Reads the human text and the generations that exist. Throws `E_USAGE` where standard input is named twice or the page would be
 * written over an input, and as `filesOf` and `loadProfile`, before it reads.
 */
export async function loadForecastInput(
  inputs: readonly string[],
  options: ForecastCommandOptions,
  context: Context,
): Promise<ForecastInput> {
  const named = nameGenerations(options.observed ?? [], []);
  await requireInputs([...inputs, ...named.map(({ input }) => input)], options);
  const load = (some: readonly string[]) => read(some, options, context);
  const human = await load(inputs);
  const observed: ObservedGeneration[] = [];
  for (const { name, input } of named) observed.push({ name, profile: await load([input]) });
  const name = nameGenerations(inputs, []).map((one) => one.name);
  return { name: name.join(', '), human, observed };
}

async function requireInputs(inputs: readonly string[], options: ForecastCommandOptions): Promise<void> {
  if (inputs.filter((input) => input === '-').length > 1) {
    throw new OutcrossError('E_USAGE', 'standard input can be read once only', {
      where: '-',
      hint: 'Save one of the corpora to a file.',
    });
  }
  const files: string[] = [];
  for (const input of inputs) files.push(...(await filesOf(input, options.format)).map(({ path }) => path));
  const { html } = options;
  if (html === undefined) return;
  if (html === '' || html === '-') {
    throw new OutcrossError('E_USAGE', '--html takes the name of a file', {
      where: '--html',
      hint: 'Such as --html forecast.html.',
    });
  }
  await requireWritable(html);
  await requireApart(html, '--html', files);
}

async function read(
  inputs: readonly string[],
  options: ForecastCommandOptions,
  context: Context,
): Promise<Profile> {
  const bar = new ProgressBar(context);
  try {
    return await loadProfile(readingSpec(inputs, options), {
      settings: DEFAULT_SETTINGS,
      workers: options.workers,
      onProgress: (progress) => bar.update(progress),
      signal: context.signal,
    });
  } finally {
    bar.clear();
  }
}
