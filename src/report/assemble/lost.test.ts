import { expect, it } from 'vitest';
import { source } from '../../../test/fixtures/assessed.ts';
import { profileOf } from '../../../test/oracles/corpus.ts';
import { checkLine } from '../../compare/check-line.ts';
import { foremostLost } from '../foremost-lost.ts';
import { lostCategory } from '../lost-category.ts';
import { lostOf } from './lost.ts';

const human = (name: string) => profileOf(source(name, 400, 400));
const { comparison } = checkLine({
  against: human('holdout'),
  reservoir: human('reservoir'),
  generations: [{ name: 'g1', profile: profileOf(source('g1', 400, 30)) }],
});
const { holdout, reservoir } = comparison.human;

const orders = (lost: readonly { order: number }[], order: number) =>
  lost.filter((one) => one.order === order).length;

it('names many words, and fewer pairs of them, each with its category', () => {
  const lost = lostOf(holdout, reservoir, comparison.generations[0]);
  expect(orders(lost, 1)).toBeGreaterThan(100);
  expect(orders(lost, 1)).toBeLessThanOrEqual(256);
  expect(orders(lost, 2)).toBe(64);
  expect(lost.map(({ order }) => order)).toEqual(lost.map(({ order }) => order).sort());
  for (const one of lost) expect(one.category).toBe(lostCategory(one));
});

it('names fewer of each of many generations, the same ones, and never fewer than pages show', () => {
  const [few, fewer, fewest] = [1, 8, 1_000].map((generations) =>
    lostOf(holdout, reservoir, comparison.generations[0], generations),
  );
  expect([orders(fewer, 1), orders(fewer, 2)]).toEqual([57, 14]);
  expect([orders(fewest, 1), orders(fewest, 2)]).toEqual([16, 8]);
  expect(few).toEqual(expect.arrayContaining(fewer));
  expect(foremostLost(few)).toEqual(fewest);
});

it('takes about 200 kB of a report at most, until each of a long line keeps the least', () => {
  const bytes = (generations: number) =>
    generations * JSON.stringify(lostOf(holdout, reservoir, comparison.generations[0], generations)).length;
  for (const generations of [1, 2, 3, 8, 16]) expect(bytes(generations)).toBeLessThan(220_000);
});

it('names nothing of human text that lost nothing', () => {
  expect(lostOf(holdout, reservoir, holdout)).toEqual([]);
});
