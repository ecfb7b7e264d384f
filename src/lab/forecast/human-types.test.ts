import { describe, expect, it } from 'vitest';
import { blockOfGroup, example, profileOf } from '../../../test/oracles/corpus.ts';
import { countClasses, tailWeights } from './count-classes.ts';
import { firstTypes, GROUPS, humanTypes, unitsOf } from './human-types.ts';

const EXAMPLES = [
  example('a', 'the cat sat on the mat'),
  example('b', 'the dog sat'),
  example('c', 'a dog a dog a dog'),
  example('d', 'zebra'),
];
const profile = profileOf(EXAMPLES);

const byCount = (unit: 'tokens' | 'examples') =>
  countClasses(humanTypes(profile, 1, unit)).whole.map(({ count, attested, kept }) => [
    count,
    attested,
    kept,
  ]);

describe('humanTypes', () => {
  it('counts uses in tokens: ends of examples are no n-grams', () => {
    expect(byCount('tokens')).toEqual([
      // cat, on, mat, zebra; sat; the, a; dog.
      [1, false, 4],
      [2, true, 1],
      [3, false, 1],
      [3, true, 1],
      [4, true, 1],
    ]);
    expect(unitsOf(humanTypes(profile, 1, 'tokens'))).toBe(16);
    expect(unitsOf(humanTypes(profile, 2, 'tokens'))).toBe(12);
  });

  it('counts the examples that hold a type', () => {
    expect(byCount('examples')).toEqual([
      [1, false, 5],
      [2, true, 3],
    ]);
    expect(unitsOf(humanTypes(profile, 1, 'examples'))).toBe(4);
  });

  it('leaves out a group of four blocks whole', () => {
    const group = Math.floor(blockOfGroup('d') / 4);
    const types = humanTypes(profile, 1, 'examples');
    expect(types.sizes).toHaveLength(GROUPS);
    const there = EXAMPLES.filter(({ group: g }) => Math.floor(blockOfGroup(g) / 4) === group).length;
    expect(unitsOf(types, group)).toBe(4 - there);
    const rest = profileOf(EXAMPLES.filter(({ group: g }) => Math.floor(blockOfGroup(g) / 4) !== group));
    for (const unit of ['tokens', 'examples'] as const) {
      const left = countClasses(humanTypes(profile, 1, unit), [group]).leftOut[0];
      expect(left).toEqual(countClasses(humanTypes(rest, 1, unit)).whole);
    }
  });
});

describe('firstTypes', () => {
  it('keeps the first by hash, or all', () => {
    const types = humanTypes(profile, 1, 'tokens');
    expect(firstTypes(types, 100)).toBe(types);
    const kept = countClasses(firstTypes(types, 3)).whole.reduce((sum, one) => sum + one.kept, 0);
    expect(kept).toBe(3);
  });
});

describe('tailWeights', () => {
  const classes = [
    { count: 1, attested: false, kept: 100 },
    { count: 2, attested: true, kept: 10 },
    { count: 3, attested: true, kept: 10 },
    { count: 10, attested: true, kept: 15 },
  ];

  it('takes the rarest attested types, at the last count as many as there is room for', () => {
    // 200 attested units: a tenth is 20, all of the 2s; two tenths are 40, the 2s and two thirds of the 3s.
    expect([...tailWeights(classes)]).toEqual([0, 1, 0, 0]);
    expect(tailWeights(classes, 0.2)[2]).toBeCloseTo(2 / 3, 12);
    expect([...tailWeights(classes, 1)]).toEqual([0, 1, 1, 1]);
  });

  it('is nothing where nothing is attested', () => {
    expect([...tailWeights(classes.slice(0, 1))]).toEqual([0]);
  });
});
