import { stat } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Engine, Progress } from '../engine/engine.ts';
import { featureRequest } from '../engine/feature-request.ts';
import { loadProfile } from '../engine/load-profile.ts';
import { cachedProfile } from '../engine/profile-cache.ts';
import { settingsFor } from '../engine/settings-for.ts';
import type { Profile } from '../profile/profile.ts';
import { visible } from '../report/visible.ts';
import type { CheckCommandOptions } from './check-options.ts';
import type { Context } from './context.ts';
import { ProgressBar } from './progress-bar.ts';

/** The profile of a corpus, with a bar while it is read; kept where the options say. */
export async function readProfile(
  spec: CorpusSpec,
  options: CheckCommandOptions,
  context: Context,
  engine?: Engine,
): Promise<Profile> {
  const bar = new ProgressBar(context);
  try {
    const features = await featureRequest(options.features, spec);
    const how = {
      settings: settingsFor(spec, features ?? null),
      ...(features === undefined ? {} : { features }),
      workers: options.workers,
      ...(engine === undefined ? {} : { engine }),
      strict: options.strict,
      onProgress: (progress: Progress) => bar.update(progress),
      signal: context.signal,
    };
    return await (options.cache === undefined
      ? loadProfile(spec, how)
      : cachedProfile(options.cache, spec, how));
  } finally {
    bar.clear();
  }
}

/** Fields that human text may have and model output may lack. */
const OPTIONAL = ['groupField', 'categoryField', 'idField'] as const;

/** Reads model output, leaving out the fields for group, category and id that it does not have, with a word about it. */
export async function readLeniently(
  spec: CorpusSpec,
  load: (spec: CorpusSpec) => Promise<Profile>,
  say: (text: string) => void,
): Promise<Profile> {
  try {
    return await load(spec);
  } catch (error) {
    const lacking = OPTIONAL.find((key) => lacks(error, spec[key]));
    if (lacking === undefined) throw error;
    const { [lacking]: field, ...rest } = spec;
    if (!(await canBeReadAgain(spec.inputs))) throw onceOnly(error, field!);
    say(`note ${visible(`${spec.inputs.join(', ')} has no field ${field}`)}: read without it\n`);
    return readLeniently(rest, load, say);
  }
}

function lacks(error: unknown, field: string | undefined): boolean {
  return (
    field !== undefined &&
    error instanceof OutcrossError &&
    error.code === 'E_FIELD' &&
    error.message.includes(`no field "${field}"`)
  );
}

/** What came through a pipe is gone. */
async function canBeReadAgain(inputs: readonly string[]): Promise<boolean> {
  const kinds = await Promise.all(inputs.map((input) => stat(input).catch(() => undefined)));
  return (
    !inputs.includes('-') && kinds.every((kind) => kind === undefined || kind.isFile() || kind.isDirectory())
  );
}

function onceOnly(error: unknown, field: string): OutcrossError {
  const { code, message, where } = error as OutcrossError;
  return new OutcrossError(code, message, {
    ...(where === undefined ? {} : { where }),
    hint: `A stream cannot be read again without it: save it to a file, or give its rows a field ${field}.`,
    cause: error,
  });
}
