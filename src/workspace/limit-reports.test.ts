import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { draft } from '../ledger/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { limitReports } from './limit-reports.ts';

const disk = scratch();
const NOW = Date.parse('2026-03-10T00:00:00.000Z');
const nameOf = (n: number) => `.outcross/reports/${String(n).repeat(64)}.json`;
let store: LedgerStore;
let folder: string;
let made = 0;

/** Checks of five days, each with a report of its own. */
beforeEach(async () => {
  await store?.close();
  folder = join(disk.folder, `w${made++}`);
  mkdirSync(join(folder, '.outcross/reports'), { recursive: true });
  store = await openLedger('ledger.sqlite', folder);
  for (let n = 1; n <= 5; n++) await check(n, n);
});

afterAll(() => store.close());

async function check(day: number, n: number, name = nameOf(n)) {
  if (!name.startsWith('..')) writeFileSync(join(folder, name), '{}');
  const body = { position: n, examples: 1, tokens: 1, alpha: 0.05, margin: 0.1, version: '1' };
  const report = { name, bytes: 2, sha256: 'a'.repeat(64) };
  const at = `2026-03-0${day}T00:00:00.000Z`;
  await store.append([
    draft('generation.checked', [{ type: 'generation', id: `g${n}` }], { ...body, report }, at),
  ]);
}

const left = () => [1, 2, 3, 4, 5].filter((n) => existsSync(join(folder, nameOf(n))));

describe('limitReports', () => {
  it('leaves all where nothing is limited', async () => {
    expect(await limitReports(store, folder, {}, NOW)).toBe(0);
    expect(left()).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps a number of the newest', async () => {
    expect(await limitReports(store, folder, { count: 2 }, NOW)).toBe(3);
    expect(left()).toEqual([4, 5]);
  });

  it('keeps those of the last days, and of both limits what is within both', async () => {
    await limitReports(store, folder, { days: 7 }, NOW);
    expect(left()).toEqual([3, 4, 5]);
    await limitReports(store, folder, { days: 7, count: 1 }, NOW);
    expect(left()).toEqual([5]);
  });

  it('always keeps the newest, and a report that a newer check names too', async () => {
    await check(6, 1);
    await limitReports(store, folder, { days: 1, count: 2 }, NOW);
    expect(left()).toEqual([1]);
    await limitReports(store, folder, { count: 0 }, NOW);
    expect(left()).toEqual([1]);
  });

  it('removes nothing but kept reports, whatever a ledger names', async () => {
    writeFileSync(join(disk.folder, 'precious'), 'x');
    await check(1, 9, '../precious');
    await check(6, 5);
    await limitReports(store, folder, { count: 1 }, NOW);
    expect(existsSync(join(disk.folder, 'precious'))).toBe(true);
    expect(left()).toEqual([5]);
  });
});
