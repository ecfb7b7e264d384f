import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { openLedger } from './open.ts';
import { fact, recordFacts } from './recorder.ts';

const disk = scratch();
const store = await openLedger(join(disk.folder, 'ledger.sqlite'), '.');
afterAll(() => store.close());

const actor = { kind: 'tool', name: 'zoe' } as const;
const now = () => new Date('2026-05-06T07:08:09.012Z');
const subject = { type: 'example', id: 'a' } as const;
const decided = fact('review.decided', [subject], { decision: 'accept', reviewer: 'zoe' });

describe('recordFacts', () => {
  it('gives all facts one time and one actor, and appends them together', async () => {
    const done = fact('job.ended', [{ type: 'job', id: 'j' }], {
      command: 'mix',
      result: 'done',
      version: '1',
    });
    const events = await recordFacts(store, [decided, done], { actor, now });
    expect(events).toMatchObject([
      { seq: 1, kind: 'review.decided', at: '2026-05-06T07:08:09.012Z', actor, subjects: [subject] },
      { seq: 2, kind: 'job.ended', at: '2026-05-06T07:08:09.012Z', actor, body: { command: 'mix' } },
    ]);
  });

  it('passes on what the writer expects', async () => {
    const expectations = [{ subject, kinds: ['review.decided'], seq: 0 }];
    await expect(recordFacts(store, [decided], { actor, now }, expectations)).rejects.toMatchObject({
      code: 'E_CONFLICT',
    });
  });
});
