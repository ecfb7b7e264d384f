import { describe, expect, it } from 'vitest';
import { HUMAN, source } from '../../../test/fixtures/assessed.ts';
import { generation, measured, tailAt, wholeAt } from '../../../test/fixtures/measured.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { toSignal } from '../../compare/estimate.ts';
import { judge } from '../../compare/judge.ts';
import { DEFAULT_MARGINS } from '../../compare/margins.ts';
import { makeSubjects } from '../../compare/subject.ts';
import type { MeasuredByKey } from '../../compare/tests.ts';
import { generationFindings, vanishedCategories } from './findings.ts';

const [subject] = makeSubjects([{ name: 'g2', profile: HUMAN.reservoir }], 1000);

function findings(...line: MeasuredByKey[]) {
  const judgement = judge(line, { alpha: 0.05, margins: DEFAULT_MARGINS, freedom: 62 });
  const signals = [...line[line.length - 1].values()].map((m) => toSignal(m, 1.96));
  return generationFindings(subject, signals, judgement);
}

describe('generationFindings', () => {
  it('tells of nothing in a healthy generation', () => {
    expect(findings(generation())).toEqual([]);
  });

  it('tells of each deciding signal once, as gravely as the verdict is', () => {
    const early = findings(tailAt(0.8), tailAt(0.6)).filter(({ id }) => id !== 'trend.falling');
    expect(new Set(early.map(({ message }) => message)).size).toBe(early.length);
    expect(early.map(({ id }) => id).sort()).toEqual(
      ['missing-mass.below', 'tail.coverage.below', 'tail.coverage.below', 'types.below'].sort(),
    );
    for (const found of early) {
      expect(found).toMatchObject({ severity: 'critical', where: 'g2' });
      expect(found.message).toMatch(/ is 0\.60 of human \[0\.58, 0\.62\]\.$/);
      expect(found.measure).toBeCloseTo(0.6, 9);
      expect(found.interval![0]).toBeLessThan(0.6);
    }
    expect(findings(tailAt(0.7))[0].severity).toBe('notice');
    expect(findings(generation({ 'novelty[1]': 2 }))[0]).toMatchObject({
      id: 'novelty.above',
      severity: 'warning',
    });
  });

  it('tells what fell by how much', () => {
    const falling = findings(wholeAt(0.8), wholeAt(0.6)).filter(({ id }) => id === 'trend.falling');
    expect(falling.length).toBeGreaterThan(8);
    for (const { message, measure } of falling) {
      expect(message).toMatch(/ is 25% worse than in the generations before \(p = [0-9.]+e-[0-9]+\)\.$/);
      expect(measure).toBeCloseTo(0.75, 9);
    }
  });

  it('says of what decided by its fall alone that it did: its level lies inside the margin', () => {
    const own = (ratio: number): MeasuredByKey =>
      new Map([...wholeAt(0.6), ['hill.q2[1]', generation({ 'hill.q2[1]': ratio }).get('hill.q2[1]')!]]);
    const found = findings(own(1.2), own(0.96));
    expect(found.filter(({ id }) => id === 'hill.q2.below')).toEqual([]);
    const [fell] = found.filter(({ message }) => message.includes('decides by its fall'));
    expect(fell).toMatchObject({ id: 'trend.falling', severity: 'critical' });
    expect(fell.message).toMatch(
      / is 20% worse than in the generations before \(p = .*\); it is 0\.96 of human \[.*\] now, and decides by its fall\.$/,
    );
  });

  it('tells of a fall over the whole line where the last generation recovered', () => {
    // Errors that the generations share make the slope surer than any step.
    const at = (ratio: number) => wholeAt(ratio);
    const line = [at(1), at(0.7), at(0.45), at(0.3), at(0.2), at(0.5)];
    const falling = findings(...line).filter(({ id }) => id === 'trend.falling');
    expect(falling.length).toBeGreaterThan(0);
    for (const { message, measure } of falling) {
      expect(message).toMatch(/ is \d+% worse with each generation, though not in this one \(/);
      expect(message).not.toMatch(/ -\d/);
      expect(measure).toBeLessThan(1);
    }
  });

  it('warns of copying, unless human text is as like the training set', () => {
    const copying = (own: number, base: number) => {
      const one = {
        ...measured('copying[8]', 1),
        generation: { value: own, variance: 0 },
        reservoir: { value: base, variance: 0 },
      };
      return findings(new Map([...generation(), ['copying[8]', one]])).filter(
        ({ id }) => id === 'copying.verbatim',
      );
    };
    const [found, ...rest] = copying(0.35, 0.01);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ severity: 'warning', measure: 0.35, where: 'g2' });
    expect(found.message).toContain('35% of the runs of 8 words');
    expect(copying(0.04, 0.01)).toEqual([]);
    expect(copying(0.35, 0.33)).toEqual([]);
  });
});

describe('vanishedCategories', () => {
  const bearing = (names: readonly string[]) => {
    const examples = names.map((category, i) => example(`c${i}`, `some words ${i}`, { category }));
    return profileOf(examples.length === 0 ? source('bare', 50, 10) : examples);
  };
  const vanished = (human: readonly string[], made: readonly string[]) => {
    const [h, g] = makeSubjects(
      [human, made].map((names, i) => ({ name: `s${i}`, profile: bearing(names) })),
      1000,
    );
    return vanishedCategories(h, g);
  };
  const twice = (names: readonly string[]) => [...names, ...names];

  it('names the categories of the reference that do not occur', () => {
    const [found] = vanished(twice(['news', 'lore', 'sport']), ['news']);
    expect(found).toMatchObject({ id: 'category.vanished', severity: 'warning', measure: 2, where: 's1' });
    expect(found.message).toBe('2 categories of the human reference do not occur: lore, sport.');
  });

  it('speaks of one category as one, and of many by five names', () => {
    expect(vanished(twice(['a', 'b']), ['a'])[0].message).toBe(
      '1 category of the human reference does not occur: b.',
    );
    const many = Array.from({ length: 9 }, (_, i) => `k${i}`);
    expect(vanished(twice(many), ['k0'])[0].message).toMatch(/: k1, k2, k3, k4, k5, and 3 more\.$/);
  });

  it('finds none where all occur, where one human example alone bears it, and where none are named', () => {
    expect(vanished(twice(['a', 'b']), ['b', 'a', 'other'])).toEqual([]);
    expect(vanished(['a', 'a', 'slip'], ['a'])).toEqual([]);
    expect(vanished(twice(['a', 'b']), [])).toEqual([]);
  });
});
