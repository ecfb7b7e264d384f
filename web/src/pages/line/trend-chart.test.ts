import { describe, expect, it } from 'vitest';
import type { GenerationPoint, TrendSeries } from '../../../../src/server/wire.ts';
import { ceiling, trendOption, trendReadings, trendTable } from './trend-chart.ts';

function series(ratio: (number | null)[], more: Partial<TrendSeries> = {}): TrendSeries {
  return {
    key: 'distinct[2]',
    id: 'distinct',
    order: 2,
    label: 'distinct-2',
    direction: 'falls',
    margin: 0.9,
    ratio,
    low: ratio.map((value) => value && value - 0.1),
    high: ratio.map((value) => value && value + 0.1),
    ...more,
  };
}

function points(length: number): GenerationPoint[] {
  return Array.from({ length }, (_, at) => ({
    id: `g${at + 1}`,
    position: at + 1,
    verdict: 'early',
    findings: {},
  }));
}

interface Drawn {
  readonly series: readonly [
    { readonly data: unknown[] },
    { readonly data: (number | null)[] },
    {
      readonly data: unknown[];
      readonly symbol: string;
      readonly markLine: { readonly data: { yAxis: number; label: { formatter: string } }[] };
    },
  ];
}

function drawn(one: TrendSeries): Drawn {
  return trendOption(one, points(one.ratio.length)) as unknown as Drawn;
}

describe('the top of the axis', () => {
  it('holds the highest interval, and human text at least', () => {
    expect(ceiling(series([0.5, 0.6]))).toBeGreaterThan(1);
    expect(ceiling(series([2, 3]))).toBeCloseTo(3.1 * 1.03, 9);
  });

  it('is not driven up by one wild interval', () => {
    expect(ceiling(series([1, 1.2], { high: [1.1, 5000] }))).toBeCloseTo(1.2 * 1.6 * 1.03, 9);
  });

  it('exists where nothing was measured', () => {
    expect(ceiling(series([null, null]))).toBeCloseTo(1.04 * 1.03, 9);
  });
});

describe('the drawing', () => {
  it('has the interval as an area on an unseen one', () => {
    const [low, width] = drawn(series([0.5, null, 0.7])).series;
    expect(low.data).toEqual([0.4, null, expect.closeTo(0.6, 9)]);
    expect(width.data).toEqual([expect.closeTo(0.2, 9), null, expect.closeTo(0.2, 9)]);
  });

  it('names human text and the margin, and the margin not where the names would touch', () => {
    const names = (margin: number | undefined) =>
      drawn(
        series([0.5], margin === undefined ? { margin: undefined as never } : { margin }),
      ).series[2].markLine.data.map(({ yAxis, label }) => [yAxis, label.formatter]);
    expect(names(0.8)).toEqual([
      [1, 'human'],
      [0.8, 'margin'],
    ]);
    expect(names(0.99)).toEqual([
      [1, 'human'],
      [0.99, ''],
    ]);
    expect(names(undefined)).toEqual([[1, 'human']]);
  });

  it('shows verdicts as signs while there is room, and a bare line of a thousand', () => {
    expect(drawn(series([0.5, 0.6])).series[2].data[0]).toMatchObject({ value: 0.5, symbol: 'triangle' });
    const long = drawn(series(Array.from({ length: 1000 }, () => 0.5))).series[2];
    expect([long.symbol, long.data[0]]).toEqual(['none', 0.5]);
  });
});

describe('what is read from it', () => {
  it('is the generation, the ratio with its interval, and the verdict', () => {
    const [first, second] = trendReadings(series([0.5, null]), points(2));
    expect(first.lines).toEqual(['g1', '0.50 \u00d7 human [0.40, 0.60]', 'early']);
    expect(second.lines).toEqual(['g2', 'not measured', 'early']);
  });

  it('has a table of the same figures', () => {
    const { columns, rows } = trendTable(series([0.5, null]), points(2));
    expect(rows[0]).toEqual(['g1', 0.5, 0.4, 0.6, 'early']);
    expect(rows[1].slice(0, 4)).toEqual(['g2', null, null, null]);
    expect(columns).toHaveLength(rows[0].length);
  });
});
