import { describe, expect, it } from 'vitest';
import { rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { ROWS } from '../../features/columns/row-sample.ts';
import { signalKey } from '../signal.ts';
import { makeSubjects, type Subject } from '../subject.ts';
import { columnMeasures, columnRoles } from './column-measures.ts';

const table = (seed: string, rows: number) =>
  tableProfileOf(rowsOf(seed, rows, (rng, i) => ({ a: rng.normal(), b: rng.normal(), c: `w${i % 5}` })));

function subjectsOf(...rows: readonly number[]): Subject[] {
  const named = rows.map((n, i) => ({ name: `t${i}`, profile: table(`t${i}`, n) }));
  return makeSubjects(named, Math.min(...rows));
}

/** What each measure of the last subject says it rests on, by key. */
function sizesOf(subjects: readonly Subject[]) {
  const measures = columnMeasures(subjects[0], subjects);
  return new Map(measures.map(({ name, size }) => [signalKey(name), size!(subjects[subjects.length - 1])]));
}

describe('the size that signals on columns rest on', () => {
  it('is rows, of which a table has no tokens', () => {
    const sizes = sizesOf(subjectsOf(300, 200, 400));
    expect(sizes.size).toBeGreaterThan(10);
    for (const [key, { sampleSize, exact }] of sizes) {
      expect(sampleSize, key).toEqual({ tokens: 0, examples: 200 });
      expect(exact, key).toBe(true);
    }
  });

  it('is said to be a sample where more rows came than are kept', () => {
    const sizes = sizesOf(subjectsOf(300, ROWS + 500, 400));
    const exact = [...sizes].filter(([, size]) => size.exact).map(([key]) => key);
    expect(exact).toEqual([
      'column.categories:c',
      'column.hill:c',
      'column.missing:a',
      'column.missing:b',
      'column.missing:c',
    ]);
  });

  it('is no more rows than the sample holds', () => {
    const sizes = sizesOf(subjectsOf(ROWS + 600, ROWS + 500));
    expect(sizes.get('column.spread:a')!.sampleSize.examples).toBe(ROWS);
    expect(sizes.get('column.missing:a')!.sampleSize.examples).toBe(ROWS + 500);
  });
});

describe('the roles of columns', () => {
  it('name signals that are measured, and every one but missing cells has a role', () => {
    const subjects = subjectsOf(400, 400);
    const measured = columnMeasures(subjects[0], subjects).map(({ name }) => signalKey(name));
    const { tail, centre, health, other } = columnRoles(subjects[0].profile);
    const roles = new Set([...tail, ...centre, ...health, ...other.map(({ key }) => key)]);
    expect([...roles].filter((key) => !measured.includes(key))).toEqual([]);
    expect(measured.filter((key) => !roles.has(key) && !key.startsWith('column.missing:'))).toEqual([]);
  });

  it('keep columns apart whose names look like bands, measures or fields of a prototype', () => {
    const names = ['a', 'a[5%]', '__proto__', 'constructor', 'column.spread:a', ':', '[1%]', 'é', 'e\u0301'];
    const rows = (seed: string) =>
      tableProfileOf(
        rowsOf(seed, 300, (rng) => {
          const cells = Object.create(null) as Record<string, number>;
          for (const name of names) cells[name] = rng.normal();
          return cells;
        }),
      );
    const subjects = makeSubjects(
      ['h', 'g'].map((name) => ({ name, profile: rows(name) })),
      300,
    );
    const keys = columnMeasures(subjects[0], subjects).map(({ name }) => signalKey(name));
    expect(new Set(keys).size).toBe(keys.length);
    for (const name of names) expect(keys).toContain(`column.spread:${name}`);
    for (const measure of columnMeasures(subjects[0], subjects)) {
      const taken = measure.take(subjects[1]);
      expect(taken === undefined || Number.isFinite(taken.value), measure.name.id).toBe(true);
    }
  });
});
