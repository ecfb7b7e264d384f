import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../event.ts';
import { review } from '../fixtures.test.support.ts';
import { decisionOf, isAbout, ownDecisions } from './own-decisions.ts';

type Word = Parameters<typeof review>[1];

const events = (...said: readonly [string, Word][]): LedgerEvent[] =>
  said.map(([reviewer, word], i) => ({
    ...review('a', word, { reviewer }),
    seq: i + 1,
    previous: '',
    digest: '',
  }));
const words = (...said: readonly [string, Word][]) =>
  [...ownDecisions(events(...said))].map(([reviewer, event]) => [reviewer, decisionOf(event), event.seq]);

describe('ownDecisions', () => {
  it('has the newest of each reviewer, who decided last coming last', () => {
    expect(words(['zoe', 'accept'], ['max', 'reject'], ['zoe', 'reject'])).toEqual([
      ['max', 'reject', 2],
      ['zoe', 'reject', 3],
    ]);
  });

  it("forgets what was taken back, one's own alone", () => {
    expect(words(['zoe', 'accept'], ['max', 'reject'], ['zoe', 'undo'])).toEqual([['max', 'reject', 2]]);
    expect(words(['zoe', 'undo'])).toEqual([]);
  });

  it('lets a skip decide nothing', () => {
    expect(words(['zoe', 'skip'])).toEqual([['zoe', 'skip', 1]]);
    expect(words(['zoe', 'accept'], ['zoe', 'skip'])).toEqual([['zoe', 'accept', 1]]);
    expect(words(['zoe', 'skip'], ['zoe', 'reject'])).toEqual([['zoe', 'reject', 2]]);
    expect(words(['zoe', 'skip'], ['zoe', 'undo'])).toEqual([]);
  });

  it('keeps reviewers apart whatever they are called', () => {
    expect(words(['__proto__', 'accept'], ['constructor', 'reject'])).toHaveLength(2);
  });
});

describe('isAbout', () => {
  it('holds for the text that was seen, and for any where nobody said', () => {
    const seen = 'a'.repeat(64);
    const about = (more: object) =>
      isAbout({ ...events(['zoe', 'accept'])[0], ...review('a', 'accept', more) }, seen);
    expect([about({}), about({ seen }), about({ seen: 'b'.repeat(64) })]).toEqual([true, true, false]);
    expect(isAbout({ ...events(['zoe', 'accept'])[0], kind: 'other.kind' }, seen)).toBe(false);
  });
});
