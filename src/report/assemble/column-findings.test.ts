import { describe, expect, it } from 'vitest';
import { people, rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { makeSubjects } from '../../compare/subject.ts';
import type { Example } from '../../corpus/example.ts';
import { visible } from '../visible.ts';
import { columnFindings, constantFindings, lostColumnFindings } from './column-findings.ts';

const text = profileOf([example('a', 'one two')]);

function lost(generation: readonly Example[]) {
  const named = Object.entries({ h: people('h', 3000), r: people('r', 3000), g1: generation });
  const profiles = named.map(([name, rows]) => ({ name, profile: tableProfileOf(rows) }));
  const [holdout, reservoir, subject] = makeSubjects(profiles, 3000);
  return lostColumnFindings({ holdout, reservoir }, subject);
}

describe('columnFindings', () => {
  it('say nothing of text, nor of clean columns', () => {
    expect(columnFindings('g', text)).toEqual([]);
    expect(columnFindings('g', tableProfileOf(people('p', 50)))).toEqual([]);
  });

  it('tell of columns that hold numbers and words, infinite numbers, or nothing', () => {
    const rows = rowsOf('m', 100, (_, i) => ({
      mixed: i < 10 ? 'unknown' : i,
      wild: i < 3 ? Number.NEGATIVE_INFINITY : i,
      empty: null,
    }));
    const findings = columnFindings('g1', tableProfileOf(rows));
    expect(findings.map(({ id, measure }) => [id, measure])).toEqual([
      ['column.empty', undefined],
      ['column.mixed', 0.1],
      ['column.infinite', 3],
    ]);
    expect(findings[1].message).toContain('90 numbers and 10 words; it is read as numbers');
    expect(findings.every(({ where }) => where === 'g1')).toBe(true);
  });

  it('make a hostile name harmless', () => {
    const rows = rowsOf('m', 30, () => ({ [`\u001b[2J${'x'.repeat(500)}`]: null }));
    const [finding] = columnFindings('g1', tableProfileOf(rows));
    expect(finding.message).not.toContain('\u001b');
    expect(finding.message.length).toBeLessThan(120);
  });
});

describe('constantFindings', () => {
  it('name columns in which all human rows agree', () => {
    const rows = rowsOf('c', 40, (_, i) => ({ same: 1, other: i }));
    expect(constantFindings(tableProfileOf(rows))[0].message).toContain('agree in same:');
    expect(constantFindings(tableProfileOf(people('p', 40)))).toEqual([]);
    expect(constantFindings(text)).toEqual([]);
  });
});

describe('lostColumnFindings', () => {
  it('are none of human data', () => {
    expect(lost(people('g', 3000))).toEqual([]);
  });

  it('name columns that a generation lacks', () => {
    const without = people('g', 500).map((row) => ({ ...row, columns: { age: row.columns!.age } }));
    const [finding] = lost(without);
    expect(finding).toMatchObject({ id: 'column.absent', severity: 'critical', measure: 3 });
    expect(finding.message).toContain('children, job, wealth');
  });

  it('name categories that vanished, commonest first', () => {
    const [finding] = lost(people('g', 3000, { jobs: 20 }));
    expect(finding).toMatchObject({ id: 'column.vanished', measure: 20 });
    expect(finding.message).toMatch(/job = job2\d \(\d+ rows\).*and 12 more/);
  });

  it('name the pairs of columns whose correlation changed most', () => {
    const [finding] = lost(people('g', 3000, { correlation: -0.6 }));
    expect(finding.id).toBe('column.correlation-changed');
    expect(finding.message).toMatch(/age and wealth 0\.4\d to -0\.[56]\d/);
  });

  it('name columns whose numbers were written as words, and words as numbers', () => {
    const written = people('g', 500).map((row) => ({
      ...row,
      columns: {
        ...row.columns,
        age: `${row.columns!.age} years`,
        wealth: String(row.columns!.wealth).replace('.', ','),
        job: Number(String(row.columns!.job).slice(3)),
      },
    }));
    const [numbers, words, ...rest] = lost(written);
    expect(rest.map(({ id }) => id)).toEqual([]);
    expect(numbers).toMatchObject({ id: 'column.other-kind', severity: 'critical', measure: 2, where: 'g1' });
    expect(numbers.message).toBe(
      "g1 holds no number in age, wealth, where people's cells are numbers: nothing could be compared there.",
    );
    expect(words.message).toContain("no word in job, where people's cells are words");
  });

  it('say nothing of a column that holds some of its kind', () => {
    const mixed = people('g', 600).map((row, i) => ({
      ...row,
      columns: { ...row.columns, age: i % 3 === 0 ? row.columns!.age : 'unknown' },
    }));
    expect(lost(mixed).map(({ id }) => id)).not.toContain('column.other-kind');
  });

  it('say of a column that holds nothing that it is absent, not that it is of another kind', () => {
    const without = people('g', 500).map((row) => ({ ...row, columns: { ...row.columns, age: null } }));
    expect(lost(without).map(({ id }) => id)).toEqual(['column.absent']);
  });

  it('do not call a pair of columns changed of which hardly a row holds both', () => {
    const sparse = (seed: string) =>
      rowsOf(seed, 2000, (rng, i) => ({
        age: i % 25 === 0 ? rng.normal() : null,
        wealth: i % 25 === 0 && i < 300 ? rng.normal() : null,
      }));
    const named = ['h', 'r', 'g1'].map((name) => ({ name, profile: tableProfileOf(sparse(name)) }));
    const [holdout, reservoir, subject] = makeSubjects(named, 2000);
    expect(lostColumnFindings({ holdout, reservoir }, subject)).toEqual([]);
  });

  it('make hostile names of categories and columns harmless', () => {
    const rows = (seed: string, word: string) =>
      rowsOf(seed, 60, (_, i) => ({ ['\u001b]8;;\u0007colour']: i % 2 ? word : 'red' }));
    const hostile = '\u202e\u001b[2Jgone\n\r'.repeat(40);
    const named = Object.entries({ h: hostile, r: hostile, g1: 'red' });
    const profiles = named.map(([name, word]) => ({ name, profile: tableProfileOf(rows(name, word)) }));
    const [holdout, reservoir, subject] = makeSubjects(profiles, 60);
    const [finding] = lostColumnFindings({ holdout, reservoir }, subject);
    expect(finding.id).toBe('column.vanished');
    expect(visible(finding.message)).toBe(finding.message);
    expect(finding.message.length).toBeLessThan(200);
  });

  it('leave out a category that one human table lacks: it may be chance', () => {
    const rows = (seed: string, words: readonly string[]) =>
      rowsOf(seed, 60, (_, i) => ({ colour: words[i % words.length] }));
    const found = (reservoirWords: readonly string[]) => {
      const named = [
        { name: 'h', profile: tableProfileOf(rows('h', ['red', 'blue', 'green'])) },
        { name: 'r', profile: tableProfileOf(rows('r', reservoirWords)) },
        { name: 'g1', profile: tableProfileOf(rows('g', ['red'])) },
      ];
      const [holdout, reservoir, subject] = makeSubjects(named, 60);
      return lostColumnFindings({ holdout, reservoir }, subject)[0].message;
    };
    expect(found(['red', 'blue', 'green'])).toMatch(
      /^2 categories .*: colour = (blue|green) \(20 rows\), colour = /,
    );
    expect(found(['red', 'blue'])).toMatch(
      /^1 category of both human tables does not occur: colour = blue \(20 rows\)\./,
    );
  });
});
