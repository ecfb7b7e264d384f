import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BodyOf } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { isKeptName } from './reports.ts';

/** Which kept reports stay. The newest always does. */
export interface ReportLimits {
  /** So many of the newest. */
  readonly count?: number;
  /** Those of the last days. */
  readonly days?: number;
}

/** Checks that are looked at: what is older was removed when it was this old. */
const LOOKED_AT = 10_000;

/**
 * Removes kept reports beyond a number or an age. What the ledger says of their checks stays: verdicts, signals and where the report was. A file
 * that cannot be removed stays. Returns how many names are gone from the newest checks on. Throws as the store.
 * @param folder of the workspace.
 * @param now milliseconds since 1970.
 */
export async function limitReports(
  store: LedgerStore,
  folder: string,
  { count = Number.POSITIVE_INFINITY, days = Number.POSITIVE_INFINITY }: ReportLimits,
  now: number,
): Promise<number> {
  const kept = new Set<string>();
  const old = new Set<string>();
  const oldest = now - days * 24 * 60 * 60 * 1000;
  const query = { kinds: ['generation.checked'], reverse: true, limit: LOOKED_AT } as const;
  for await (const { at, body } of store.events(query)) {
    const { report } = body as BodyOf<'generation.checked'>;
    if (report === undefined || !isKeptName(report.name) || kept.has(report.name)) continue;
    const stays = kept.size === 0 || (kept.size < count && Date.parse(at) >= oldest);
    (stays ? kept : old).add(report.name);
  }
  for (const name of old) await rm(join(folder, name), { force: true }).catch(() => {});
  return old.size;
}
