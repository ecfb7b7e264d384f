import { describe, expect, it } from 'vitest';
import { HUMAN, source } from '../../test/fixtures/assessed.ts';
import { blockOfGroup, example, profileOf } from '../../test/oracles/corpus.ts';
import type { Example } from '../corpus/example.ts';
import type { Profile } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import type { CheckInput } from './comparable.ts';
import { humanSides, requireComparable } from './comparable.ts';

const good = HUMAN.reservoir;
const some = (n: number, text = 'two words') => Array.from({ length: n }, (_, i) => example(`s${i}`, text));

function input(more: Partial<CheckInput> = {}): CheckInput {
  return {
    against: HUMAN.holdout,
    reservoir: HUMAN.reservoir,
    generations: [{ name: 'g1', profile: good }],
    ...more,
  };
}

const required = (one: CheckInput) => () => requireComparable(one, humanSides(one));
const withoutReservoir = (against: Profile): CheckInput => ({
  against,
  generations: [{ name: 'g1', profile: good }],
});

describe('humanSides', () => {
  it('are what was given where two corpora were', () => {
    const { holdout, reservoir } = humanSides(input());
    expect([holdout, reservoir]).toEqual([HUMAN.holdout, HUMAN.reservoir]);
  });

  it('halve one corpus so that no group stands on both sides', () => {
    const grouped: Example[] = source('halved').map((one, i) => ({ ...one, group: `author ${i % 30}` }));
    const { holdout, reservoir } = humanSides(withoutReservoir(profileOf(grouped)));
    const side = (first: boolean) => grouped.filter(({ group }) => blockOfGroup(group) < 32 === first);
    expect(total(holdout.tally.examples)).toBe(side(true).length);
    expect(total(reservoir.tally.examples)).toBe(side(false).length);
    const [left, right] = [true, false].map((first) => new Set(side(first).map(({ group }) => group)));
    expect([...left].filter((group) => right.has(group))).toEqual([]);
    expect(holdout.sample.examples).toHaveLength(side(true).length);
  });
});

describe('requireComparable', () => {
  it('lets pass what can be compared', () => {
    expect(required(input({ training: good }))).not.toThrow();
    expect(required(withoutReservoir(HUMAN.holdout))).not.toThrow();
    const four = { name: 'four', profile: profileOf(some(4)) };
    expect(required(input({ generations: [four] }))).not.toThrow();
  });

  it('wants a generation, and names that differ', () => {
    expect(required(input({ generations: [] }))).toThrow(expect.objectContaining({ code: 'E_NO_INPUT' }));
    const twice = ['a', 'b', 'a'].map((name) => ({ name, profile: good }));
    expect(required(input({ generations: twice }))).toThrow(
      expect.objectContaining({ code: 'E_OPTION', where: 'a' }),
    );
  });

  it.each([
    ['tokenizer', 'words-0'],
    ['hashId', 'other'],
    ['unigramPairs', 512],
  ])('refuses profiles that differ in %s, and says which', (setting, value) => {
    const settings = { ...good.settings, [setting]: value };
    const odd = { name: 'odd', profile: { ...good, settings } as Profile };
    expect(required(input({ generations: [{ name: 'g1', profile: good }, odd] }))).toThrow(
      expect.objectContaining({
        code: 'E_MERGE',
        where: 'odd',
        message: expect.stringMatching(new RegExp(`^odd: cannot compare profiles that differ in ${setting}`)),
        hint: expect.stringContaining('Profile'),
      }),
    );
    expect(required(input({ reservoir: odd.profile }))).toThrow(expect.objectContaining({ code: 'E_MERGE' }));
    expect(required(input({ training: odd.profile }))).toThrow(expect.objectContaining({ code: 'E_MERGE' }));
  });

  it('compares profiles with text and without', () => {
    const bare = profileOf(source('bare'), { texts: false });
    expect(required(input({ generations: [{ name: 'g1', profile: bare }] }))).not.toThrow();
  });

  it.each([
    ['g2', { generations: [{ name: 'g2', profile: profileOf(some(3)) }] }, 'g2 holds 3 examples'],
    ['the training set', { training: profileOf(some(1)) }, 'the training set holds 1 example;'],
    [
      'the human text (--against)',
      { against: profileOf(some(2)) },
      'the human text (--against) holds 2 examples',
    ],
    [
      'the human text (--reservoir)',
      { reservoir: profileOf([]) },
      'the human text (--reservoir) holds 0 examples',
    ],
  ])('refuses too few examples in %s', (where, more, message) => {
    expect(required(input(more))).toThrow(
      expect.objectContaining({ code: 'E_EMPTY', where, message: expect.stringContaining(message) }),
    );
  });

  it('refuses human text that cannot be halved: all of one group', () => {
    const one = profileOf(some(50).map((e) => ({ ...e, group: 'one author' })));
    expect(required(withoutReservoir(one))).toThrow(
      expect.objectContaining({ code: 'E_EMPTY', hint: expect.stringContaining('--group-field') }),
    );
  });

  it.each(['', '   \n\t'])('refuses a generation whose examples are all empty (%j)', (text) => {
    const empty = { name: 'g1', profile: profileOf(some(30, text)) };
    expect(required(input({ generations: [empty] }))).toThrow(
      expect.objectContaining({ code: 'E_EMPTY', where: 'g1', message: expect.stringContaining('no word') }),
    );
  });
});
