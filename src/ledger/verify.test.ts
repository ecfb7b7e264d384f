import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { digestOf, EMPTY_HEAD, sealed } from './digest.ts';
import type { LedgerEvent } from './event.ts';
import { job, review, streamOf } from './fixtures.test.support.ts';
import { verifyEvents } from './verify.ts';

const EVENTS = sealed(
  Array.from({ length: 9 }, (_, i) => (i % 3 === 0 ? job(`j${i}`) : review(`e${i}`))),
  EMPTY_HEAD,
);
const HEAD = { seq: 9, digest: EVENTS[8].digest };

const verified = (events: readonly LedgerEvent[], head = HEAD) => verifyEvents(streamOf(events), head);

function changed(seq: number, change: (event: LedgerEvent) => Partial<LedgerEvent>): LedgerEvent[] {
  return EVENTS.map((event) => (event.seq === seq ? { ...event, ...change(event) } : event));
}

/** As an enemy would who knows how digests are made: all from `seq` on is written anew. */
function rewritten(seq: number, body: LedgerEvent['body']): LedgerEvent[] {
  const kept = EVENTS.slice(0, seq - 1);
  const drafts = EVENTS.slice(seq - 1).map((event, i) => (i === 0 ? { ...event, body } : event));
  const before = kept.at(-1);
  return [...kept, ...sealed(drafts, before === undefined ? EMPTY_HEAD : before)];
}

describe('verifyEvents', () => {
  it('passes what was never touched, and nothing at all', async () => {
    expect(await verified(EVENTS)).toEqual({
      passed: true,
      events: 9,
      head: HEAD,
      faults: [],
      more: 0,
      unknownKinds: {},
    });
    expect(await verifyEvents(streamOf([]))).toMatchObject({ passed: true, events: 0, head: EMPTY_HEAD });
    expect(await verifyEvents(streamOf([]), EMPTY_HEAD)).toMatchObject({ passed: true });
  });

  it('names the event whose body was rewritten', async () => {
    const found = await verified(changed(5, ({ body }) => ({ body: { ...body, decision: 'reject' } })));
    expect(found).toMatchObject({ passed: false, faults: [{ seq: 5, what: 'digest' }] });
    expect(found.faults[0].message).toContain('changed after it was written');
  });

  it('names both where the digest was made to fit', async () => {
    const forged = changed(5, ({ digest: _, ...rest }) => {
      const body = { ...rest.body, decision: 'reject' };
      return { body, digest: digestOf({ ...rest, body }) };
    });
    expect((await verified(forged)).faults).toMatchObject([{ seq: 6, what: 'previous' }]);
    expect((await verified(forged)).faults[0].message).toContain('event 6 does not follow event 5');
  });

  it.each(['at', 'kind', 'actor', 'subjects', 'previous'] as const)('finds a change of %s', async (key) => {
    const values = {
      at: '2020-01-01T00:00:00.000Z',
      kind: 'job.begun',
      actor: { kind: 'tool', name: 'zoe' },
      subjects: [{ type: 'example', id: 'other' }],
      previous: 'f'.repeat(64),
    } as const;
    const found = await verified(changed(4, () => ({ [key]: values[key] })));
    expect(found.faults).toContainEqual(expect.objectContaining({ seq: 4, what: 'digest' }));
  });

  it('names a pair that was swapped', async () => {
    const swapped = [...EVENTS.slice(0, 3), EVENTS[4], EVENTS[3], ...EVENTS.slice(5)];
    expect((await verified(swapped)).faults).toMatchObject([
      { seq: 5, what: 'gap', message: 'event 4 is missing' },
      { seq: 4, what: 'gap', message: 'event 4 stands after event 5' },
      { seq: 6, what: 'gap' },
    ]);
    const renumbered = swapped.map((event, i) => ({ ...event, seq: i + 1 }));
    expect((await verified(renumbered)).faults.map(({ seq }) => seq)).toEqual(expect.arrayContaining([4, 5]));
  });

  it('names what was removed from the middle, and from the beginning', async () => {
    const middle = await verified(EVENTS.filter(({ seq }) => seq !== 4));
    expect(middle.faults).toMatchObject([{ seq: 5, what: 'gap', message: 'event 4 is missing' }]);
    const beginning = await verified(EVENTS.slice(3));
    expect(beginning.faults).toMatchObject([{ seq: 4, what: 'gap', message: 'events 1 to 3 are missing' }]);
  });

  it('finds a removed end only by the head that was noted', async () => {
    const cut = EVENTS.slice(0, 7);
    expect(await verifyEvents(streamOf(cut))).toMatchObject({ passed: true });
    expect((await verified(cut)).faults).toMatchObject([{ seq: 8, what: 'head' }]);
    expect((await verified([])).faults[0].message).toBe(
      'there is no event, and event 9 was noted: the end was cut off',
    );
  });

  it('finds a history that was written anew as a whole only by the head that was noted', async () => {
    const anew = rewritten(2, { decision: 'reject', reviewer: 'zoe' });
    expect(await verifyEvents(streamOf(anew))).toMatchObject({ passed: true });
    expect((await verified(anew)).faults).toMatchObject([{ seq: 9, what: 'head' }]);
  });

  it('accepts events that came after the head that was noted', async () => {
    expect(await verified(EVENTS, { seq: 5, digest: EVENTS[4].digest })).toMatchObject({ passed: true });
    const anew = rewritten(2, { decision: 'reject', reviewer: 'zoe' });
    expect(await verified(anew, { seq: 5, digest: EVENTS[4].digest })).toMatchObject({ passed: false });
  });

  it('names a body that its schema refuses, though every digest fits', async () => {
    const anew = rewritten(2, { decision: 'perhaps', reviewer: 'zoe' });
    const { faults } = await verifyEvents(streamOf(anew));
    expect(faults).toMatchObject([{ seq: 2, what: 'body' }]);
    expect(faults[0].message).toContain('"decision" is "perhaps", not one of accept');
  });

  it('lets a later version add to a body, and reports its kinds', async () => {
    const later = sealed(
      [
        { ...review('a', 'accept'), body: { decision: 'accept', reviewer: 'z', mood: 'good' } },
        { ...job('j'), kind: 'job.begun' },
      ],
      EMPTY_HEAD,
    );
    expect(await verifyEvents(streamOf(later))).toMatchObject({
      passed: true,
      unknownKinds: { 'job.begun': 1 },
    });
  });

  it('names what cannot be an event', async () => {
    const nobody = sealed([{ ...job('j'), actor: { kind: 'person', name: '' } }], EMPTY_HEAD);
    expect((await verifyEvents(streamOf(nobody))).faults).toMatchObject([{ seq: 1, what: 'envelope' }]);
    const strange = changed(3, () => ({ body: { text: '\ud800' } }));
    expect((await verified(strange)).faults).toContainEqual(
      expect.objectContaining({ seq: 3, what: 'digest' }),
    );
  });

  it('says where it could read no further', async () => {
    async function* broken() {
      yield* EVENTS.slice(0, 4);
      throw new OutcrossError('E_LEDGER', 'event 5 is damaged: its body are no JSON');
    }
    const { faults, passed } = await verifyEvents(broken(), HEAD);
    expect({ faults, passed }).toMatchObject({ passed: false, faults: [{ seq: 5, what: 'unreadable' }] });
  });

  it('does not take a lost connection for a damage', async () => {
    async function* lost() {
      yield EVENTS[0];
      throw new OutcrossError('E_NETWORK', 'gone');
    }
    await expect(verifyEvents(lost())).rejects.toMatchObject({ code: 'E_NETWORK' });
  });

  it('lists the first twenty faults and counts the others', async () => {
    const many = sealed(
      Array.from({ length: 60 }, (_, i) => job(`j${i}`)),
      EMPTY_HEAD,
    );
    const wrong = many.map((event) => ({ ...event, at: '2020-01-01T00:00:00.000Z' }));
    expect(await verifyEvents(streamOf(wrong))).toMatchObject({ faults: { length: 20 }, more: 40 });
  });

  it('finds every change that leaves the head: removed, doubled, swapped or altered events', async () => {
    const places = fc.tuple(fc.nat(8), fc.nat(8)).filter(([a, b]) => a !== b);
    const how = fc.constantFrom('remove', 'double', 'swap', 'alter');
    await fc.assert(
      fc.asyncProperty(places, how, async ([a, b], change) => {
        const events = [...EVENTS];
        if (change === 'remove') events.splice(a, 1);
        if (change === 'double') events.splice(a, 0, events[b]);
        if (change === 'swap') [events[a], events[b]] = [events[b], events[a]];
        if (change === 'alter')
          events[a] = { ...events[a], body: events[b].body, at: '2021-01-01T00:00:00.000Z' };
        expect((await verified(events)).passed).toBe(false);
      }),
    );
  });
});
