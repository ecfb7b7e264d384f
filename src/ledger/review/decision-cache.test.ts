import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { review } from '../fixtures.test.support.ts';
import { openLedger } from '../open.ts';
import type { LedgerStore } from '../store.ts';
import { NO_DECISIONS } from './decision-builder.ts';
import { cachedTable, keepTable } from './decision-cache.ts';
import { DecisionTable } from './decision-table.ts';
import { loadDecisions } from './load-decisions.ts';

const disk = scratch();
let made = 0;

/** A ledger of an edit and a rejection, and the folder in which the table of them was kept. */
async function scene(): Promise<{ store: LedgerStore; cache: string }> {
  const name = `s${made++}`;
  const store = await openLedger(`${name}.sqlite`, disk.folder);
  await store.append([review('e1', 'edit', { text: 'the better text' }), review('e2', 'reject')]);
  const cache = join(disk.folder, name);
  const loaded = (await loadDecisions(store))!;
  await keepTable(cache, loaded, loaded.texts);
  await loaded.close();
  return { store, cache };
}

/** What is decided about the edited example, with the help of what was kept. */
async function edited({ store, cache }: { store: LedgerStore; cache: string }) {
  const loaded = (await loadDecisions(store, { cache }))!;
  const table = new DecisionTable(loaded.columns, loaded.texts);
  const found = table.find('e1', () => Buffer.alloc(32));
  table.close();
  await loaded.close();
  await store.close();
  return found;
}

const EDITED = { decision: 'edit', text: 'the better text' };

describe('a table that was kept', () => {
  it('is found with its texts, and gives them', async () => {
    const there = await scene();
    expect((await cachedTable(there.cache, there.store))?.texts).toBe('000000000002.texts');
    expect(await edited(there)).toEqual(EDITED);
  });

  it.each([
    ['are gone', (path: string) => rmSync(path)],
    ['were cut', (path: string) => truncateSync(path, 4)],
    ['are empty', (path: string) => writeFileSync(path, '')],
    [
      'are a folder now',
      (path: string) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])('is passed over where its texts %s: the ledger says all again', async (_, harm) => {
    const there = await scene();
    harm(join(there.cache, '000000000002.texts'));
    expect(await cachedTable(there.cache, there.store)).toBeUndefined();
    expect(await edited(there)).toEqual(EDITED);
  });

  it('is passed over where it is a folder, and the one before is taken', async () => {
    const there = await scene();
    mkdirSync(join(there.cache, '000000000009.decisions'));
    expect((await cachedTable(there.cache, there.store))?.head.seq).toBe(2);
    await there.store.close();
  });

  it('of more events than the ledger has is not of this ledger', async () => {
    const { store, cache } = await scene();
    const head = { seq: 3, digest: 'f'.repeat(64) };
    await keepTable(cache, { head, columns: NO_DECISIONS }, undefined);
    expect((await cachedTable(cache, store))?.head.seq).toBe(2);
    await store.close();
  });

  it('is none where there is no folder, or a file in its place', async () => {
    const { store } = await scene();
    expect(await cachedTable(join(disk.folder, 'nowhere'), store)).toBeUndefined();
    expect(await cachedTable(disk.write('plain', 'x'), store)).toBeUndefined();
    await store.close();
  });
});

describe('keepTable', () => {
  const table = (seq: number) => ({ head: { seq, digest: 'a'.repeat(64) }, columns: NO_DECISIONS });

  it('does without a folder that cannot be made', async () => {
    const file = disk.write('in-the-way', 'x');
    await expect(keepTable(join(file, 'cache'), table(1), undefined)).resolves.toBeUndefined();
  });

  it('removes the texts of a table with it, and leaves what is not its own', async () => {
    const folder = join(disk.folder, 'many');
    const texts = disk.write('texts', 'abc');
    for (const seq of [1, 2, 10]) await keepTable(folder, table(seq), texts);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await keepTable(folder, table(11), undefined);
    expect(readdirSync(folder)).toEqual([
      '000000000010.decisions',
      '000000000010.texts',
      '000000000011.decisions',
      'notes.txt',
    ]);
  });

  it('keeps no table whose texts cannot be had', async () => {
    const folder = join(disk.folder, 'no-texts');
    await keepTable(folder, table(1), join(disk.folder, 'gone'));
    expect(readdirSync(folder)).toEqual([]);
  });
});
