import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { all } from '../../ledger/fixtures.test.support.ts';
import { openLedger } from '../../ledger/open.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { recordEnd } from './job-ended.ts';
import { recordOf } from './jobs.test.support.ts';

const disk = scratch();
let made = 0;
const DONE = recordOf({
  state: 'done',
  startedAt: '2026-03-04T12:00:00.000Z',
  endedAt: '2026-03-04T12:00:07.500Z',
});

/** A ledger of its own, and what it holds after `work`. */
async function eventsAfter(work: (desk: { store: LedgerStore; version: string }) => Promise<void>) {
  const store = await openLedger(`l${made++}.sqlite`, disk.folder);
  try {
    await work({ store, version: '1.2.3' });
    return await all(store.events());
  } finally {
    await store.close();
  }
}

describe('recordEnd', () => {
  it('says what was done on whose behalf, how long it took and how it ended', async () => {
    const [event] = await eventsAfter((desk) => recordEnd(DONE, false, desk));
    expect(event).toMatchObject({
      kind: 'job.ended',
      at: DONE.endedAt,
      actor: { kind: 'tool', name: 'zoe' },
      subjects: [{ type: 'job', id: DONE.id }],
      body: { command: 'outcross check', result: 'done', seconds: 7.5, version: '1.2.3' },
    });
  });

  it('keeps to the bounds of the ledger', async () => {
    const record = {
      ...DONE,
      state: 'failed' as const,
      command: 'x'.repeat(9000),
      error: { code: 'E_EMPTY', message: 'y'.repeat(9000) },
    };
    const [{ body }] = await eventsAfter((desk) => recordEnd(record, false, desk));
    expect(body['result']).toBe('failed');
    expect(String(body['error']).startsWith('E_EMPTY: yyy')).toBe(true);
  });

  it('says of a job that never began that it took no time', async () => {
    const { startedAt: _, ...never } = { ...DONE, state: 'cancelled' as const };
    const [{ body }] = await eventsAfter((desk) => recordEnd(never, false, desk));
    expect(body).toMatchObject({ result: 'cancelled', seconds: 0 });
  });

  it('tells no end twice, but each of a job that was begun again', async () => {
    const later = { ...DONE, endedAt: '2026-03-04T13:00:00.000Z' };
    const events = await eventsAfter(async (desk) => {
      await recordEnd(DONE, true, desk);
      await recordEnd(DONE, true, desk);
      await recordEnd(later, true, desk);
      await recordEnd(later, true, desk);
    });
    expect(events.map(({ at }) => at)).toEqual([DONE.endedAt, later.endedAt]);
  });

  it('takes an interruption for no end', async () => {
    const events = await eventsAfter(async (desk) => {
      for (const state of ['interrupted', 'running', 'queued'] as const)
        await recordEnd({ ...DONE, state }, false, desk);
    });
    expect(events).toEqual([]);
  });
});
