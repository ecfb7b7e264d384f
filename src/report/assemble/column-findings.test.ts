import { describe, expect, it } from 'vitest';
import { people, rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { makeSubjects } from '../../compare/subject.ts';
import type { Example } from '../../corpus/example.ts';
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
});
