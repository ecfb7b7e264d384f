import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import { Rng } from '../../../src/base/rng.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { harassed } from '../harass.ts';
import type { SparkDesk } from '../spark-desk.ts';

/** Tasks, about, that the corpus of the suite is cut into on Spark. */
const TASKS = 3;

/** Cuts the corpus here into more shards than tasks there. */
const HERE: RewriteOptions = { workers: 0 };

/**
 * What a way of writing records leaves behind, here and on Spark: files with their bytes, malformed rows, notes and the result, in which
 * the folder has no name. With `deaths`, workers of Spark are killed meanwhile, at random moments that it is the seed of.
 */
export async function written(
  { disk, engineOf, mark }: SparkDesk,
  write: (folder: string, options: RewriteOptions) => Promise<unknown>,
  deaths?: string,
): Promise<readonly unknown[]> {
  const ways: readonly RewriteOptions[] = [HERE, { engine: engineOf(TASKS), targetBytes: 30_000 }];
  const found: unknown[] = [];
  for (const [i, options] of ways.entries()) {
    const folder = mkdtempSync(join(disk.folder, 'written-'));
    const rows: unknown[] = [];
    const notes: unknown[] = [];
    const onBadRow = (row: unknown) => rows.push(row);
    const run = () => write(folder, { ...options, onBadRow, onNote: (note) => notes.push(note) });
    const result = i > 0 && deaths !== undefined ? await survived(mark, deaths, run) : await run();
    const files = filesBelow(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]);
    found[i] = { files, rows, notes, result: JSON.parse(JSON.stringify(result).replaceAll(folder, '')) };
  }
  return found;
}

async function survived<T>(mark: string, seed: string, run: () => Promise<T>): Promise<T> {
  const [result, hits] = await harassed(mark, new Rng(seed), run);
  expect(hits).toBeGreaterThan(0);
  return result;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}
