import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import type { EventDraft } from '../../ledger/event.ts';
import { draft, review, streamOf } from '../../ledger/fixtures.test.support.ts';
import { type Review, standing } from '../../ledger/review/standing.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { NO_REVIEWS, reviewsIn } from './reviews.ts';
import { isDay } from './waivers.ts';

const storeOf = (drafts: readonly EventDraft[]) => {
  const events = sealed(drafts, EMPTY_HEAD);
  return { events, store: { events: () => streamOf(events) } as unknown as LedgerStore };
};

describe('reviewsIn', () => {
  it('counts every example that one decision is about', async () => {
    const both = draft(
      'review.decided',
      [
        { type: 'example', id: 'a' },
        { type: 'job', id: 'j' },
        { type: 'example', id: 'b' },
      ],
      { decision: 'reject', reviewer: 'zoe' },
    );
    const { facts, rejected } = await reviewsIn(storeOf([both, review('c')]).store);
    expect([...rejected]).toEqual(['a', 'b']);
    expect(facts).toEqual({ decided: 3, rejected: 2, reviewers: 1, twice: 0, agreed: 0 });
  });

  it('rejects what the decision that stands rejects, as the mix does', async () => {
    const step = fc.tuple(
      fc.constantFrom('a', 'b', '__proto__'),
      fc.constantFrom('zoe', 'max', 'constructor'),
      fc.constantFrom<Review['decision']>('accept', 'reject', 'relabel', 'skip', 'undo'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const drafts = steps.map(([id, reviewer, decision]) => review(id, decision, { reviewer }));
        const { events, store } = storeOf(drafts);
        const { rejected, facts } = await reviewsIn(store);
        const stands = ['a', 'b', '__proto__'].map((id) => [
          id,
          (standing(events.filter(({ subjects }) => subjects[0].id === id))?.body as Review | undefined)
            ?.decision,
        ]);
        expect([...rejected].sort()).toEqual(
          stands.flatMap(([id, decision]) => (decision === 'reject' ? [id] : [])).sort(),
        );
        expect(facts.decided).toBe(stands.filter(([, decision]) => decision !== undefined).length);
        expect(facts.agreed).toBeLessThanOrEqual(facts.twice);
      }),
    );
  });

  it('takes two who relabel to different origins for two who disagree', async () => {
    const said = (id: string, reviewer: string, origin: 'human' | 'synthetic') =>
      review(id, 'relabel', { reviewer, origin });
    const { facts } = await reviewsIn(
      storeOf([
        said('a', 'zoe', 'human'),
        said('a', 'max', 'synthetic'),
        said('b', 'zoe', 'human'),
        said('b', 'max', 'human'),
      ]).store,
    );
    expect([facts.twice, facts.agreed]).toEqual([2, 1]);
  });

  it('is nothing where nobody decided', async () => {
    expect(await reviewsIn(storeOf([]).store)).toEqual(NO_REVIEWS);
  });
});

describe('isDay', () => {
  it('knows every day of two centuries, and no 31st of a short month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
          const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
          const two = (number: number) => String(number).padStart(2, '0');
          expect(isDay(`${year}-${two(month)}-${two(day)}`)).toBe(day <= days);
        },
      ),
    );
  });

  it.each(['', '2027', '2027-03', '2027-3-1', '2027-03-00', '2027-00-10', '20270331', ' 2027-03-31'])(
    'takes %j for no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
