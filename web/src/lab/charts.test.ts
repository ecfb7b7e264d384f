import { describe, expect, it } from 'vitest';
import type {
  DensityPicture,
  Estimate,
  Frame,
  Metric,
  Opening,
  RankPicture,
} from '../../../src/lab/browser.ts';
import { stand } from '../parts/words.ts';
import { curve, densityLabel, densityOption, densityTable, densityTop } from './density-chart.ts';
import { rankFloor, rankLabel, rankOption, rankTable } from './rank-chart.ts';
import { isLogarithmic, type Trend, trendOf, trendOption, trendReadings, trendTable } from './trend-chart.ts';

interface Series {
  readonly type: string;
  readonly data: readonly unknown[];
  readonly lineStyle?: { readonly color: string; readonly type?: unknown };
  readonly markLine?: unknown;
}

const seriesOf = (option: object) => (option as { readonly series: readonly Series[] }).series;
const density = (deviation: number, mean = 0): DensityPicture => ({
  kind: 'density',
  mean,
  deviation,
  draws: [mean],
});

describe('the curve of a Gaussian', () => {
  it('has the mass that lies in the picture, a spike too', () => {
    for (const [mean, deviation] of [
      [0, 1],
      [0.7, 0.05],
      [-1, 0.003],
    ]) {
      const points = curve(mean, deviation);
      const mass = points
        .slice(1)
        .reduce((sum, [x, y], at) => sum + ((y + points[at][1]) / 2) * (x - points[at][0]), 0);
      expect(mass).toBeCloseTo(1, 2);
    }
  });

  it('is finite where the distribution has become a point, or has left the picture', () => {
    expect(curve(0, 0).every(([, y]) => Number.isFinite(y))).toBe(true);
    expect(curve(50, 0.1).every(([x]) => Math.abs(x) <= 4)).toBe(true);
  });

  it('stands on an axis that only doubles, the same for all lines', () => {
    expect(densityTop([density(1)])).toBe(0.5);
    expect(densityTop([density(2)])).toBe(0.5);
    expect(densityTop([density(1), density(0.5)])).toBe(1);
    const top = densityTop([density(0.01)]);
    expect(top).toBeGreaterThan(0.3989 / 0.01);
    expect(Math.log2(top / 0.5) % 1).toBe(0);
  });

  it('is drawn over the truth, with the draws as dots inside the axis', () => {
    const [truth, model, draws] = seriesOf(densityOption(density(0.5, 1), 'early', 1));
    expect([truth.lineStyle?.color, model.lineStyle?.color]).toEqual([stand('human'), stand('early')]);
    expect(draws.data).toHaveLength(1);
    expect(densityLabel(density(0.5, 1), 'replace', 3)).toContain(
      'replace, model 3: a normal distribution of mean 1.00',
    );
    const { columns, rows } = densityTable(density(0.5));
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });
});

describe('the picture of ranks', () => {
  const picture: RankPicture = {
    kind: 'ranks',
    ranks: [1, 2, 3, 4],
    truth: [0.48, 0.24, 0.16, 0.12],
    shares: [0.7, 0, 0.3, 0],
    alive: 2,
    of: 4,
  };

  it('has what is left as dots and what is lost at the bottom', () => {
    const [truth, alive, lost] = seriesOf(rankOption(picture, 'shifted', 0.001));
    expect(truth.data).toHaveLength(4);
    expect(alive.data).toEqual([
      [1, 0.7],
      [3, 0.3],
    ]);
    expect(lost.data.map((point) => (point as number[])[0])).toEqual([2, 4]);
    expect(lost.data.every((point) => (point as number[])[1] > 0.001)).toBe(true);
  });

  it('stands on a power of ten below everything that is drawn', () => {
    expect(rankFloor([picture])).toBe(0.001);
    expect(rankFloor([{ ...picture, shares: [0.9, 4e-5, 0, 0] }])).toBe(1e-5);
  });

  it('says how many are left, and gives its figures', () => {
    expect(rankLabel(picture, 'replace', 2)).toContain('2 of 4 are left');
    expect(rankTable(picture).rows[1]).toEqual([2, 0.24, 0]);
  });
});

describe('a trend', () => {
  const metric: Metric = {
    id: 'variance',
    title: 'Variance',
    meaning: 'm',
    worse: 'lower',
    logarithmic: true,
  };
  const estimate = (mean: number): Estimate => ({
    mean,
    median: mean,
    replicates: 2,
    interval: [mean - 1, mean + 1],
  });
  const frame = (mean: number): Frame => ({
    generation: 0,
    values: { variance: estimate(mean) },
    picture: density(1),
  });
  const openings: Opening[] = [
    { metrics: [metric], expected: { variance: [1, 0.9, 0.08] } },
    { metrics: [metric], expected: {} },
  ];
  const trend = trendOf(
    metric,
    openings,
    [
      [frame(1), frame(2)],
      [frame(0.5), frame(3)],
    ],
    { generations: 2, at: 1 },
  );

  it('draws interval, closed form and mean of every line; a logarithmic axis leaves out what it cannot show', () => {
    const series = seriesOf(trendOption(trend));
    expect(series.map(({ data }) => data)).toEqual([
      [null, null],
      [2, 1.5],
      [1, 0.9, 0.08],
      [1, 0.5],
      [1, 2],
      [3, 4],
      [2, 3],
    ]);
    expect(series[2].lineStyle?.type).toEqual([2, 4]);
    expect(series[0].markLine).toMatchObject({ data: [{ xAxis: 1 }] });
  });

  it('has a logarithmic axis where the values span ten times and more, and all is shown where not', () => {
    const near = { ...trend, expected: [undefined, undefined] };
    expect([isLogarithmic(trend), isLogarithmic(near)]).toEqual([true, false]);
    expect(isLogarithmic({ ...trend, metric: { ...metric, logarithmic: false } })).toBe(false);
    expect(seriesOf(trendOption(near))[0].data).toEqual([0, 0]);
  });

  it('has no place below 0 for what cannot lie there, be it that an interval does', () => {
    const near = { ...trend, expected: [undefined, undefined] };
    const axis = (of: Trend) => (trendOption(of) as { yAxis: { min?: number } }).yAxis;
    expect(axis(near).min).toBe(0);
    expect(axis(trend).min).toBeUndefined();
    const signed = { ...near, metric: { ...metric, signed: true } };
    expect(axis(signed).min).toBeUndefined();
    expect(seriesOf(trendOption(signed))[0].data).toEqual([0, -0.5]);
  });

  it('is drawn before there is anything', () => {
    expect(seriesOf(trendOption(trendOf(metric, [], [], { generations: 2, at: -1 })))).toEqual([]);
  });

  it('is read generation by generation, as far as it went', () => {
    const readings = trendReadings(trend);
    expect(readings).toHaveLength(2);
    expect(readings[1].lines).toEqual([
      'model 1',
      'A: 0.500 [−0.500, 1.50], expected 0.900',
      'B: 3.00 [2.00, 4.00]',
    ]);
  });

  it('gives its figures, what theory expects of generations to come too', () => {
    const { columns, rows } = trendTable(trend);
    expect(columns).toHaveLength(9);
    expect(rows[2]).toEqual([2, null, null, null, 0.08, null, null, null, null]);
  });
});
