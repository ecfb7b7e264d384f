import { describe, expect, it } from 'vitest';
import { assessed, HUMAN, source } from '../../../test/fixtures/assessed.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { makeSubjects } from '../../compare/subject.ts';
import { classFloor, survival } from '../../compare/survival.ts';
import { categoryRows, survivalBands } from './tables.ts';

const made = profileOf(source('tables', 250));
const [holdout, reservoir, subject] = makeSubjects(
  [HUMAN.holdout, HUMAN.reservoir, made].map((profile, i) => ({ name: `s${i}`, profile })),
  2500,
);

describe('survivalBands', () => {
  const bands = survivalBands(holdout, reservoir, subject, 1, 1.96);

  it('set what the generation still produces beside what human text does, by class of counts', () => {
    const [own, base] = [subject, reservoir].map((s) => survival(holdout, s, 1));
    const filled = [...own.keys()].filter((k) => own[k] !== undefined);
    expect(bands.map(({ from }) => from)).toEqual(filled.map(classFloor));
    bands.forEach((band, i) => {
      expect(band.value).toBe(own[filled[i]]!.share.value);
      expect(band.baseline).toBe(base[filled[i]]!.share.value);
      expect(band.order).toBe(1);
    });
  });

  it('cover all counts without a gap, the last class without an end', () => {
    bands.slice(1).forEach(({ from }, i) => {
      expect(from).toBe(bands[i].to! + 1);
    });
    const frequent = profileOf([1, 2, 3, 4].map((i) => example(`f${i}`, 'word '.repeat(200))));
    const [h, r] = makeSubjects(
      [
        { name: 'h', profile: frequent },
        { name: 'r', profile: frequent },
      ],
      500,
    );
    expect(survivalBands(h, r, r, 1, 1.96).at(-1)).not.toHaveProperty('to');
  });

  it('hold the value in their intervals, within 0 and 1', () => {
    for (const { value, interval } of bands) {
      expect(interval[0]).toBeGreaterThanOrEqual(0);
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
      expect(interval[1]).toBeLessThanOrEqual(1);
    }
  });

  it('are unsure of nothing found among few types, and of a corpus without an error', () => {
    const few = profileOf([1, 2, 3, 4].map((i) => example(`x${i}`, `other words ${i}`, { group: 'one' })));
    const [h, r, none] = makeSubjects(
      [HUMAN.holdout, HUMAN.reservoir, few].map((profile, i) => ({ name: `s${i}`, profile })),
      12,
    );
    for (const { value, interval } of survivalBands(h, r, none, 1, 1.96)) {
      expect(value).toBe(0);
      expect(interval).toEqual([0, 1]);
    }
  });
});

describe('categoryRows', () => {
  const bearing = (...names: string[]) =>
    names.map((category, i) => example(`c${i}`, `some words ${i}`, { category }));
  const human = {
    holdout: profileOf(bearing('a', 'a', 'b', 'b', 'b', 'slip')),
    reservoir: profileOf(bearing('a', 'b', 'a', 'b')),
  };

  it('give the share of each attested category on both sides', () => {
    const { comparison } = assessed({ g: bearing('a', 'a', 'a', 'other') }, human);
    expect(categoryRows(comparison, comparison.generations[0])).toEqual([
      { category: 'a', human: 2 / 6, generation: 3 / 4, vanished: false },
      { category: 'b', human: 3 / 6, generation: 0, vanished: true },
    ]);
  });

  it('are none where the generation names no category', () => {
    const { comparison } = assessed({ g: [1, 2, 3, 4].map((i) => example(`g${i}`, `words ${i}`)) }, human);
    expect(categoryRows(comparison, comparison.generations[0])).toEqual([]);
  });
});
