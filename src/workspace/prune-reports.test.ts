import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEALTHY } from '../../test/fixtures/report.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { draft } from '../ledger/fixtures.test.support.ts';
import { openSqlite } from '../ledger/sqlite.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { pruneReports, REPORTS_A_GENERATION } from './prune-reports.ts';
import { keepReport } from './reports.ts';

const disk = scratch();
let made = 0;

/** A workspace in which generations are checked; each check keeps one report. */
async function checking(
  work: (check: Check, store: LedgerStore, folder: string) => Promise<void>,
): Promise<void> {
  const folder = join(disk.folder, `w${made++}`);
  const store = await openSqlite(join(folder, '.outcross', 'ledger.sqlite'), true);
  let n = 0;
  const check: Check = async (names, facts = names) => {
    const [generation] = HEALTHY.generations;
    const report = await keepReport(folder, {
      ...HEALTHY,
      generations: names.map((name) => ({ ...generation, name, why: `check ${n++}` })),
    });
    const body = { position: 1, examples: 1, tokens: 1, alpha: 0.05, margin: 0.1, report, version: '1' };
    await store.append(facts.map((id) => draft('generation.checked', [{ type: 'generation', id }], body)));
    await pruneReports(store, folder, names);
    return () => existsSync(join(folder, report.name));
  };
  try {
    await work(check, store, folder);
  } finally {
    await store.close();
  }
}

/** Tells whether the report is still there. */
type Check = (names: readonly string[], facts?: readonly string[]) => Promise<() => boolean>;

describe('pruneReports', () => {
  it('keeps the newest reports of a generation, and removes those before', async () => {
    await checking(async (check) => {
      const kept = [];
      for (let i = 0; i < REPORTS_A_GENERATION + 4; i++) kept.push(await check(['g1']));
      expect(kept.map((isThere) => isThere())).toEqual(kept.map((_, i) => i >= 4));
    });
  });

  it('keeps an old report that is the newest of another generation', async () => {
    await checking(async (check) => {
      const both = await check(['g1', 'g2']);
      for (let i = 0; i < REPORTS_A_GENERATION + 2; i++) await check(['g1']);
      expect(both()).toBe(true);
      for (let i = 0; i < REPORTS_A_GENERATION; i++) await check(['g2']);
      expect(both()).toBe(false);
    });
  });

  it('removes no report that a growing line needs, and all that it does not', async () => {
    await checking(async (check) => {
      const names: string[] = [];
      const kept = [];
      for (let i = 1; i <= REPORTS_A_GENERATION + 5; i++) {
        names.push(`g${i}`);
        kept.push(await check([...names]));
      }
      expect(kept.map((isThere) => isThere())).toEqual(kept.map((_, i) => i >= 5));
    });
  });

  it('leaves alone what it cannot read, and files that are no reports', async () => {
    await checking(async (_, store, folder) => {
      const report = { name: '../../outside.json', bytes: 1, sha256: 'a'.repeat(64) };
      const body = { position: 1, examples: 1, tokens: 1, alpha: 0.05, margin: 0.1, report, version: '1' };
      for (let i = 0; i < 12; i++)
        await store.append([draft('generation.checked', [{ type: 'generation', id: 'g1' }], body)]);
      await expect(pruneReports(store, folder, ['g1', 'unknown', '__proto__'])).resolves.toBeUndefined();
    });
  });
});
