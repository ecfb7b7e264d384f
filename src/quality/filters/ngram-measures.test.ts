import { describe, expect, it } from 'vitest';
import { NgramClasses } from './ngram-classes.ts';
import { measureNgrams, ngramMeasures, ngramRules } from './ngram-measures.ts';
import { TextScan } from './text-scan.ts';

/** Rae et al. 2021, table A1. */
const TABLE = {
  'top-2-gram': 0.2,
  'top-3-gram': 0.18,
  'top-4-gram': 0.16,
  'repeated-5-grams': 0.15,
  'repeated-6-grams': 0.14,
  'repeated-7-grams': 0.13,
  'repeated-8-grams': 0.12,
  'repeated-9-grams': 0.11,
  'repeated-10-grams': 0.1,
};

describe('ngramRules', () => {
  const rules = ngramRules('family', [(n) => `top_${n}`, (n) => `dup_${n}`]);

  it('have the thresholds of the table', () => {
    expect(Object.fromEntries(rules.map(({ measure, threshold }) => [measure, threshold]))).toEqual(TABLE);
    expect(rules.every(({ bound }) => bound === 'max')).toBe(true);
  });

  it('name themselves after the family, and the reference by the order', () => {
    expect(rules[0]).toMatchObject({ id: 'family.top-2-gram', reference: 'top_2' });
    expect(rules[8]).toMatchObject({ id: 'family.repeated-10-grams', reference: 'dup_10' });
  });

  it('speak each of a measure that there is, in its order', () => {
    const measures = ngramMeasures('top', 'repeated');
    expect(rules.map(({ measure }) => measure)).toEqual(measures.map(({ name }) => name));
    expect(measures.map(({ meaning }) => meaning)).toEqual([
      ...Array(3).fill('top'),
      ...Array(6).fill('repeated'),
    ]);
  });
});

describe('measureNgrams', () => {
  it('asks for the orders two to four, then five to ten, each once', () => {
    const scan = new TextScan();
    scan.run('a b c d e f g h i j k l');
    const ngrams = new NgramClasses();
    ngrams.start(scan.words);
    const out = new Float64Array(11).fill(-1);
    measureNgrams(
      ngrams,
      ({ order }) => order,
      ({ order, positions }) => order * 100 + positions,
      out,
      1,
    );
    expect([...out]).toEqual([-1, 2, 3, 4, 508, 607, 706, 805, 904, 1003, -1]);
  });

  it('has no n-gram to look at in a shorter text', () => {
    const scan = new TextScan();
    scan.run('a b c');
    const ngrams = new NgramClasses();
    ngrams.start(scan.words);
    const out = new Float64Array(9);
    const positions = (grams: NgramClasses) => grams.positions;
    measureNgrams(ngrams, positions, positions, out, 0);
    expect([...out]).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0]);
  });
});
