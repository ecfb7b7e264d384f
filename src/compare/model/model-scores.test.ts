import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { TextScore } from '../../lm/text-score.ts';
import { HOLDOUT_KEY, modelMeasures, OWN_KEY } from './model-measures.ts';
import { gapOf, type ModelScores, modelLine } from './model-scores.ts';

/** Scores of the same 120 texts under a model that finds them `harder` nats a word harder, with a noise of its own. */
function holdout(harder: number, seed: string, prefix = 't'): TextScore[] {
  const common = new Rng('difficulty');
  const own = new Rng(seed);
  return Array.from({ length: 120 }, (_, i) => {
    const words = 10 + common.int(30);
    const surprise = 5 + common.normal() + harder + 0.05 * own.normal();
    return {
      id: `${prefix}${i}`,
      group: `${prefix}${i}`,
      total: -words * surprise,
      tokens: words,
      words,
      bytes: 6 * words,
    };
  });
}

const line = (...all: [string, ModelScores][]) =>
  modelLine(
    all.map(([name]) => name).filter((name) => name !== 'human'),
    new Map(all),
  )!;
const first: [string, ModelScores] = ['g1', { holdout: holdout(0, 'a') }];

describe('modelLine', () => {
  it('takes the model of human text as the reference, else the first generation that has scores', () => {
    expect(line(first, ['g2', { holdout: holdout(0.1, 'b') }]).reference).toBe('g1');
    expect(line(first, ['human', { holdout: holdout(0, 'h') }]).reference).toBe('human');
    expect(modelLine(['g0', 'g1'], new Map([first]))!.reference).toBe('g1');
  });

  it('compares on the texts that all models scored', () => {
    const found = line(first, ['g2', { holdout: holdout(0.1, 'b').slice(20) }]);
    expect(found).toMatchObject({ unit: 'word', common: 100, most: 120, paired: true });
    expect([...found.models.values()].map((model) => model.holdout.texts)).toEqual([100, 100]);
  });

  it('says where there is nothing in common, and still tells each', () => {
    const found = line(first, ['g2', { holdout: holdout(0.1, 'b', 'other') }]);
    expect(found).toMatchObject({ common: 0, paired: false });
    expect(found.models.get('g2')!.holdout.texts).toBe(120);
  });

  it('is nothing without scores', () => {
    expect(modelLine(['g1'], new Map())).toBeUndefined();
  });

  it('refuses a name that no generation has, with the nearest, and a model without a score', () => {
    expect(() => modelLine(['gen-1'], new Map([['gen-2', first[1]]]))).toThrow(
      expect.objectContaining({ code: 'E_OPTION', hint: expect.stringContaining('gen-1') }),
    );
    expect(() => line(['g1', { holdout: [] }])).toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
  });
});

describe('gapOf', () => {
  it('is how much harder what was left out is than what was trained on', () => {
    const [, g1] = line(first, [
      'g2',
      { holdout: holdout(0.4, 'b'), train: holdout(0, 'c') },
    ]).models.values();
    const gap = gapOf(g1)!;
    expect(gap.against).toBe('holdout');
    expect(Math.abs(gap.value - 0.4)).toBeLessThan(0.03);
  });

  it('prefers text like the training set to the holdout', () => {
    const scores = { holdout: holdout(2, 'b'), train: holdout(0, 'c'), validation: holdout(0.1, 'd') };
    const gap = gapOf(line(['g1', scores]).models.get('g1')!)!;
    expect(gap.against).toBe('validation');
    expect(Math.abs(gap.value - 0.1)).toBeLessThan(0.03);
  });

  it('does not exist without a training set', () => {
    expect(gapOf(line(first).models.get('g1')!)).toBeUndefined();
  });
});

describe('modelMeasures', () => {
  it('gives ratios to the reference, far better known than each alone: the texts are the same', () => {
    const found = line(first, ['g2', { holdout: holdout(0.2, 'b') }]);
    const [measured] = modelMeasures(found, 'g2');
    expect(measured.name).toEqual({ id: HOLDOUT_KEY, family: 'perplexity', direction: 'rises' });
    const ratio = measured.generation.value / measured.reservoir.value;
    const error = Math.sqrt(measured.generation.variance + measured.reservoir.variance);
    expect(Math.abs(Math.log(ratio) - 0.2)).toBeLessThan(3 * error);
    expect(error).toBeLessThan(Math.sqrt(measured.joint!.variance) / 8);
  });

  it('is exactly one for the reference itself', () => {
    const [measured] = modelMeasures(line(first), 'g1');
    expect(measured.generation).toEqual({ value: measured.reservoir.value, variance: 0 });
  });

  it('takes the own output of the first model that has one as the ruler of that', () => {
    const own = holdout(-1, 'o', 'own');
    const narrower = holdout(-1.5, 'p', 'own2');
    const found = line(
      first,
      ['g2', { holdout: holdout(0, 'b'), own }],
      ['g3', { holdout: holdout(0, 'c'), own: narrower }],
    );
    expect(modelMeasures(found, 'g1').map(({ name }) => name.id)).toEqual([HOLDOUT_KEY]);
    const [, measured] = modelMeasures(found, 'g3');
    expect(measured.name).toMatchObject({ id: OWN_KEY, direction: 'falls' });
    expect(Math.log(measured.generation.value / measured.reservoir.value)).toBeCloseTo(-0.5, 1);
    expect(measured.joint!.deviations).toBeUndefined();
    expect(measured.reservoir.variance).toBeGreaterThan(0);
  });

  it('may decide only on the same texts, of enough groups, under a model that does not know its training set by heart', () => {
    const decides = (scores: ModelScores, before = first) =>
      modelMeasures(line(before, ['g2', scores]), 'g2')[0].joint!.decides;
    expect(decides({ holdout: holdout(0.2, 'b') })).toBe(true);
    expect(decides({ holdout: holdout(0.2, 'b'), train: holdout(0.1, 'c') })).toBe(true);
    expect(decides({ holdout: holdout(0.2, 'b'), train: holdout(-1, 'c') })).toBe(false);
    expect(decides({ holdout: holdout(0.2, 'b', 'other') })).toBe(false);
    const few = (scores: TextScore[]) => scores.map((score, i) => ({ ...score, group: `g${i % 5}` }));
    expect(decides({ holdout: few(holdout(0.2, 'b')) }, ['g1', { holdout: few(holdout(0, 'a')) }])).toBe(
      false,
    );
  });

  it('is nothing for a generation without scores', () => {
    expect(modelMeasures(line(first), 'g9')).toEqual([]);
  });
});
