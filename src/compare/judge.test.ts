import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generation, measured, ROLE_KEYS, tailAt, wholeAt } from '../../test/fixtures/measured.ts';
import { runs } from '../../test/fixtures/thorough.ts';
import type { Measured } from './estimate.ts';
import { type Judgement, judge } from './judge.ts';
import { DEFAULT_MARGINS } from './margins.ts';
import { HOLDOUT_KEY } from './model/model-measures.ts';
import type { MeasuredByKey } from './tests.ts';
import { VERDICTS } from './verdict.ts';

const OPTIONS = { alpha: 0.05, margins: DEFAULT_MARGINS, freedom: 62 };
const judged = (...line: MeasuredByKey[]): Judgement => judge(line, OPTIONS);
const verdicts = (line: readonly MeasuredByKey[]) =>
  line.map((_, i) => judge(line.slice(0, i + 1), OPTIONS).verdict);

describe('a generation that is like human text', () => {
  it('is healthy, alone and as the end of a line', () => {
    expect(verdicts(Array(4).fill(generation()))).toEqual(Array(4).fill('healthy'));
    expect(judged(generation()).decided).toEqual([]);
  });

  it('is healthy where it is richer than human text', () => {
    expect(judged(wholeAt(1.2)).verdict).toBe('healthy');
  });
});

describe('a gap that does not widen', () => {
  it.each([1, 2, 3, 8, 20])('is narrow after %i generations', (n) => {
    expect(judged(...Array(n).fill(tailAt(0.7))).verdict).toBe('narrow');
    expect(judged(...Array(n).fill(wholeAt(0.6))).verdict).toBe('narrow');
  });

  it('is narrow where it closes', () => {
    expect(verdicts([tailAt(0.5), tailAt(0.6), tailAt(0.7)])).toEqual(['narrow', 'narrow', 'narrow']);
  });

  it('is narrow where a signal of health lies between its margin and that of the centre', () => {
    const between = judged(generation({ 'hill.q1[1]': 0.82 }));
    expect(between).toMatchObject({ verdict: 'narrow', decided: ['hill.q1[1]'] });
    expect(between.timesTheSample).toBeUndefined();
  });
});

describe('a tail that falls', () => {
  it('is early from the second generation, and never from one', () => {
    expect(verdicts([tailAt(0.8), tailAt(0.65), tailAt(0.5)])).toEqual(['narrow', 'early', 'early']);
  });

  it('names what lies below the margin, and what falls', () => {
    const { decided } = judged(tailAt(0.8), tailAt(0.6));
    expect(decided).toContain('tail.coverage[1,10%]');
    expect(decided).toContain('types[1]');
  });

  it('is early, not late, where the centre is low but holds', () => {
    const line = [0.8, 0.6].map(
      (ratio) => new Map([...tailAt(ratio), ['distinct[2]', measured('distinct[2]', 0.6)]]),
    );
    expect(judged(...line).verdict).toBe('early');
  });

  it('is inconclusive while it lies inside the margin', () => {
    const line = [tailAt(1.08, 0.008), tailAt(1.0, 0.008), tailAt(0.96, 0.008)];
    const last = judged(...line);
    expect(last.verdict).toBe('inconclusive');
    expect(last.decided).toContain('types[1]');
    expect(last.timesTheSample).toBeUndefined();
  });

  it('depends on the order of generations', () => {
    const line = [tailAt(0.8), tailAt(0.65), tailAt(0.5)];
    expect(judged(...line).verdict).toBe('early');
    expect(judged(...line.toReversed()).verdict).toBe('narrow');
  });

  it('is shifted where coverage falls alone: other text covers less of the reference, too', () => {
    const at = (ratio: number) =>
      generation({ 'tail.coverage[1,10%]': ratio, 'tail.coverage[2,10%]': ratio });
    expect(verdicts([at(0.7), at(0.5), at(0.3)])).toEqual(['shifted', 'shifted', 'shifted']);
  });
});

describe('a centre that has narrowed', () => {
  it('is late where it lies below its margin and falls', () => {
    expect(verdicts([wholeAt(0.85), wholeAt(0.7), wholeAt(0.6)])).toEqual(['narrow', 'late', 'late']);
  });

  it('is late for a single generation where two measures lie below the floor', () => {
    const one = judged(generation({ 'hill.q1[1]': 0.3, 'distinct[2]': 0.35 }));
    expect(one.verdict).toBe('late');
    expect([...one.decided].sort()).toEqual(['distinct[2]', 'hill.q1[1]']);
  });

  it('is not late where one measure alone lies below the floor', () => {
    expect(judged(generation({ 'hill.q1[1]': 0.3 })).verdict).toBe('narrow');
  });

  it('counts a signal that rises by its mirror image', () => {
    expect(judged(generation({ 'self-bleu': 3, 'distinct[3]': 0.35 })).verdict).toBe('late');
    expect(judged(generation({ 'self-bleu': 0.3, 'distinct[3]': 0.35 })).verdict).toBe('narrow');
  });
});

describe('other text', () => {
  it('is shifted where its tail is not that of the reference but richness and centre are', () => {
    expect(judged(generation({ 'tail.coverage[1,10%]': 0.5 })).verdict).toBe('shifted');
  });

  it.each(['novelty[1]', 'divergence.js[1]'])('is shifted where %s is far above human', (key) => {
    expect(judged(generation({ [key]: 2 }))).toMatchObject({ verdict: 'shifted', decided: [key] });
  });

  it('is narrow where it is narrower, too', () => {
    expect(judged(generation({ 'novelty[1]': 2, 'types[1]': 0.7 })).verdict).toBe('narrow');
  });
});

describe('a reference of another kind', () => {
  const other = { 'novelty[1]': 1.5, 'divergence.js[1]': 3 };

  it('cannot tell narrower from other: shifted', () => {
    expect(judged(generation({ ...other, 'types[1]': 0.7 })).verdict).toBe('shifted');
    expect(judged(generation({ ...other, 'hill.q1[1]': 0.3, 'distinct[2]': 0.35 })).verdict).toBe('shifted');
  });

  it('is one that both divergence and unknown words tell of', () => {
    for (const key of Object.keys(other))
      expect(judged(generation({ ...other, [key]: 1, 'types[1]': 0.7 })).verdict).toBe('narrow');
  });

  it('does not hide copies, nor a tail that falls', () => {
    expect(judged(generation({ ...other, 'unique.exact': 0.2, 'distinct[2]': 0.3 })).verdict).toBe('late');
    const unlike = Object.entries(other).map(([key, ratio]) => [key, measured(key, ratio)] as const);
    const line = [0.8, 0.6].map((ratio) => new Map([...tailAt(ratio), ...unlike]));
    expect(judged(...line).verdict).toBe('early');
  });

  it('is told by the first generation alone: what a line turns into is no fault of the reference', () => {
    const narrow = generation({ 'types[1]': 0.7 });
    const turned = generation({ ...other, 'types[1]': 0.7 });
    expect(judged(narrow, turned).verdict).toBe('narrow');
    expect(judged(turned, narrow).verdict).toBe('shifted');
  });
});

describe('too little text', () => {
  const times = (error: number) => judged(generation({}, error)).timesTheSample!;

  it('is inconclusive, and says how much more would decide', () => {
    expect(judged(generation({}, 0.1)).verdict).toBe('inconclusive');
    expect(times(0.1)).toBeGreaterThan(1);
  });

  it('wants a quarter of the text where the error is a half', () => {
    expect(times(0.2) / times(0.1)).toBeCloseTo(4, 10);
  });

  it('is decided by the text that it asks for, above the margin and below', () => {
    for (const ratio of [1, 0.8]) {
      const at = (error: number) => judged(generation({ 'types[1]': ratio, 'hill.q1[1]': ratio }, error));
      const enough = Math.sqrt(at(0.15).timesTheSample!);
      expect(at(0.15 / enough / 1.001).verdict).not.toBe('inconclusive');
      expect(at((0.15 / enough) * 1.2).verdict).toBe('inconclusive');
    }
  });

  it('asks for more where the error rate is to be lower', () => {
    const strict = judge([generation({}, 0.1)], { ...OPTIONS, alpha: 0.001 });
    expect(strict.timesTheSample!).toBeGreaterThan(1.5 * times(0.1));
  });

  it('asks for no amount where the value lies on the margin', () => {
    expect(judged(generation({ 'types[1]': 0.9 }, 0.1)).timesTheSample).toBeUndefined();
  });
});

describe('errors of a line', () => {
  /** A line of one signal, level until it falls at the last generation; the p-value of the fall, and the verdict. */
  function fallAfter(generations: number, last: number) {
    const only = (ratio: number): MeasuredByKey => new Map([['types[1]', measured('types[1]', ratio, 0.02)]]);
    const line = [...Array(generations - 1).fill(only(0.6)), only(last)];
    const { verdict, evidence } = judge(line, OPTIONS);
    return { verdict, p: evidence.tailTrend[0].pValue, alpha: evidence.trendAlpha };
  }

  it('are spent over generations: what is early at the first look is not at the fifth', () => {
    const first = fallAfter(2, 0.542);
    const fifth = fallAfter(6, 0.549);
    expect(first.verdict).toBe('early');
    expect(fifth.p).toBeLessThan(first.alpha);
    expect(fifth.p).toBeGreaterThan(fifth.alpha);
    expect(fifth.verdict).toBe('narrow');
    expect(fallAfter(6, 0.52).verdict).toBe('early');
  });

  it('add up to a fifth of alpha over endless looks', () => {
    const looks = Array.from({ length: 60 }, (_, i) => fallAfter(i + 2, 0.6).alpha);
    const spent = looks.reduce((a, b) => a + b);
    expect(spent).toBeGreaterThan(0.95 * 0.2 * OPTIONS.alpha);
    expect(spent).toBeLessThan(0.2 * OPTIONS.alpha);
  });

  it('are corrected for the number of signals: one borderline signal among many says nothing', () => {
    const low = measured('spread.volume', 0.75 * Math.exp(-2.2 * 0.02), 0.02);
    expect(judged(new Map([['spread.volume', low]])).verdict).toBe('narrow');
    expect(judged(new Map([...generation(), ['spread.volume', low]])).verdict).toBe('healthy');
  });
});

describe('evidence that does not exist', () => {
  const keyed = (error: number) => new Map(ROLE_KEYS.map((key) => [key, measured(key, 0.1, error)]));

  it('gives no verdict without any signal', () => {
    expect(judged(new Map())).toMatchObject({ verdict: 'inconclusive', decided: [] });
    expect(judged(new Map(), new Map(), new Map()).verdict).toBe('inconclusive');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('gives no verdict where every error is %d', (error) => {
    expect(judged(keyed(error), keyed(error))).toMatchObject({ verdict: 'inconclusive', decided: [] });
    expect(judged(keyed(error)).timesTheSample).toBeUndefined();
  });

  it('has no trend of a signal that one generation lacks', () => {
    const line = [tailAt(0.8), generation({ ...noTail(), 'hill.q1[1]': 1 }), tailAt(0.5)];
    expect(judged(...line).evidence.tailTrend).toEqual([]);
    expect(judged(...line).verdict).toBe('narrow');
  });

  const number = fc.oneof(
    fc.constantFrom(0, 1e-300, 1e300, Number.POSITIVE_INFINITY, Number.NaN),
    fc.double({ min: 0, max: 3, noNaN: true }),
  );
  const anyMeasured = (key: string) =>
    fc.tuple(number, number, number, number).map(
      ([own, ownVariance, base, baseVariance]): Measured => ({
        ...measured(key, 1),
        generation: { value: own, variance: ownVariance },
        reservoir: { value: base, variance: baseVariance },
      }),
    );
  const anyGeneration = fc
    .tuple(...ROLE_KEYS.map((key) => fc.option(anyMeasured(key), { nil: undefined })))
    .map(
      (all): MeasuredByKey => new Map(all.flatMap((m, i) => (m === undefined ? [] : [[ROLE_KEYS[i], m]]))),
    );

  it('never throws, whatever is measured', () => {
    fc.assert(
      fc.property(fc.array(anyGeneration, { minLength: 1, maxLength: 4 }), (line) => {
        expect(VERDICTS).toContain(judged(...line).verdict);
      }),
      { numRuns: runs(200) },
    );
  });

  it('never calls one generation early', () => {
    fc.assert(fc.property(anyGeneration, (one) => judged(one).verdict !== 'early'));
  });
});

function noTail(): Record<string, undefined> {
  return Object.fromEntries(
    ['tail.coverage[1,10%]', 'tail.coverage[2,10%]', 'types[1]', 'missing-mass[1]'].map((k) => [
      k,
      undefined,
    ]),
  );
}

/** A generation whose text does not change, with what its own model makes of the same human texts. */
function underModel(log: number, more: { decides?: boolean; tail?: number } = {}): MeasuredByKey {
  const rises = { ...measured(HOLDOUT_KEY, Math.exp(log)) };
  // Errors of the texts are common to all models; a hundredth is each model's own.
  const deviations = Float64Array.from(
    { length: 64 },
    (_, b) => 0.02 * Math.sin(b) + 0.001 * Math.sin(log * 97 + 3 * b),
  );
  const joint = { variance: 0.0128, deviations, freedom: 62, decides: more.decides ?? true };
  const name = { ...rises.name, direction: 'rises' as const };
  return new Map([...tailAt(more.tail ?? 0.7), [HOLDOUT_KEY, { ...rises, name, joint }]]);
}

describe('a model that finds people ever stranger', () => {
  it('says that a loss which the text shows goes on', () => {
    const line = [underModel(0), underModel(0.08), underModel(0.16)];
    expect(verdicts(line)).toEqual(['narrow', 'early', 'early']);
    expect(judged(...line).decided).toContain(HOLDOUT_KEY);
  });

  it('is seen by its pairs: the same rise between different texts would not show', () => {
    const apart = [underModel(0), underModel(0.08)].map((one) => {
      const found = one.get(HOLDOUT_KEY)!;
      return new Map([
        ...one,
        [HOLDOUT_KEY, { ...found, joint: { ...found.joint!, deviations: undefined as never } }],
      ]);
    });
    expect(judged(...apart).evidence.modelTrend[0].pValue).toBeGreaterThan(0.1);
  });

  it('says nothing where there is no loss: a model may move to another kind of text', () => {
    const healthy = [0, 0.5, 1].map((log) => underModel(log, { tail: 1 }));
    expect(verdicts(healthy)).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('says nothing where it may not decide, or one generation has no scores', () => {
    expect(judged(underModel(0), underModel(0.5, { decides: false })).verdict).toBe('narrow');
    expect(judged(underModel(0), tailAt(0.7)).verdict).toBe('narrow');
    expect(judged(tailAt(0.7), underModel(0.5)).evidence.modelTrend).toEqual([]);
  });

  it('says nothing by a rise of less than the margin of trends, or by a fall', () => {
    expect(judged(underModel(0), underModel(0.01)).verdict).toBe('narrow');
    expect(judged(underModel(0.5), underModel(0)).verdict).toBe('narrow');
  });
});
