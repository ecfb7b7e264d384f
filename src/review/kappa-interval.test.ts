import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { cohenKappa } from './kappa.ts';
import { kappaInterval } from './kappa-interval.ts';

/** A sample of a table of shares, as counts. */
function sample(shares: readonly (readonly number[])[], examples: number, rng: Rng): number[][] {
  const counts = shares.map((row) => row.map(() => 0));
  for (let i = 0; i < examples; i++) {
    let left = rng.next();
    let cell = 0;
    const flat = shares.flat();
    while (cell < flat.length - 1 && left >= flat[cell]) left -= flat[cell++];
    counts[Math.floor(cell / shares.length)][cell % shares.length]++;
  }
  return counts;
}

/** Share of the samples with a kappa whose interval holds that of the shares, of both intervals. */
function coverage(shares: readonly (readonly number[])[], examples: number, times: number) {
  const truth = cohenKappa(shares)!.kappa;
  const rng = new Rng(`kappa ${examples}`);
  const hits = { large: 0, own: 0, all: 0 };
  for (let i = 0; i < times; i++) {
    const counts = sample(shares, examples, rng);
    const found = cohenKappa(counts);
    if (found === undefined) continue;
    const agreed = counts.reduce((sum, row, j) => sum + row[j], 0);
    const holds = ([low, high]: readonly [number, number]) => low <= truth && truth <= high;
    hits.all++;
    if (holds(found.interval)) hits.large++;
    if (holds(kappaInterval(found, agreed, examples))) hits.own++;
  }
  return { large: hits.large / hits.all, own: hits.own / hits.all };
}

const STRONG = [
  [0.475, 0.025],
  [0.025, 0.475],
];

describe('kappaInterval', () => {
  // 1,500 samples know a coverage of .95 to .0056: .93 is more than three of them away.
  it.each([5, 10, 30])(
    'covers what it should of %d examples, where that of large samples does not',
    (examples) => {
      const { large, own } = coverage(STRONG, examples, 1_500);
      expect(own).toBeGreaterThan(0.93);
      expect(large).toBeLessThan(0.85);
    },
  );

  it('covers what it should where one answer is rare', () => {
    const rare = [
      [0.925, 0.025],
      [0.025, 0.025],
    ];
    for (const examples of [10, 50]) expect(coverage(rare, examples, 1_500).own).toBeGreaterThan(0.93);
  });

  it('is not certain of two who agreed twice', () => {
    const both = cohenKappa([
      [1, 0],
      [0, 1],
    ])!;
    expect(both.interval).toEqual([1, 1]);
    const [low, high] = kappaInterval(both, 2, 2);
    // Clopper and Pearson's lower end of 2 of 2 is the root of .025; chance is a half.
    expect(low).toBeCloseTo(2 * Math.sqrt(0.025) - 1, 10);
    expect(high).toBe(1);
  });

  it('is not certain of many who always agreed either', () => {
    const all = cohenKappa([
      [150, 0],
      [0, 50],
    ])!;
    const [low, high] = kappaInterval(all, 200, 200);
    expect([low < 1, low > 0.9, high]).toEqual([true, true, 1]);
  });

  it('is that of Fleiss, Cohen and Everitt for large samples', () => {
    const many = cohenKappa([
      [75, 6],
      [4, 40],
    ])!;
    expect(kappaInterval(many, 115, 125)).toEqual(many.interval);
  });

  it('stays within -1 and 1, around kappa', () => {
    const opposed = cohenKappa([
      [0, 2],
      [2, 0],
    ])!;
    const [low, high] = kappaInterval(opposed, 0, 4);
    expect(low).toBe(-1);
    expect(high).toBeGreaterThan(0);
    expect(high).toBeLessThan(1);
  });
});
