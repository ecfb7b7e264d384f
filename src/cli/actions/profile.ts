import { OutcrossError } from '../../base/errors.ts';
import type { BadRow } from '../../corpus/source.ts';
import { featureRequest } from '../../engine/feature-request.ts';
import { loadProfile } from '../../engine/load-profile.ts';
import { settingsFor } from '../../engine/settings-for.ts';
import { DEFAULT_SETTINGS, type Profile } from '../../profile/profile.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import type { Context } from '../context.ts';
import { withEngine } from '../engine-options.ts';
import { notWritten, requireApart, requireProfileTarget, requireWritable } from '../output-file.ts';
import { ProgressBar } from '../progress-bar.ts';
import { withQuarantine } from '../quarantine.ts';
import { readingSpec } from '../reading-options.ts';
import { workspaceOf } from '../workspace-options.ts';
import type { ProfileOptions } from './profile-options.ts';
import { writeProfile } from './write-profile.ts';

/** Profiles corpora, and profiles made before, into one file. */
export async function profile(
  inputs: readonly string[],
  options: ProfileOptions,
  context: Context,
): Promise<void> {
  const { quarantine } = options;
  const output = await requireProfileTarget(options.output);
  if (quarantine !== undefined) {
    if (options.strict === true) throw strictQuarantine();
    await requireWritable(quarantine);
    await requireApart(quarantine, '--quarantine', [...inputs, output]);
  }
  const made = await withQuarantine(quarantine, (onBadRow) => read(inputs, options, onBadRow, context)).catch(
    (error) => {
      throw notWritten(output, error);
    },
  );
  await writeProfile(made, output, options.json === true, context);
  const remedy =
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`;
  noteTrouble(made.trouble, remedy, context);
}

async function read(
  inputs: readonly string[],
  options: ProfileOptions,
  onBadRow: ((row: BadRow) => void) | undefined,
  context: Context,
): Promise<Profile> {
  const bar = new ProgressBar(context);
  try {
    const spec = readingSpec(inputs, options);
    const features = await featureRequest(options.features, spec);
    const workspace = await workspaceOf(options);
    return await withEngine(options, workspace, context, (engine) =>
      loadProfile(spec, {
        ...(engine === undefined ? {} : { engine }),
        ...(features === undefined ? {} : { features }),
        settings: settingsFor(spec, features ?? null, { ...DEFAULT_SETTINGS, texts: options.text }),
        workers: options.workers,
        strict: options.strict,
        onBadRow,
        onProgress: (progress) => bar.update(progress),
        signal: context.signal,
      }),
    );
  } finally {
    bar.clear();
  }
}

function strictQuarantine(): OutcrossError {
  return new OutcrossError('E_USAGE', '--strict and --quarantine exclude each other', {
    where: '--quarantine',
    hint: 'With --strict the first malformed row ends the run; leave it out to gather them all.',
  });
}
