import { open, readFile, stat } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import { readFailure, systemCode } from '../corpus/failure.ts';
import { missing } from '../corpus/missing.ts';
import { decodeProfile, looksLikeProfile, PROFILE_PREFIX } from '../profile/codec.ts';
import type { Profile } from '../profile/profile.ts';

/** True where `path` is a regular file that begins like a profile. A pipe is not looked into: what is read is gone. */
export async function isProfileFile(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    const handle = await open(path, 'r');
    const head = new Uint8Array(PROFILE_PREFIX);
    const { bytesRead } = await handle.read(head, 0, head.length, 0).finally(() => handle.close());
    return bytesRead === head.length && looksLikeProfile(head);
  } catch {
    // Whatever it is, reading it as a corpus says what is wrong with it.
    return false;
  }
}

/** Reads a profile. Throws `E_NOT_FOUND`, `E_UNREADABLE`, and `E_PROFILE` naming the file. */
export async function readProfileFile(path: string): Promise<Profile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw systemCode(cause) === 'ENOENT' ? await missing(path) : readFailure(path, cause);
  }
  if (!looksLikeProfile(bytes)) {
    throw new OutcrossError('E_PROFILE', `${path} is not a profile`, {
      where: path,
      hint: `Make one of it: outcross profile ${path} -o ${path}.profile`,
    });
  }
  try {
    return decodeProfile(bytes);
  } catch (cause) {
    throw damaged(path, cause);
  }
}

/** Bytes that were tampered with may break the decoder in ways of its own. */
function damaged(path: string, cause: unknown): OutcrossError {
  const coded = cause instanceof OutcrossError ? cause : undefined;
  return new OutcrossError('E_PROFILE', `${path}: ${coded?.message ?? 'the profile is damaged'}`, {
    where: path,
    hint: coded?.hint ?? 'Make it anew with `outcross profile`.',
    cause,
  });
}
