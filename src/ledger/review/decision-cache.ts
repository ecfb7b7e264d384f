import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import type { LedgerStore } from '../store.ts';
import { decodeTable, encodeTable, type StoredTable } from './decision-codec.ts';

const ENDING = '.decisions';

/**
 * The newest table of a folder that this ledger stands behind: the event that it ends with is still the one of that number. Undefined
 * where there is none. A damaged table is passed over.
 */
export async function cachedTable(folder: string, store: LedgerStore): Promise<StoredTable | undefined> {
  for (const name of (await tablesIn(folder)).reverse()) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    const table = bytes === undefined ? undefined : decodeTable(bytes);
    if (table !== undefined && (await isOf(table, store)) && (await hasTexts(folder, table))) return table;
  }
  return undefined;
}

/** Keeps a table, and the texts that it speaks of under a name of their own. What cannot be kept is made again next time. */
export async function keepTable(
  folder: string,
  table: StoredTable,
  texts: string | undefined,
): Promise<void> {
  const stem = String(table.head.seq).padStart(12, '0');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { texts: _, ...rest } = table;
    const named = texts === undefined ? rest : { ...rest, texts: `${stem}.texts` };
    if (texts !== undefined) await copyFile(texts, join(folder, `${stem}.texts`));
    await atomicWrite(join(folder, stem + ENDING), encodeTable(named));
    await removeOld(folder);
  } catch {
    // A cache that is not there costs time, and nothing else.
  }
}

async function tablesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(ENDING)).sort();
}

async function isOf({ head }: StoredTable, store: LedgerStore): Promise<boolean> {
  for await (const { digest } of store.events({ after: head.seq - 1, limit: 1 }))
    return digest === head.digest;
  return false;
}

/** Whether the texts of edits stand beside the table, as far as it speaks of them. */
async function hasTexts(folder: string, { columns, texts }: StoredTable): Promise<boolean> {
  let end = 0;
  columns.textAt.forEach((at, place) => {
    end = Math.max(end, at + columns.textBytes[place]);
  });
  if (texts === undefined) return end === 0;
  const found = await stat(join(folder, texts)).catch(() => undefined);
  return found?.isFile() === true && found.size >= end;
}

/** The table before the newest stays: another process may be reading it. */
async function removeOld(folder: string): Promise<void> {
  for (const name of (await tablesIn(folder)).slice(0, -2)) {
    await rm(join(folder, name), { force: true });
    await rm(join(folder, name.replace(ENDING, '.texts')), { force: true });
  }
}
