import { beforeAll, describe, expect, it } from 'vitest';
import type { LabGeneration } from '../../lab/run/result.ts';
import type { Metric } from '../../lab/scenarios/scenario.ts';
import { type Draw, loadDraw } from '../html/chart.ts';
import { armDrawing, type Curves } from './arm-drawing.ts';

const SIZE = { width: 400, height: 260 };
const METRIC: Metric = { id: 'm', title: 'Error', meaning: '', worse: 'higher' };
let draw: Draw;
beforeAll(async () => {
  draw = await loadDraw();
});

/** Arms by name: means, each with an interval of so much on both sides. */
function curves(arms: Readonly<Record<string, readonly (number | undefined)[]>>, half?: number): Curves {
  const length = Math.max(...Object.values(arms).map((means) => means.length));
  return {
    settings: { generations: length - 1 },
    arms: Object.entries(arms).map(([name, means]) => ({
      name,
      generations: means.map((mean, generation): Pick<LabGeneration, 'generation' | 'values'> => {
        if (mean === undefined) return { generation, values: {} };
        const interval = half === undefined ? {} : { interval: [mean - half, mean + half] as const };
        return { generation, values: { m: { mean, median: mean, replicates: 3, ...interval } } };
      }),
    })),
  };
}

const drawn = (of: Curves, metric = METRIC) => draw(armDrawing(of, metric, 'x', SIZE)).text;

describe('armDrawing', () => {
  it('gives every point a title, and none to what was not measured', () => {
    const svg = drawn(curves({ a: [1, undefined, 3], b: [2, 2, 2] }, 0.5));
    expect(svg.match(/<title>/g)).toHaveLength(5);
    expect(svg).toContain('<title>a, generation 2: 3.00 [2.50, 3.50]</title>');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says of a single replicate its value alone', () => {
    expect(drawn(curves({ a: [1, 2] }))).toContain('<title>a, generation 1: 2.00</title>');
  });

  it('says in words where each arm begins and ends, or that it was not measured', () => {
    const { label } = armDrawing(
      curves({ a: [1, 5], b: [undefined, 5], c: [1, undefined] }),
      METRIC,
      'x',
      SIZE,
    );
    expect(label).toBe(
      'Error by generation: a from 1.00 to 5.00; b not measured throughout; c not measured throughout',
    );
  });

  it('draws the truth where it is known', () => {
    const of = curves({ a: [1, 2] });
    expect(drawn(of, { ...METRIC, truth: 1.5 })).toContain('>truth</text>');
    expect(drawn(of)).not.toContain('>truth</text>');
  });

  it('draws nothing of what is no number, and does not fail on it', () => {
    for (const of of [
      curves({ a: [undefined, undefined] }),
      curves({ a: [1] }, 0.1),
      curves({ a: [0, 0, 0] }, 0),
      curves({ a: [1e-12, 1e12] }, 1e-13),
      curves({ a: [-5, -1] }, 1),
    ]) {
      for (const logarithmic of [false, true]) {
        const svg = drawn(of, { ...METRIC, logarithmic });
        expect(svg).toMatch(/^<svg role="img" aria-label="Error by generation: /);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  it('has no logarithmic axis where the interval reaches 0, though no mean does', () => {
    const type = (half: number) => {
      const { option } = armDrawing(
        curves({ a: [1, 100] }, half),
        { ...METRIC, logarithmic: true },
        'x',
        SIZE,
      );
      return (option as { yAxis: { type: string } }).yAxis.type;
    };
    expect([type(0.5), type(1), type(2)]).toEqual(['log', 'value', 'value']);
  });

  it('has no place below 0 for what cannot lie there, be it that an interval does', () => {
    const options = (means: number[], half: number, signed?: boolean) => {
      const { option } = armDrawing(curves({ a: means }, half), { ...METRIC, signed }, 'x', SIZE);
      const { yAxis, series } = option as { yAxis: { min?: number }; series: { data: number[][] }[] };
      return { min: yAxis.min, lows: series[1].data.map(([, low]) => low) };
    };
    expect(options([0.2, 0.9], 0.5)).toEqual({ min: 0, lows: [0, 0.4] });
    expect(options([0.2, 0.9], 0.5, true)).toEqual({ min: undefined, lows: [-0.3, 0.4] });
    expect(options([3, 4], 0.5)).toEqual({ min: undefined, lows: [2.5, 3.5] });
    expect(drawn(curves({ a: [0.2, 0.9] }, 0.5))).not.toContain('>\u2212');
    expect(drawn(curves({ a: [0.2, 0.9] }, 0.5), { ...METRIC, signed: true } as typeof METRIC)).toContain(
      '>\u2212',
    );
  });

  it('marks axes with few digits, a true minus, and no trailing zeros', () => {
    const { option } = armDrawing(curves({ a: [1, 2] }), METRIC, 'x', SIZE);
    const { formatter } = (option as { yAxis: { axisLabel: { formatter: (value: number) => string } } }).yAxis
      .axisLabel;
    expect([0.1 + 0.2, 0.5, -2, 250, 1e6].map(formatter)).toEqual([
      '0.3',
      '0.5',
      '\u22122',
      '250',
      '1,000,000',
    ]);
  });

  it('escapes the names of arms in titles and in the label', () => {
    const svg = drawn(curves({ '<b>"&': [1, 2] }));
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('&lt;b&gt;&quot;&amp;, generation 1: 2.00');
  });
});
