import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../base/atomic.ts';
import { canonicalJson } from '../base/canonical.ts';
import { filesOf } from '../corpus/inputs.ts';
import { isUri } from '../corpus/remote.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import { decodeProfile, encodeProfile } from '../profile/codec.ts';
import { DEFAULT_SETTINGS, PROFILE_SCHEMA, type Profile } from '../profile/profile.ts';
import { loadProfile } from './load-profile.ts';
import type { ProfileOptions } from './profile-corpus.ts';

/** Profiles kept in a folder; those made longest ago go first. */
const MOST_KEPT = 500;

/**
 * As `loadProfile`, with profiles kept in `folder` and found again as long as every file read has the same path, size,
 * inode and times of change. A file that changed while it was read is not kept; a folder that cannot be written to is done
 * without. Whoever wants to be told of malformed rows, or reads standard input, reads anew.
 */
export async function cachedProfile(
  folder: string,
  spec: CorpusSpec,
  options: ProfileOptions = {},
): Promise<Profile> {
  const wantsRows = options.strict === true || options.onBadRow !== undefined;
  const key = wantsRows ? undefined : await keyOf(spec, options);
  if (key === undefined) return loadProfile(spec, options);
  const path = join(folder, `${key}.profile`);
  const kept = await readKept(path);
  if (kept !== undefined) return kept;
  const profile = await loadProfile(spec, options);
  // What was read is told, be its files gone since.
  const now = await keyOf(spec, options).catch(() => undefined);
  if (now === key) await keep(folder, path, profile);
  return profile;
}

/**
 * The file of the profile that `cachedProfile` kept of a corpus which has not changed since; undefined where there is none. Throws as
 * `filesOf`.
 * @param shown a path as it was when the profile was made, by another working folder.
 */
export async function keptProfileFile(
  folder: string,
  spec: CorpusSpec,
  options: Pick<ProfileOptions, 'settings' | 'features'>,
  shown?: (path: string) => string,
): Promise<string | undefined> {
  const key = await keyOf(spec, options, shown);
  if (key === undefined) return undefined;
  const path = join(folder, `${key}.profile`);
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? path : undefined;
}

/** Undefined where a file is a stream, which cannot be told by its times, or stands elsewhere. */
async function keyOf(
  spec: CorpusSpec,
  options: ProfileOptions,
  shown = (path: string) => path,
): Promise<string | undefined> {
  const { inputs, ...reading } = spec;
  const files: unknown[] = [];
  for (const input of inputs) {
    if (isUri(input)) return undefined;
    for (const { path, name, bytes } of await filesOf(input, spec.format, spec.modality)) {
      if (bytes === undefined) return undefined;
      const { size, ino, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
      files.push([shown(path), name, String(size), String(ino), String(mtimeNs), String(ctimeNs)]);
    }
  }
  const { settings = DEFAULT_SETTINGS, features } = options;
  const parts = { schema: PROFILE_SCHEMA, files, reading, settings, features: features ?? null };
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(parts))))
    .digest('hex')
    .slice(0, 40);
}

async function readKept(path: string): Promise<Profile | undefined> {
  try {
    return decodeProfile(await readFile(path));
  } catch {
    // Absent, damaged, or of another version: made anew.
    return undefined;
  }
}

async function keep(folder: string, path: string, profile: Profile): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await atomicWrite(path, encodeProfile(profile));
    await prune(folder);
  } catch {
    // What is kept only saves time.
  }
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.profile'));
  if (names.length <= MOST_KEPT) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, made: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => a.made - b.made || (a.name < b.name ? -1 : 1));
  for (const { name } of dated.slice(0, names.length - MOST_KEPT))
    await rm(join(folder, name), { force: true });
}
