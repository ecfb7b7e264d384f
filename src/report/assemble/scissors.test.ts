import { describe, expect, it } from 'vitest';
import { assessed, source } from '../../../test/fixtures/assessed.ts';
import { expectValid } from '../../../test/fixtures/schema.ts';
import { profileOf } from '../../../test/oracles/corpus.ts';
import { Rng } from '../../base/rng.ts';
import { type ModelScores, modelLine } from '../../compare/model/model-scores.ts';
import type { TextScore } from '../../lm/text-score.ts';
import { check } from '../check.ts';
import { scissorsOf, scoreFindings } from './scissors.ts';

function scores(level: number, seed: string, more: Partial<TextScore> = {}, prefix = 't'): TextScore[] {
  const common = new Rng('texts');
  const own = new Rng(seed);
  return Array.from({ length: 100 }, (_, i) => {
    const words = 10 + common.int(20);
    const total = -words * Math.max(0.1, level + common.normal() * 0.3 + own.normal() * 0.02);
    return {
      id: `${prefix}${i}`,
      group: `${prefix}${i}`,
      total,
      tokens: words,
      words,
      bytes: words * 6,
      ...more,
    };
  });
}

const NAMES = ['g1', 'g2'];
const line = (all: Record<string, ModelScores>) => modelLine(NAMES, new Map(Object.entries(all)));
const HUMAN = profileOf(source('human', undefined, 300));
const generations = NAMES.map((name) => ({ name, profile: profileOf(source(name, 450)) }));
const MODELS = {
  human: { holdout: scores(3, 'h') },
  g1: { holdout: scores(3.1, 'a'), own: scores(2.5, 'o', {}, 'o') },
  g2: { holdout: scores(3.3, 'b'), own: scores(2, 'p', {}, 'p'), train: scores(2.4, 'q', {}, 'o') },
};

describe('scissorsOf', () => {
  it('tells every model in the order of the line, that of human text first', () => {
    const { line: assessment } = assessed({ g1: source('g1', 450), g2: source('g2', 440) });
    const found = scissorsOf({ ...assessment, models: line(MODELS) }, 0.05)!;
    expect(found).toMatchObject({ unit: 'word', reference: 'human', paired: true, common: 100 });
    expect(found.points.map(({ name }) => name)).toEqual(['human', 'g1', 'g2']);
    const [human, g1, g2] = found.points;
    expect(g2.holdout.value).toBeGreaterThan(g1.holdout.value);
    expect(g2.own!.value).toBeLessThan(g1.own!.value);
    expect(human.own).toBeUndefined();
    expect(g2.train!.texts).toBe(100);
    for (const {
      value,
      interval: [low, high],
    } of [human.holdout, g1.own!])
      expect(low < value && value < high).toBe(true);
    expect(scissorsOf(assessment, 0.05)).toBeUndefined();
  });

  it('stands in a report that keeps to its schema, with signals, trends and findings', () => {
    const report = check(
      { against: HUMAN, generations, modelScores: new Map(Object.entries(MODELS)), training: HUMAN },
      { lmOrder: 2 },
    );
    expectValid(report);
    const [, g2] = report.generations;
    const signal = (id: string) => g2.signals.find((one) => one.id === id)!;
    expect(signal('model.perplexity.holdout')).toMatchObject({ direction: 'rises', family: 'perplexity' });
    expect(Math.log(signal('model.perplexity.holdout').ratio)).toBeCloseTo(0.3, 1);
    expect(signal('model.perplexity.own').ratio).toBeLessThan(1);
    expect(report.trajectory!.trends.map(({ key }) => key)).toContain('model.perplexity.holdout');
    expect(g2.findings.filter(({ id }) => id.startsWith('diagnosis.'))).toHaveLength(1);
    expect(g2.diagnosis!.reading).toBe(g2.findings.at(-1)!.id.slice('diagnosis.'.length));
  });
});

describe('scoreFindings', () => {
  const ids = (all: Record<string, ModelScores>, names = NAMES) =>
    scoreFindings(line(all), names).map(({ id }) => id);

  it('has nothing to say of scores of the same texts for all', () => {
    expect(ids(MODELS)).toEqual([]);
    expect(scoreFindings(undefined, NAMES)).toEqual([]);
  });

  it('tells of texts that differ, all or some', () => {
    expect(ids({ ...MODELS, g2: { holdout: scores(3, 'b', {}, 'x') } })).toEqual(['model.scores.unpaired']);
    expect(ids({ ...MODELS, g2: { holdout: scores(3, 'b').slice(0, 50) } })).toEqual([
      'model.scores.partial',
    ]);
  });

  it('tells of perplexities by tokens, and of generations without scores', () => {
    const bare = scores(3, 'b', { words: undefined, bytes: undefined } as unknown as Partial<TextScore>);
    expect(ids({ g1: { holdout: bare } })).toEqual(['model.scores.per-token', 'model.scores.missing']);
  });
});
