import { describe, expect, it } from 'vitest';
import { type AssemblyParts, assembled, type FoundItem } from './assemble.ts';

const item = (id: string, more: Partial<FoundItem> = {}): FoundItem =>
  ({
    candidate: 0,
    id,
    text: `text of ${id}`,
    seen: 'a'.repeat(64),
    file: 'g.jsonl',
    provenance: {},
    reasons: [],
    weight: 0,
    key: 0,
    ...more,
  }) as FoundItem;
const copies = { idOf: (candidate: number) => `c${candidate}` };
const parts = (more: object = {}, choice: object = {}): AssemblyParts =>
  ({
    choice: { sample: [], population: 9, copies, ...choice },
    gathered: { named: new Map() },
    beside: new Map(),
    near: undefined,
    sources: {},
    plan: { seed: '1', overlap: 0, reviewers: 3 },
    ...more,
  }) as unknown as AssemblyParts;
const one = (found: Partial<FoundItem>, given = parts()) => assembled([item('x', found)], given)[0];

describe('an item of a queue', () => {
  it('has every reason to ask about it, the weightiest first, and none twice', () => {
    const reason = { kind: 'tail' as const, text: 'rare', weight: 0.2, spans: [] };
    const found = { reasons: [reason], copyOf: { candidate: 4, similarity: 0.9, exact: false } };
    const given = parts({ sources: { disputed: ['x', 'y'] } }, { sample: [{ id: 'w' }, { id: 'x' }] });
    const { reasons, sample } = one(found, given);
    expect(reasons[0]).toMatchObject({ kind: 'disagreement', weight: 1 });
    expect(new Set(reasons.map(({ kind }) => kind)).size).toBe(4);
    expect(reasons.map(({ weight }) => weight)).toEqual(
      reasons.map(({ weight }) => weight).toSorted((a, b) => b - a),
    );
    expect(reasons.at(-1)).toMatchObject({
      kind: 'sample',
      text: 'drawn at random: 2 of 2 out of 9',
      weight: 0,
    });
    expect(sample).toBe(1);
  });

  it('says what it repeats, nearly or whole: another candidate, or a person', () => {
    const found = {
      copyOf: { candidate: 4, similarity: 1, exact: true },
      humanCopy: { id: 'h7', similarity: 0.805 },
    };
    // What is nearly one is asked about before what is plainly one.
    expect(
      one(found)
        .reasons.map(({ text }) => text)
        .toReversed(),
    ).toEqual([
      expect.stringMatching(/^repeats c4, similarity 1\.00$/),
      expect.stringMatching(/^nearly repeats the human example h7, similarity 0\.8[01]$/),
    ]);
  });

  it('is of no sample where it was not drawn, though the first draw is number 0', () => {
    expect(one({})).not.toHaveProperty('sample');
    expect(one({}, parts({}, { sample: [{ id: 'x' }] })).sample).toBe(0);
  });

  it('wants several reviewers in the share that was asked for, of the same items for the same seed', () => {
    const ids = Array.from({ length: 2_000 }, (_, i) => item(`e${i}`));
    const several = (overlap: number, seed: string) =>
      assembled(ids, parts({ plan: { seed, overlap, reviewers: 3 } })).filter(({ wants }) => wants === 3)
        .length;
    expect([several(0, '1'), several(1, '1')]).toEqual([0, 2_000]);
    // Five standard errors of a binomial draw.
    expect(Math.abs(several(0.25, '1') - 500)).toBeLessThan(5 * Math.sqrt(2_000 * 0.25 * 0.75));
    const wants = (seed: string) =>
      assembled(ids, parts({ plan: { seed, overlap: 0.25, reviewers: 3 } })).map(({ wants: n }) => n);
    expect(wants('1')).toEqual(wants('1'));
    expect(wants('1')).not.toEqual(wants('2'));
  });

  it('stands beside its copies that could be read again, each with its own similarity', () => {
    const named = new Map([['c5', { id: 'c5', text: 'a copy' }]]);
    const beside = new Map([
      [
        0,
        [
          { candidate: 5, similarity: 0.75, exact: false },
          { candidate: 6, similarity: 0.7, exact: false },
        ],
      ],
    ]);
    const { duplicates } = one({}, parts({ gathered: { named }, beside }));
    expect(duplicates).toEqual([{ id: 'c5', text: 'a copy', similarity: 0.75 }]);
    expect(one({}).human).toEqual([]);
  });
});
