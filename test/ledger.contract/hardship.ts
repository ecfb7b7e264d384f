import { describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { all } from '../../src/ledger/fixtures.test.support.ts';
import { verifyStore } from '../../src/ledger/verify.ts';
import { THOROUGH } from '../fixtures/thorough.ts';
import { type Appender, startAppender } from './processes.ts';
import type { LedgerPlace } from './suite.ts';

const PROCESSES = THOROUGH ? 10 : 4;
const BATCHES = 12;
/** Processes that append while one of them is killed. */
const TOGETHER = THOROUGH ? 5 : 3;

/** Milliseconds: processes start one after the other, on a machine that may have others to serve. */
export const PATIENCE = 240_000;

/** What every store must stand: many processes, and their sudden end. */
export function ledgerHardship(name: string, fresh: () => Promise<LedgerPlace>, kills: number): void {
  describe(`${name}: real processes`, () => {
    it(
      `${PROCESSES} that append at once, to a ledger that none has made yet, lose nothing and keep one chain`,
      async () => {
        const place = await fresh();
        const appenders = Array.from({ length: PROCESSES }, (_, i) =>
          startAppender(place.setting, `p${i}`, BATCHES),
        );
        expect(await Promise.all(appenders.map(({ ended }) => ended))).toEqual(Array(PROCESSES).fill(0));
        const events = await requireWhole(place, appenders);
        expect(events).toBe(PROCESSES * (BATCHES / 3) * 6);
      },
      PATIENCE,
    );

    it(
      `killed ${kills} times in mid-append they leave a ledger that verifies and holds all that was acknowledged`,
      async () => {
        const place = await fresh();
        const rng = new Rng(name);
        const killed: Appender[] = [];
        while (killed.length < kills) {
          const together = Array.from({ length: TOGETHER }, (_, i) =>
            startAppender(place.setting, `k${killed.length + i}`, 0),
          );
          await Promise.all(
            together.map(async ({ child, saying, ended }) => {
              await saying(1 + rng.int(8));
              child.kill('SIGKILL');
              await ended;
            }),
          );
          killed.push(...together);
        }
        expect(killed.every(({ acknowledged, errors }) => acknowledged.size > 0 && errors.length === 0)).toBe(
          true,
        );
        await requireWhole(place, killed);
      },
      PATIENCE,
    );
  });
}

/** Fails unless the ledger verifies and holds what was acknowledged; gives the number of its events. */
export async function requireWhole(place: LedgerPlace, appenders: readonly Appender[]): Promise<number> {
  const store = await place.open();
  const found = await verifyStore(store);
  expect(found).toMatchObject({ passed: true, faults: [] });
  const digests = new Map((await all(store.events())).map(({ seq, digest }) => [seq, digest]));
  const said = appenders.flatMap(({ acknowledged }) => [...acknowledged]);
  expect(said.filter(([seq, digest]) => digests.get(seq) !== digest)).toEqual([]);
  expect(new Set(said.map(([seq]) => seq)).size).toBe(said.length);
  await store.close();
  return digests.size;
}
