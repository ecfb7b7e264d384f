import { atomicWrite } from '../../base/atomic.ts';
import { encodeProfile } from '../../profile/codec.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Context } from '../context.ts';
import { summarise } from '../profile-summary.ts';
import { briefText } from '../summary-text.ts';

/** Writes a profile to `path` and tells of it on standard output: in a line, or as JSON. */
export async function writeProfile(
  profile: Profile,
  path: string,
  json: boolean,
  context: Context,
): Promise<void> {
  const bytes = encodeProfile(profile);
  await atomicWrite(path, bytes);
  const summary = summarise(profile, path, bytes.length);
  context.stdout.write(json ? `${JSON.stringify(summary, undefined, 2)}\n` : briefText(summary));
}
