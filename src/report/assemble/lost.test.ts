import { expect, it } from 'vitest';
import { source } from '../../../test/fixtures/assessed.ts';
import { profileOf } from '../../../test/oracles/corpus.ts';
import { checkLine } from '../../compare/check-line.ts';
import { lostCategory } from '../lost-category.ts';
import { lostOf } from './lost.ts';

const human = (name: string) => profileOf(source(name, 400, 400));
const { comparison } = checkLine({
  against: human('holdout'),
  reservoir: human('reservoir'),
  generations: [{ name: 'g1', profile: profileOf(source('g1', 400, 30)) }],
});
const { holdout, reservoir } = comparison.human;

it('names a few words and pairs of words, each with its category', () => {
  const lost = lostOf(holdout, reservoir, comparison.generations[0]);
  const orders = lost.map(({ order }) => order);
  expect(orders.filter((order) => order === 1).length).toBeLessThanOrEqual(16);
  expect(orders.filter((order) => order === 2).length).toBeLessThanOrEqual(8);
  expect(orders).toEqual([...orders].sort());
  expect(lost.length).toBeGreaterThan(5);
  for (const one of lost) expect(one.category).toBe(lostCategory(one));
});

it('names nothing of human text that lost nothing', () => {
  expect(lostOf(holdout, reservoir, holdout)).toEqual([]);
});
