import { OutcrossError } from '../base/errors.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Profile } from '../profile/profile.ts';
import { type ProfileOptions, profileCorpus } from './profile-corpus.ts';

/** Where the hands of an engine do not see what this process does. */
const NOT_SEEN = new Set(['E_NOT_FOUND', 'E_UNREADABLE']);

/**
 * The profile of a corpus that this process has written: by the engine, or here where the machines of the engine do not see the
 * files. Throws as `profileCorpus`.
 */
export async function profileWritten(spec: CorpusSpec, options: ProfileOptions = {}): Promise<Profile> {
  const { engine, ...here } = options;
  if (engine === undefined) return profileCorpus(spec, here);
  try {
    return await profileCorpus(spec, options);
  } catch (error) {
    if (error instanceof OutcrossError && NOT_SEEN.has(error.code)) return profileCorpus(spec, here);
    throw error;
  }
}
