import { describe, expect, it } from 'vitest';
import { people, rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { makeSubjects } from '../subject.ts';
import { correlationShift, correlationsOf, largestChanges } from './correlation.ts';

const COLUMNS = ['age', 'wealth', 'children'];
const all = Number.POSITIVE_INFINITY;

describe('correlationsOf', () => {
  it('are Spearman’s: of two normal variables of correlation r, 6 / pi asin(r / 2)', () => {
    const { matrix, rows } = correlationsOf(tableProfileOf(people('p', 6000)), COLUMNS, all);
    expect(rows).toBe(6000);
    expect(matrix[1]).toBeCloseTo((6 / Math.PI) * Math.asin(0.25), 1);
    expect(matrix[2]).toBeCloseTo(0, 1);
    expect(matrix[0]).toBeCloseTo(1, 12);
  });

  it('are taken over as many rows as asked for, the first by hash', () => {
    const profile = tableProfileOf(people('p', 500));
    expect(correlationsOf(profile, COLUMNS, 100).rows).toBe(100);
    expect(correlationsOf(profile, COLUMNS, 0).matrix[1]).toBeNaN();
  });
});

describe('correlationShift', () => {
  const [human, like, unlike] = makeSubjects(
    [
      { name: 'h', profile: tableProfileOf(people('h', 3000)) },
      { name: 'a', profile: tableProfileOf(people('a', 3000)) },
      { name: 'b', profile: tableProfileOf(people('b', 3000, { correlation: -0.5 })) },
    ],
    3000,
  );
  const reference = correlationsOf(human.profile, COLUMNS, all);

  it('is of the size of noise between samples of one source, and the change where there is one', () => {
    const noise = correlationShift(like, reference, COLUMNS, 3000)!;
    expect(noise.value).toBeLessThan(4 / Math.sqrt(3000));
    expect(noise.value).toBeGreaterThanOrEqual(1 / Math.sqrt(3000));
    const change = correlationShift(unlike, reference, COLUMNS, 3000)!;
    // One pair of three changed by about .97.
    expect(change.value).toBeCloseTo(0.97 / Math.sqrt(3), 1);
    expect(Math.sqrt(change.variance)).toBeLessThan(0.1);
  });

  it('does not exist where no pair varies', () => {
    const flat = tableProfileOf(rowsOf('f', 50, () => ({ age: 1, wealth: 2, children: 3 })));
    const [subject] = makeSubjects([{ name: 'f', profile: flat }], 50);
    expect(correlationShift(subject, reference, COLUMNS, 50)).toBeUndefined();
  });

  it('names the pairs that changed surely, and none between samples of one source', () => {
    const own = correlationsOf(unlike.profile, COLUMNS, all);
    const changes = largestChanges(reference, own, COLUMNS, 5);
    expect(changes.map(({ columns }) => columns)).toEqual([['age', 'wealth']]);
    expect(changes[0].human).toBeGreaterThan(0.4);
    expect(changes[0].generation).toBeLessThan(-0.4);
    expect(largestChanges(reference, correlationsOf(like.profile, COLUMNS, all), COLUMNS, 5)).toEqual([]);
  });
});
