import { readFile } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import { readFailure } from '../corpus/failure.ts';
import type { EventDraft } from './event.ts';

export const UNRECORDED_SCHEMA = 'outcross.unrecorded/1';

/** Where facts wait that no ledger could take, below the folder of the workspace. */
export const UNRECORDED_FOLDER = '.outcross/unrecorded';

/** Facts that no ledger could take when they came about: each with the time and the actor of then. */
export interface Unrecorded {
  readonly schema: typeof UNRECORDED_SCHEMA;
  readonly drafts: readonly EventDraft[];
}

/** Throws `E_FORMAT` for a file that holds no such facts, `E_NOT_FOUND`, `E_UNREADABLE`. What the drafts are is for the ledger to say. */
export async function readUnrecorded(path: string): Promise<readonly EventDraft[]> {
  const text = await readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  let value: Partial<Unrecorded> | null;
  try {
    value = JSON.parse(text) as Partial<Unrecorded> | null;
  } catch {
    throw noFacts(path);
  }
  if (value?.schema !== UNRECORDED_SCHEMA || !Array.isArray(value.drafts)) throw noFacts(path);
  return value.drafts;
}

/** How far the clocks of two machines may be apart, in milliseconds. */
const CLOCKS_APART = 5 * 60 * 1000;

/** Throws `E_LEDGER` for facts that came about after `now`, in milliseconds: they would stay the newest for years. */
export function requirePast(drafts: readonly EventDraft[], now: number, path: string): void {
  const later = drafts.find(({ at }) => Date.parse(at) > now + CLOCKS_APART);
  if (later === undefined) return;
  throw new OutcrossError('E_LEDGER', `${path} tells of ${later.at}, which is yet to come`, {
    where: path,
    hint: 'Set the clock of this machine right, or that of the one that kept the file.',
  });
}

function noFacts(path: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${path} holds no facts that wait to be recorded`, {
    where: path,
    hint: `Such files stand in ${UNRECORDED_FOLDER}, beside outcross.yaml.`,
  });
}
