import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { digestOf, EMPTY_HEAD, NO_DIGEST } from '../../src/ledger/digest.ts';
import type { EventDraft, LedgerEvent } from '../../src/ledger/event.ts';
import { all, draft, job, review } from '../../src/ledger/fixtures.test.support.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';

/** Where the suite may make a ledger: each call of `open` opens the same one anew. */
export interface LedgerPlace {
  readonly setting: string;
  open(): Promise<LedgerStore>;
}

/** What every store of a ledger must keep, whatever is below it. */
export function ledgerContract(name: string, fresh: () => Promise<LedgerPlace>): void {
  const opened: LedgerStore[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  const opening = async (place: LedgerPlace) => {
    const store = await place.open();
    opened.push(store);
    return store;
  };
  const store = async () => opening(await fresh());

  describe(`${name}: what is appended`, () => {
    it('is numbered from 1 without a gap, each event with the digest of the one before', async () => {
      const ledger = await store();
      expect(await ledger.head()).toEqual(EMPTY_HEAD);
      const first = await ledger.append([review('a'), review('b')]);
      const second = await ledger.append([job('j')]);
      const events = await all(ledger.events());
      expect(events).toEqual([...first, ...second]);
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(events.map(({ previous }) => previous)).toEqual([
        NO_DIGEST,
        ...events.slice(0, 2).map((e) => e.digest),
      ]);
      for (const { digest, ...rest } of events) expect(digestOf(rest)).toBe(digest);
      expect(await ledger.head()).toEqual({ seq: 3, digest: events[2].digest });
    });

    it('comes back as it went in, whatever the text', async () => {
      const ledger = await store();
      const note = fc.string({ unit: 'grapheme', maxLength: 200 });
      const id = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
        .filter((text) => !text.includes('\u0000'));
      const drafts = fc.array(
        fc
          .tuple(id, note, fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }))
          .map(([one, said, seconds]) =>
            review(one, 'edit', { text: said, note: `${said}\u0000\n"'\\`, seconds }),
          ),
        { minLength: 1, maxLength: 5 },
      );
      await fc.assert(
        fc.asyncProperty(drafts, async (given) => {
          const before = await ledger.head();
          const written = await ledger.append(given);
          const read = await all(ledger.events({ after: before.seq }));
          expect(read).toEqual(written);
          expect(read.map(draftOf)).toEqual(given);
        }),
        { numRuns: 25 },
      );
    });

    it('is there for whoever opens it later', async () => {
      const place = await fresh();
      const one = await opening(place);
      const written = await one.append([review('a')]);
      await one.close();
      expect(await all((await opening(place)).events())).toEqual(written);
    });

    it('is seen at once by others who have it open', async () => {
      const place = await fresh();
      const [one, other] = [await opening(place), await opening(place)];
      for (let i = 0; i < 5; i++) {
        await one.append([review(`a${i}`)]);
        await other.append([review(`b${i}`)]);
      }
      const events = await all(one.events());
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await all(other.events())).toEqual(events);
    });

    it('is one chain where many append at once', async () => {
      const place = await fresh();
      const stores = [await opening(place), await opening(place), await opening(place)];
      const appends = Array.from({ length: 30 }, (_, i) =>
        stores[i % 3].append([review(`e${i}`), job(`j${i}`)]),
      );
      const written = (await Promise.all(appends)).flat();
      const events = await all(stores[0].events());
      expect(events).toEqual(written.sort((a, b) => a.seq - b.seq));
      requireChain(events);
    });

    it('may be nothing', async () => {
      const ledger = await store();
      expect(await ledger.append([])).toEqual([]);
      expect(await ledger.head()).toEqual(EMPTY_HEAD);
    });

    it('is written all or not at all', async () => {
      const ledger = await store();
      const wrong = { ...review('b'), kind: 'review.forgotten' };
      await expect(ledger.append([review('a'), wrong])).rejects.toMatchObject({ code: 'E_LEDGER' });
      expect(await ledger.head()).toEqual(EMPTY_HEAD);
    });

    it('may be more than one statement takes', async () => {
      const ledger = await store();
      const written = await ledger.append(Array.from({ length: 1_203 }, (_, i) => review(`e${i % 700}`)));
      expect((await all(ledger.events())).length).toBe(1_203);
      expect(await ledger.head()).toEqual({ seq: 1_203, digest: written[1_202].digest });
      expect(await ledger.indexFaults()).toEqual([]);
    });
  });

  describe(`${name}: what is expected`, () => {
    const subject = { type: 'example', id: 'a' } as const;
    const kinds = ['review.decided'];

    it('lets a write pass that saw the newest event', async () => {
      const ledger = await store();
      await ledger.append([review('a')], [{ subject, kinds, seq: 0 }]);
      await ledger.append([job('j'), review('b')]);
      await ledger.append([review('a', 'undo')], [{ subject, kinds, seq: 1 }]);
      expect((await ledger.head()).seq).toBe(4);
    });

    it('refuses a write where somebody was faster, and writes nothing of it', async () => {
      const ledger = await store();
      await ledger.append([review('a')]);
      const late = ledger.append([review('b'), review('a', 'reject')], [{ subject, kinds, seq: 0 }]);
      await expect(late).rejects.toMatchObject({ code: 'E_CONFLICT', where: 'example:a' });
      expect((await ledger.head()).seq).toBe(1);
    });

    it('concerns only the kinds that are named', async () => {
      const ledger = await store();
      await ledger.append([draft('recovery.planned', [subject], RECOVERY)]);
      await ledger.append([review('a')], [{ subject, kinds, seq: 0 }]);
      const none = ledger.append([review('a')], [{ subject, kinds: [], seq: 2 }]);
      await expect(none).rejects.toMatchObject({ code: 'E_CONFLICT' });
    });

    it('lets one of ten have it, where ten write at once', async () => {
      const place = await fresh();
      const stores = [await opening(place), await opening(place)];
      const tries = Array.from({ length: 10 }, (_, i) =>
        stores[i % 2].append([review('a', 'accept', { reviewer: `r${i}` })], [{ subject, kinds, seq: 0 }]),
      );
      const ended = await Promise.allSettled(tries);
      expect(ended.filter(({ status }) => status === 'fulfilled').length).toBe(1);
      expect((await stores[0].head()).seq).toBe(1);
    });
  });

  describe(`${name}: what is found`, () => {
    const filled = async () => {
      const ledger = await store();
      await ledger.append([
        review('a'),
        job('j1', '2026-01-01T00:00:00.000Z'),
        draft(
          'recovery.planned',
          [
            { type: 'generation', id: 'g2' },
            { type: 'example', id: 'a' },
          ],
          RECOVERY,
        ),
        review('b', 'reject'),
        review('a', 'reject'),
        job('j2', '2026-03-01T00:00:00.000Z'),
      ]);
      return ledger;
    };
    const seqs = async (events: AsyncIterable<LedgerEvent>) => (await all(events)).map(({ seq }) => seq);

    it.each([
      [{}, [1, 2, 3, 4, 5, 6]],
      [{ reverse: true }, [6, 5, 4, 3, 2, 1]],
      [{ after: 2, before: 5 }, [3, 4]],
      [{ after: 2, reverse: true, limit: 2 }, [6, 5]],
      [{ limit: 0 }, []],
      [{ kinds: ['job.ended'] }, [2, 6]],
      [{ kinds: [] }, []],
      [{ kinds: ['job.ended', 'recovery.planned'], limit: 2 }, [2, 3]],
      [{ subject: { type: 'example', id: 'a' } }, [1, 3, 5]],
      [{ subject: { type: 'example', id: 'a' }, kinds: ['review.decided'], reverse: true }, [5, 1]],
      [{ subject: { type: 'example', id: 'a' }, after: 1, before: 5 }, [3]],
      [{ subject: { type: 'generation', id: 'g2' } }, [3]],
      [{ subject: { type: 'generation', id: 'a' } }, []],
      [{ since: '2026-01-02T00:00:00.000Z', kinds: ['job.ended'] }, [6]],
    ] as const)('by %j', async (query, expected) => {
      expect(await seqs((await filled()).events(query))).toEqual(expected);
    });

    it('is the newest event of each subject, by subject', async () => {
      const ledger = await filled();
      const reviews = await all(ledger.latest('example', ['review.decided']));
      expect(reviews.map(({ id, event }) => [id, event.seq])).toEqual([
        ['a', 5],
        ['b', 4],
      ]);
      expect(reviews[0].event).toEqual((await all(ledger.events({ after: 4, limit: 1 })))[0]);
      const either = await all(ledger.latest('example', ['review.decided', 'recovery.planned']));
      expect(either.map(({ event }) => event.seq)).toEqual([5, 4]);
      expect(await all(ledger.latest('example', []))).toEqual([]);
    });

    it('is the newest event of the subjects that are asked for', async () => {
      const ledger = await filled();
      const found = async (query: object) =>
        (await all(ledger.latest('example', ['review.decided'], query))).map(({ id }) => id);
      expect(await found({ ids: ['b', 'nobody', 'b'] })).toEqual(['b']);
      expect(await found({ ids: ['b', 'a'], limit: 1 })).toEqual(['a']);
      expect(await found({ ids: ['b', 'a'], after: 'a' })).toEqual(['b']);
      expect(await found({ ids: [] })).toEqual([]);
      expect(await found({ after: 'a' })).toEqual(['b']);
      expect(await found({ limit: 1 })).toEqual(['a']);
    });

    it('has the order of bytes, in every language, and over the ends of pages', async () => {
      const ledger = await store();
      const ids = ['Z', 'a', 'é', 'z', 'ß', '\u{10348}', '\uffee', 'ä', 'A'];
      const many = Array.from({ length: 1_100 }, (_, i) => `n${i}`);
      await ledger.append([...ids, ...many].map((id) => review(id)));
      const byBytes = [...ids, ...many].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const found = await all(ledger.latest('example', ['review.decided']));
      expect(found.map(({ id }) => id)).toEqual(byBytes);
      const asked = await all(ledger.latest('example', ['review.decided'], { ids: [...ids, ...many] }));
      expect(asked.map(({ id }) => id)).toEqual(byBytes);
    });

    it('is the newest of several kinds, over the ends of pages of each', async () => {
      const ledger = await store();
      const about = (id: string) => draft('recovery.planned', [{ type: 'example', id }], RECOVERY);
      const drafts = Array.from({ length: 1_300 }, (_, i) => {
        const id = String(i).padStart(5, '0');
        return i % 3 === 0 ? [review(id), about(id)] : i % 3 === 1 ? [about(id), review(id)] : [review(id)];
      });
      await ledger.append(drafts.flat());
      const found = await all(ledger.latest('example', ['review.decided', 'recovery.planned']));
      expect(found.map(({ id }) => Number(id))).toEqual(drafts.map((_, i) => i));
      expect(found.map(({ event }) => event.kind)).toEqual(drafts.map((events) => events.at(-1)?.kind));
      const after = ledger.latest('example', ['recovery.planned', 'review.decided'], {
        after: '00600',
        limit: 600,
      });
      expect((await all(after)).map(({ id }) => Number(id))).toEqual(
        Array.from({ length: 600 }, (_, i) => 601 + i),
      );
      const some = ledger.latest('example', ['review.decided'], {
        ids: ['nobody', ...found.map(({ id }) => id)],
        limit: 900,
      });
      expect((await all(some)).length).toBe(900);
    });

    it('is counted by the state that is current', async () => {
      const ledger = await filled();
      await ledger.append([review('c'), review('c', 'relabel', { origin: 'synthetic' })]);
      expect(await ledger.tally('example', 'review.decided')).toEqual({ reject: 2, relabel: 1 });
      expect(await ledger.tally('job', 'job.ended')).toEqual({ done: 2 });
      expect(await ledger.tally('example', 'recovery.planned')).toEqual({ '': 1 });
      expect(await ledger.tally('key', 'key.made')).toEqual({});
    });

    it('may be appended to by whoever is reading it', async () => {
      const ledger = await filled();
      let read = 0;
      for await (const event of ledger.events({ before: 7 })) {
        read++;
        await ledger.append([review(`about ${event.seq}`)]);
      }
      expect(read).toBe(6);
      expect((await ledger.head()).seq).toBe(12);
    });
  });

  describe(`${name}: what it refuses`, () => {
    it.each([
      ['an unknown kind', { kind: 'review.decide' }, 'review.decided'],
      ['a body of another kind', { body: { command: 'x' } }, 'unknown key'],
      ['a time that is none', { at: '2026-13-02T03:04:05.678Z' }, '"at"'],
      ['a time of another zone', { at: '2026-01-02T03:04:05.678+01:00' }, '"at"'],
      ['nobody', { actor: { kind: 'person', name: '' } }, 'actor.name'],
      ['no subject', { subjects: [] }, 'subjects'],
      ['an unknown type of subject', { subjects: [{ type: 'thing', id: 'a' }] }, 'subjects.0.type'],
      ['a subject twice', { subjects: Array(2).fill({ type: 'example', id: 'a' }) }, 'twice'],
      ['a subject with NUL', { subjects: [{ type: 'example', id: 'a\u0000b' }] }, 'subjects.0.id'],
      ['half a character', { body: { decision: 'edit', reviewer: 'z', text: '\ud800' } }, 'surrogate'],
      ['half a character in an id', { subjects: [{ type: 'example', id: '\udc00' }] }, 'surrogate'],
      [
        'a number that is none',
        { body: { decision: 'skip', reviewer: 'z', seconds: Number.NaN } },
        'seconds',
      ],
      [
        'infinity',
        { body: { decision: 'skip', reviewer: 'z', seconds: Number.POSITIVE_INFINITY } },
        'seconds',
      ],
    ])('%s', async (_, change, said) => {
      const ledger = await store();
      const wrong = { ...review('a'), ...change } as EventDraft;
      const error = await ledger.append([wrong]).then(
        () => undefined,
        (thrown) => thrown as Error,
      );
      expect(error).toMatchObject({ code: 'E_LEDGER' });
      expect(`${error?.message} ${JSON.stringify(error)}`).toContain(said);
      expect(await ledger.head()).toEqual(EMPTY_HEAD);
    });

    it('whatever comes after it was closed', async () => {
      const ledger = await store();
      await ledger.close();
      await ledger.close();
      await expect(ledger.head()).rejects.toMatchObject({ code: 'E_LEDGER' });
      await expect(ledger.append([review('a')])).rejects.toMatchObject({ code: 'E_LEDGER' });
      await expect(all(ledger.events())).rejects.toMatchObject({ code: 'E_LEDGER' });
    });
  });
}

const RECOVERY = { verdict: 'early', generation: 'g2', plan: 'more human text', version: '1' } as const;

function draftOf({ kind, at, actor, subjects, body }: LedgerEvent): EventDraft {
  return { kind, at, actor, subjects, body };
}

/** Fails unless the events are one chain from the first on. */
export function requireChain(events: readonly LedgerEvent[]): void {
  let previous = NO_DIGEST;
  events.forEach((event, i) => {
    const { digest, ...rest } = event;
    expect([event.seq, event.previous, digest]).toEqual([i + 1, previous, digestOf(rest)]);
    previous = digest;
  });
}
