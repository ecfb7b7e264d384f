import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFact } from '../ledger/kinds/parts.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { isKeptName, readReport } from './reports.ts';

/** Reports that are kept of one generation, the newest. */
export const REPORTS_A_GENERATION = 10;

/** How many checks of a generation are looked at for reports to remove; those before were looked at when they were this old. */
const LOOKED_AT = 2 * REPORTS_A_GENERATION;

/**
 * Removes the reports of checks that are no longer among the newest of any generation they speak of. What cannot be removed stays.
 * @param folder of the workspace.
 * @param generations that were just checked.
 */
export async function pruneReports(
  store: LedgerStore,
  folder: string,
  generations: readonly string[],
): Promise<void> {
  const newest = new Map<string, ReadonlySet<string>>();
  const old = new Map<string, FileFact>();
  for (const id of generations) {
    const named = await reportsOf(store, id);
    const [kept, rest] = [named.slice(0, REPORTS_A_GENERATION), named.slice(REPORTS_A_GENERATION)];
    newest.set(id, new Set(kept.map(({ name }) => name)));
    for (const fact of rest) old.set(fact.name, fact);
  }
  for (const set of newest.values()) for (const name of set) old.delete(name);
  for (const fact of old.values())
    if (!(await isNewest(store, folder, fact, newest))) await rm(join(folder, fact.name), { force: true });
}

/** Kept reports of a generation, the newest first, each once. */
async function reportsOf(store: LedgerStore, id: string): Promise<FileFact[]> {
  const found = new Map<string, FileFact>();
  const query = { subject: { type: 'generation', id }, kinds: ['generation.checked'] } as const;
  for await (const { body } of store.events({ ...query, reverse: true, limit: LOOKED_AT })) {
    const { report } = body as BodyOf<'generation.checked'>;
    if (report !== undefined && isKeptName(report.name) && !found.has(report.name))
      found.set(report.name, report);
  }
  return [...found.values()];
}

/** Whether a generation of a report, also one that was not just checked, still needs it. What cannot be read is needed by none. */
async function isNewest(
  store: LedgerStore,
  folder: string,
  fact: FileFact,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<boolean> {
  const { report } = await readReport(folder, fact);
  for (const { name } of report?.generations ?? []) {
    if (known.has(name)) continue;
    const kept = (await reportsOf(store, name)).slice(0, REPORTS_A_GENERATION);
    if (kept.some((one) => one.name === fact.name)) return true;
  }
  return false;
}
