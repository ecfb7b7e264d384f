import { realpath } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import { emptyProfile, mergeProfiles, type Profile } from '../profile/profile.ts';
import { interrupted } from './interruptible.ts';
import type { ProfileOptions } from './profile-corpus.ts';
import { isProfileFile, readProfileFile } from './profile-file.ts';

/**
 * One profile of all inputs together, each of them a corpus (file, folder, pattern, `-`) or a profile file, told by its
 * first bytes. A file given twice counts once. Throws as `profileCorpus` and `readProfileFile`; `E_MERGE` where profiles
 * were made differently.
 */
export async function loadProfile(spec: CorpusSpec, options: ProfileOptions = {}): Promise<Profile> {
  const profiles: string[] = [];
  const corpora: string[] = [];
  for (const input of spec.inputs) ((await isProfileFile(input)) ? profiles : corpora).push(input);
  if (corpora.length === 0 && profiles.length > 0)
    return withSettings(await mergeFiles(profiles, options.signal), options);
  // The readers of all formats: a comparison of profiles need not wait for them to load.
  const { profileCorpus } = await import('./profile-corpus.ts');
  if (profiles.length === 0) return profileCorpus(spec, options);
  // Profiles first: what is wrong with them, and whether they can be merged at all, shows before the long work begins.
  const ready = await mergeFiles(profiles, options.signal, emptyProfile(options.settings));
  return withSettings(
    mergeProfiles(ready, await profileCorpus({ ...spec, inputs: corpora }, options)),
    options,
  );
}

/** The profile of all profile files together. Throws `E_NO_INPUT`, `E_MERGE`, `E_INTERRUPTED` and as `readProfileFile`. */
export async function mergeProfileFiles(paths: readonly string[], signal?: AbortSignal): Promise<Profile> {
  if (paths.length === 0) throw new OutcrossError('E_NO_INPUT', 'no profile was given');
  return withSettings(await mergeFiles(paths, signal), {});
}

async function mergeFiles(paths: readonly string[], signal?: AbortSignal, first?: Profile): Promise<Profile> {
  let merged = first;
  const seen = new Set<string>();
  for (const path of paths) {
    if (signal?.aborted) throw interrupted();
    const real = await realpath(path).catch(() => path);
    if (seen.has(real)) continue;
    seen.add(real);
    const profile = await readProfileFile(path);
    merged = merged === undefined ? profile : mergeNamed(merged, profile, path);
  }
  return merged!;
}

function mergeNamed(merged: Profile, profile: Profile, path: string): Profile {
  try {
    return mergeProfiles(merged, profile);
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.where !== undefined) throw error;
    const { code, message, hint } = error;
    throw new OutcrossError(code, `${path}: ${message}`, { where: path, hint, cause: error });
  }
}

/** Leaves out texts where the caller wants none, or where one of the profiles had none. */
function withSettings(profile: Profile, { settings }: ProfileOptions): Profile {
  if (profile.settings.texts && settings?.texts !== false) return profile;
  const without = mergeProfiles(profile, emptyProfile({ ...profile.settings, texts: false }));
  const rows = without.trouble.rows.map(({ raw: _, ...rest }) => rest);
  return { ...without, trouble: { ...without.trouble, rows } };
}
