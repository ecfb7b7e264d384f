import { draftsOf, fact } from '../../ledger/recorder.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import type { JobRecord } from './job.ts';

const LONGEST_COMMAND = 2000;
const LONGEST_ERROR = 2000;

/**
 * Records how a job ended. `again`: it may stand there already. Throws as `LedgerStore.append`.
 */
export async function recordEnd(
  record: JobRecord,
  again: boolean,
  { store, version }: { readonly store: LedgerStore; readonly version: string },
): Promise<void> {
  const { id, state, command, by, startedAt, endedAt, error } = record;
  if ((state !== 'done' && state !== 'failed' && state !== 'cancelled') || endedAt === undefined) return;
  const subject = { type: 'job', id } as const;
  if (again && (await isKnown(store, subject, endedAt))) return;
  const seconds = startedAt === undefined ? 0 : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  const body = {
    command: command.slice(0, LONGEST_COMMAND),
    result: state,
    seconds: Math.max(0, seconds),
    ...(error === undefined ? {} : { error: `${error.code}: ${error.message}`.slice(0, LONGEST_ERROR) }),
    version,
  };
  const options = { actor: { kind: 'tool', name: by }, now: () => new Date(endedAt) } as const;
  await store.append(draftsOf([fact('job.ended', [subject], body)], options));
}

async function isKnown(
  store: LedgerStore,
  subject: { readonly type: 'job'; readonly id: string },
  endedAt: string,
): Promise<boolean> {
  const query = { kinds: ['job.ended'], subject, since: endedAt, limit: 1 };
  for await (const _ of store.events(query)) return true;
  return false;
}
