import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { type Checkpoint, type CheckpointPlace, verifyOnward } from './checkpoint.ts';
import { EMPTY_HEAD, sealed } from './digest.ts';
import { all, job, review, streamOf } from './fixtures.test.support.ts';
import { openLedger } from './open.ts';
import { rowBytes } from './sql/row-bytes.ts';
import type { SqlLedger } from './sql/sql-ledger.ts';
import { verifyStore } from './verify.ts';

const disk = scratch();
const open: SqlLedger[] = [];
let made = 0;

afterAll(async () => {
  for (const store of open) await store.close();
});

/** A ledger of some events, a place for its checkpoint, and how many events a verification walks. */
async function scene(events: number) {
  const store = (await openLedger(join(disk.folder, `l${made++}.sqlite`), '.')) as SqlLedger;
  open.push(store);
  const add = (n: number) =>
    store.append(Array.from({ length: n }, (_, i) => (i % 5 === 4 ? job(`j${i}`) : review(`e${i}`))));
  if (events > 0) await add(events);
  const kept: { checkpoint?: unknown } = {};
  const place: CheckpointPlace = {
    name: 'the checkpoint',
    read: async () => kept.checkpoint,
    write: async (checkpoint) => {
      kept.checkpoint = structuredClone(checkpoint);
    },
  };
  const verify = async () => {
    let walked = 0;
    const counting = Object.create(store, {
      events: {
        value: async function* (query: object) {
          for await (const event of store.events(query)) {
            walked++;
            yield event;
          }
        },
      },
      rowsDigest: { value: (after: number, to: number) => store.rowsDigest(after, to) },
      indexFaults: { value: () => store.indexFaults() },
    });
    return { ...(await verifyOnward(counting, place)), walked };
  };
  const { db } = store.database;
  const run = async (...statements: string[]) => {
    for (const change of ['update', 'delete'])
      await sql.raw(`drop trigger if exists outcross_event_no_${change}`).execute(db);
    for (const statement of statements) await sql.raw(statement).execute(db);
  };
  return { store, add, verify, run, kept, place };
}

describe('verifyOnward', () => {
  it('walks all once, and then what is new, with the same result as a whole walk', async () => {
    const { store, add, verify } = await scene(30);
    expect(await verify()).toMatchObject({ passed: true, events: 30, walked: 30 });
    expect(await verify()).toMatchObject({ passed: true, events: 30, walked: 0, faults: [] });
    await add(7);
    const { walked, ...found } = await verify();
    expect(walked).toBe(7);
    expect(found).toEqual(await verifyStore(store));
  });

  it('remembers how far it came once there is enough of it', async () => {
    const { add, verify, kept } = await scene(10);
    await verify();
    await add(999);
    await verify();
    expect((kept.checkpoint as Checkpoint).head.seq).toBe(10);
    await add(1);
    expect(await verify()).toMatchObject({ passed: true, walked: 1_000 });
    expect((kept.checkpoint as Checkpoint).segments.map(({ to }) => to)).toEqual([10, 1_010]);
    expect(await verify()).toMatchObject({ passed: true, events: 1_010, walked: 0 });
  });

  it.each([
    ['a body', `update outcross_event set body = '{"decision":"reject","reviewer":"zoe"}' where seq = 3`],
    ['a space', `update outcross_event set body = body || ' ' where seq = 9`],
    ['a kind', `update outcross_event set kind = 'job.begun' where seq = 5`],
    ['a removed event', 'delete from outcross_event where seq = 4'],
    [
      'a name that takes a part of the next column',
      `update outcross_event set actor_name = actor_name || substr(subjects, 1, 1), subjects = substr(subjects, 2) where seq = 2`,
    ],
    ['text that is none', `update outcross_event set actor_name = x'ff' where seq = 2`],
  ])('finds in what was verified before %s', async (_, statement) => {
    const { verify, run, kept, store } = await scene(12);
    await verify();
    await run(statement);
    const { walked, ...found } = await verify();
    expect(found.passed).toBe(false);
    expect(walked).toBeGreaterThan(0);
    // Everything that a whole walk finds is found; what the checkpoint adds is that a head is missed.
    const whole = await verifyStore(store);
    for (const fault of whole.faults) expect(found.faults).toContainEqual(fault);
    expect((kept.checkpoint as Checkpoint).head.seq).toBe(12);
  });

  it('finds a history that was written anew as a whole, which no walk alone can, and an end that was cut off', async () => {
    const { verify, run, store, kept } = await scene(8);
    await verify();
    const events = await all(store.events());
    const anew = sealed(
      events.map((event) =>
        event.seq === 2 ? { ...event, body: { decision: 'reject', reviewer: 'zoe' } } : event,
      ),
      EMPTY_HEAD,
    );
    await run(
      ...anew.map(
        ({ seq, body, previous, digest }) =>
          `update outcross_event set body = '${JSON.stringify(body)}', previous = '${previous}', digest = '${digest}' where seq = ${seq}`,
      ),
    );
    const found = await verify();
    expect(found.faults.filter(({ what }) => what === 'head')).toMatchObject([
      { seq: 8, message: expect.stringContaining('remove the checkpoint if you know why') },
    ]);
    expect(found.passed).toBe(false);
    delete kept.checkpoint;
    expect((await verify()).faults.filter(({ what }) => what !== 'index')).toEqual([]);
    await run(
      'delete from outcross_event where seq > 6',
      'delete from outcross_subject where seq > 6',
      'delete from outcross_latest where seq > 6',
    );
    expect((await verify()).faults).toContainEqual(expect.objectContaining({ seq: 7, what: 'head' }));
  });

  it('finds what is wrong with new events as a whole walk does', async () => {
    const { add, verify, run } = await scene(6);
    await verify();
    await add(3);
    await run(`update outcross_event set at = '2020-01-01T00:00:00.000Z' where seq = 8`);
    expect(await verify()).toMatchObject({ passed: false, walked: 3, faults: [{ seq: 8, what: 'digest' }] });
    await run('delete from outcross_event where seq = 7', 'delete from outcross_subject where seq = 7');
    expect((await verify()).faults).toContainEqual(expect.objectContaining({ seq: 8, what: 'gap' }));
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['another form', { form: 'outcross.ledger-checkpoint/9' }],
    [
      'no segment',
      { form: 'outcross.ledger-checkpoint/1', segments: [], head: { seq: 0, digest: '' }, unknownKinds: {} },
    ],
    [
      'a head elsewhere',
      {
        form: 'outcross.ledger-checkpoint/1',
        segments: [{ to: 2, rows: '' }],
        head: { seq: 9, digest: 'f'.repeat(64) },
        unknownKinds: {},
      },
    ],
  ])('walks all where the checkpoint is %s', async (_, checkpoint) => {
    const { verify, kept } = await scene(5);
    kept.checkpoint = checkpoint;
    expect(await verify()).toMatchObject({ passed: true, walked: 5 });
  });

  it('remembers nothing of a ledger with a fault, and of a store without rows', async () => {
    const { verify, run, kept, place } = await scene(5);
    await run(`update outcross_event set at = '2020-01-01T00:00:00.000Z' where seq = 2`);
    await verify();
    expect(kept.checkpoint).toBeUndefined();
    const plain = { events: () => streamOf(sealed([job('a')], EMPTY_HEAD)), indexFaults: async () => [] };
    expect(await verifyOnward(plain as never, place)).toMatchObject({ passed: true, events: 1 });
    expect(kept.checkpoint).toBeUndefined();
  });

  it('counts the kinds of a later version in what it does not walk again too', async () => {
    const { verify, kept } = await scene(3);
    await verify();
    kept.checkpoint = { ...(kept.checkpoint as Checkpoint), unknownKinds: { 'job.begun': 2 } };
    expect(await verify()).toMatchObject({ walked: 0, unknownKinds: { 'job.begun': 2 } });
  });
});

describe('rowBytes', () => {
  it('says the same of an event as its row does, whatever stands in it', async () => {
    const { store } = await scene(0);
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => !text.includes('\0'));
    let after = 0;
    await fc.assert(
      fc.asyncProperty(name, name, async (id, note) => {
        const [event] = await store.append([review(id, 'accept', { note })]);
        const own = createHash('sha256').update(rowBytes(event)).digest('hex');
        expect(await store.rowsDigest(after, event.seq)).toBe(own);
        after = event.seq;
      }),
      { numRuns: 30 },
    );
  });
});
