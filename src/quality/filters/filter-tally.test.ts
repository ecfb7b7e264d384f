import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example, Origin } from '../../corpus/example.ts';
import { addTallies, EMPTY_TALLY, FilterCounter } from './filter-tally.ts';
import type { Breach, Judgement } from './text-filter.ts';

const breach = (rule: string): Breach => ({ rule, value: 1, bound: 'max', threshold: 0 });

function judgement(rejected: readonly string[], flagged: readonly string[] = []): Judgement {
  return { keep: rejected.length === 0, rejected: rejected.map(breach), flagged: flagged.map(breach) };
}

const example = (id: string, origin?: Origin): Example => ({
  id,
  group: id,
  text: '',
  ...(origin === undefined ? {} : { provenance: { origin } }),
});

function counted(from: number, to: number) {
  const counter = new FilterCounter();
  for (let i = from; i < to; i++) {
    const rules = i % 3 === 0 ? ['a', 'b'] : i % 3 === 1 ? ['a'] : [];
    counter.add(
      example(`e${i}`, i % 2 === 0 ? 'human' : undefined),
      i,
      judgement(rules, i % 4 === 0 ? ['f'] : []),
    );
  }
  return counter.tally();
}

describe('FilterCounter', () => {
  it('counts examples and tokens, kept and dropped, by rule and by origin', () => {
    const tally = counted(0, 6);
    expect(tally).toMatchObject({ examples: 6, tokens: 15, dropped: 4, droppedTokens: 8, flagged: 0 });
    expect(tally.rules).toEqual({
      a: { examples: 4, tokens: 8, alone: 2 },
      b: { examples: 2, tokens: 3, alone: 0 },
      f: { examples: 2, tokens: 4, alone: 0 },
    });
    expect(tally.origins.human).toMatchObject({ examples: 3, tokens: 6, dropped: 2, droppedTokens: 4 });
    expect(tally.origins.unknown).toMatchObject({ examples: 3, tokens: 9, dropped: 2 });
    expect(tally.origins.synthetic).toBeUndefined();
    expect(tally.origins.human?.blocks.reduce((a, b) => a + b)).toBe(3);
  });

  it('counts as flagged only what is kept', () => {
    const counter = new FilterCounter();
    counter.add(example('x'), 1, judgement(['a'], ['f']));
    counter.add(example('y'), 1, judgement([], ['f']));
    expect(counter.tally()).toMatchObject({ examples: 2, dropped: 1, flagged: 1 });
  });
});

describe('addTallies', () => {
  it('joins parts to what the whole would have given', () => {
    expect(addTallies(addTallies(counted(0, 7), counted(7, 20)), counted(20, 50))).toEqual(counted(0, 50));
    expect(addTallies(counted(0, 7), addTallies(counted(7, 20), counted(20, 50)))).toEqual(counted(0, 50));
  });

  it('changes nothing where nothing is added', () => {
    expect(addTallies(EMPTY_TALLY, counted(0, 9))).toEqual(counted(0, 9));
    expect(addTallies(counted(0, 9), EMPTY_TALLY)).toEqual(counted(0, 9));
  });
});

describe('tallies of parts', () => {
  const one = fc.record({
    group: fc.constantFrom('g0', 'g1', 'g2', 'g3'),
    origin: fc.constantFrom<Origin | undefined>('human', 'synthetic', 'mixed', undefined),
    tokens: fc.nat(50),
    rejected: fc.subarray(['a', 'b', 'c']),
    flagged: fc.subarray(['f', 'g']),
  });

  function tallyOf(list: readonly (typeof one extends fc.Arbitrary<infer T> ? T : never)[]) {
    const counter = new FilterCounter();
    list.forEach(({ group, origin, tokens, rejected, flagged }, i) => {
      counter.add({ ...example(`e${i}`, origin), group }, tokens, judgement(rejected, flagged));
    });
    return counter.tally();
  }

  it('add up to that of the whole, in any order and however parted', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), fc.nat(30), fc.nat(30), (list, a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const parts = [list.slice(0, first), list.slice(first, second), list.slice(second)].map(tallyOf);
        expect(parts.reduce(addTallies, EMPTY_TALLY)).toEqual(tallyOf(list));
        expect(parts.reverse().reduce(addTallies, EMPTY_TALLY)).toEqual(tallyOf(list));
      }),
    );
  });

  it('count what a plain count does', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (list) => {
        const tally = tallyOf(list);
        const dropped = list.filter(({ rejected }) => rejected.length > 0);
        const tokens = (some: typeof list) => some.reduce((sum, row) => sum + row.tokens, 0);
        expect(tally).toMatchObject({
          examples: list.length,
          tokens: tokens(list),
          dropped: dropped.length,
          droppedTokens: tokens(dropped),
          flagged: list.filter(({ rejected, flagged }) => rejected.length === 0 && flagged.length > 0).length,
        });
        for (const rule of ['a', 'b', 'c']) {
          const broke = list.filter(({ rejected }) => rejected.includes(rule));
          const alone = broke.filter(({ rejected }) => rejected.length === 1).length;
          expect(tally.rules[rule]).toEqual(
            broke.length === 0 ? undefined : { examples: broke.length, tokens: tokens(broke), alone },
          );
        }
        for (const part of Object.values(tally.origins)) {
          const sum = (blocks: readonly number[]) => blocks.reduce((total, n) => total + n, 0);
          expect([sum(part.blocks), sum(part.droppedBlocks)]).toEqual([part.examples, part.dropped]);
          // Four groups lie in four blocks at most.
          expect(part.blocks.filter((n) => n > 0).length).toBeLessThanOrEqual(4);
        }
      }),
    );
  });

  it('change neither of the two that are added', () => {
    const [a, b] = [counted(0, 5), counted(5, 9)];
    const before = JSON.stringify([a, b]);
    addTallies(a, b);
    expect(JSON.stringify([a, b])).toBe(before);
  });
});
