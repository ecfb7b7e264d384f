import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import type { SparkDesk } from '../spark-desk.ts';

/** Tasks, about, that the corpus of the suite is cut into on Spark. */
const TASKS = 3;

/** Cuts the corpus here into more shards than tasks there. */
const HERE: RewriteOptions = { workers: 0 };

/**
 * What a way of writing records leaves behind, here and on Spark: files with their bytes, malformed rows, notes and the result, in which
 * the folder has no name.
 */
export async function written(
  { disk, engineOf }: SparkDesk,
  write: (folder: string, options: RewriteOptions) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const ways: readonly RewriteOptions[] = [HERE, { engine: engineOf(TASKS), targetBytes: 30_000 }];
  const found: unknown[] = [];
  for (const [i, options] of ways.entries()) {
    const folder = mkdtempSync(join(disk.folder, 'written-'));
    const rows: unknown[] = [];
    const notes: unknown[] = [];
    const onBadRow = (row: unknown) => rows.push(row);
    const result = await write(folder, { ...options, onBadRow, onNote: (note) => notes.push(note) });
    const files = filesBelow(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]);
    found[i] = { files, rows, notes, result: JSON.parse(JSON.stringify(result).replaceAll(folder, '')) };
  }
  return found;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}
