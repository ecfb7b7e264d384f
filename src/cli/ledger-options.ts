import { type Command, InvalidArgumentError } from 'commander';
import type { LedgerHead, LedgerSubject } from '../ledger/event.ts';
import { SUBJECT_TYPES } from '../ledger/event.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { isDay } from '../workspace/audit/waivers.ts';
import { openLedgerOf } from '../workspace/ledger.ts';
import { addWorkspaceOptions, type WorkspaceOptions, workspaceOf } from './workspace-options.ts';

/** What the options that `addLedgerOptions` adds are parsed to. */
export interface ReadLedgerOptions extends WorkspaceOptions {
  readonly ledger?: string;
}

/** What says which ledger is read. */
export function addLedgerOptions(command: Command): Command {
  command.option(
    '--ledger <place>',
    'file, or postgres://... (default: ledger in outcross.yaml, else .outcross/ledger.sqlite beside it)',
  );
  return addWorkspaceOptions(command);
}

/** Opens the ledger that the options name, lets `work` read it, and closes it. Throws `E_NOT_FOUND` where there is none. */
export async function withLedger<T>(
  options: ReadLedgerOptions,
  work: (store: LedgerStore) => Promise<T>,
): Promise<T> {
  const { ledger } = options;
  const store = await openLedgerOf(await workspaceOf(options), ledger === undefined ? {} : { ledger });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Parses `generation:g3`. */
export function subjectOption(text: string): LedgerSubject {
  const [, type, id] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  if (type !== undefined && (SUBJECT_TYPES as readonly string[]).includes(type))
    return { type: type as LedgerSubject['type'], id };
  throw new InvalidArgumentError(`It must be TYPE:ID, TYPE one of ${SUBJECT_TYPES.join(', ')}.`);
}

/** Parses `12:9f86d0...`. */
export function headOption(text: string): LedgerHead {
  const [, seq, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  if (seq !== undefined) return { seq: Number(seq), digest };
  throw new InvalidArgumentError('It must be NUMBER:DIGEST, as outcross ledger verify prints it.');
}

/** Parses a day of the calendar or a moment; as the ledger writes it. */
export function sinceOption(text: string): string {
  const moment = momentOf(text);
  if (moment !== undefined) return moment;
  throw new InvalidArgumentError('It must be a day, such as 2026-01-31, or a moment with its zone.');
}

/** A day of the calendar, or a moment with its zone, in UTC; undefined for anything else. */
export function momentOf(text: string): string | undefined {
  const shaped = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const moment = shaped && isDay(text.slice(0, 10)) ? new Date(text) : new Date(Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
