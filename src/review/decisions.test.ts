import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { review } from '../ledger/fixtures.test.support.ts';
import { openLedger } from '../ledger/open.ts';
import { reviewsOf, standingWord, standingWords, wordsAbout } from './decisions.ts';

const disk = scratch();
const store = await openLedger(join(disk.folder, 'l.sqlite'), '.');
afterAll(() => store.close());

const [SEEN, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
const WORDS = ['accept', 'reject', 'edit', 'relabel', 'skip', 'undo'] as const;
interface Said {
  readonly who: string;
  readonly word: (typeof WORDS)[number];
  readonly seen: string | undefined;
}
const said = fc.record({
  who: fc.constantFrom('zoe', 'max', '__proto__'),
  word: fc.constantFrom(...WORDS),
  seen: fc.constantFrom(SEEN, OTHER, undefined),
});
const drafts = (id: string, all: readonly Said[]) =>
  all.map(({ who, word, seen }) =>
    review(id, word, { reviewer: who, ...(seen === undefined ? {} : { seen }) }),
  );
const events = (all: readonly Said[]): LedgerEvent[] =>
  drafts('x', all).map((draft, i) => ({ ...draft, seq: i + 1, previous: '', digest: '' }));

/** What stands, by going over all that was said backwards. */
function oracle(all: readonly Said[]): string | undefined {
  const about = all.filter(({ seen }) => seen === undefined || seen === SEEN);
  const holds = new Map<string, { word: string; at: number }>();
  about.forEach(({ who, word }, at) => {
    if (word === 'undo') holds.delete(who);
    else if (word !== 'skip' || !holds.has(who)) holds.set(who, { word, at });
  });
  const all_ = [...holds.values()].sort((a, b) => a.at - b.at);
  return (all_.filter(({ word }) => word !== 'skip').at(-1) ?? all_.at(-1))?.word;
}

describe('what stands of the decisions about a text', () => {
  it('is the newest that nobody took back, of whoever, about this text', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), (all) => {
        expect(standingWord(events(all), SEEN)).toBe(oracle(all));
      }),
    );
  });

  it('is the same however many texts are asked about at once, from a ledger', async () => {
    let number = 0;
    const texts = fc.array(fc.array(said, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const first = number;
        number += all.length;
        await store.append(all.flatMap((each, i) => drafts(`t${first + i}`, each)));
        const asked = all.map((_, i) => ({ id: `t${first + i}`, seen: SEEN }));
        expect(await standingWords(store, asked)).toEqual(all.map(oracle));
      }),
      { numRuns: runs(40) },
    );
  });

  it('is nothing of a text that nobody met, and of no texts', async () => {
    expect(await standingWords(store, [{ id: 'never', seen: SEEN }])).toEqual([undefined]);
    expect(await standingWords(store, [])).toEqual([]);
    expect(await reviewsOf(store, 'never')).toEqual([]);
  });

  it('is told of one text asked about twice', async () => {
    await store.append(drafts('twice', [{ who: 'zoe', word: 'reject', seen: SEEN }]));
    const text = { id: 'twice', seen: SEEN };
    expect(await standingWords(store, [text, { ...text, seen: OTHER }, text])).toEqual([
      'reject',
      undefined,
      'reject',
    ]);
  });
});

describe('what each reviewer says of a text', () => {
  it('has who decided, never who only skipped, and tells origins apart', () => {
    const relabelled = review('x', 'relabel', { reviewer: 'eve', origin: 'synthetic' });
    const all = [
      ...events([
        { who: 'zoe', word: 'accept', seen: SEEN },
        { who: 'max', word: 'skip', seen: SEEN },
        { who: '__proto__', word: 'reject', seen: undefined },
        { who: 'zoe', word: 'reject', seen: OTHER },
      ]),
      { ...relabelled, seq: 9, previous: '', digest: '' },
    ];
    expect([...wordsAbout(all, SEEN)]).toEqual([
      ['zoe', 'accept'],
      ['__proto__', 'reject'],
      ['eve', 'relabel synthetic'],
    ]);
  });
});
