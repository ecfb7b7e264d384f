import { describe, expect, it } from 'vitest';
import { cloudFrom, mixtureCloud, normalCloud } from './clouds.test.support.ts';
import { uncovered } from './uncovered.ts';

describe('uncovered', () => {
  it('names the human rows of a region that is gone, most lost first, with the nearest generated row', () => {
    const human = cloudFrom([
      ...Array.from({ length: 20 }, (_, i) => [i / 100, 0]),
      ...Array.from({ length: 20 }, (_, i) => [50 + i / 100, 0]),
    ]);
    const generated = cloudFrom([...Array.from({ length: 20 }, (_, i) => [i / 100 + 0.001, 0]), [0, 9]]);
    const lost = uncovered(human, generated, 3);
    expect(lost.map(({ row }) => row).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => 20 + i),
    );
    expect(lost[0].nearest).toBe(19);
    expect(lost[0].distance).toBeGreaterThan(49);
    for (let i = 1; i < lost.length; i++)
      expect(lost[i].distance / lost[i].radius).toBeLessThanOrEqual(
        lost[i - 1].distance / lost[i - 1].radius,
      );
  });

  it('finds none in identical sets, and few in two samples of one source', () => {
    const human = mixtureCloud(400, 4, 'h');
    expect(uncovered(human, human, 5)).toEqual([]);
    expect(uncovered(human, mixtureCloud(400, 4, 'g'), 5).length).toBeLessThan(40);
  });

  it('has no answer for too few rows', () => {
    expect(uncovered(normalCloud(4, 2, 'few'), normalCloud(9, 2, 'g'), 5)).toEqual([]);
    expect(uncovered(normalCloud(9, 2, 'h'), cloudFrom([]), 5)).toEqual([]);
  });
});
