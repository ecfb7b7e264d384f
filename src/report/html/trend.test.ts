import { beforeAll, describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import type { Report, Trajectory, Trend } from '../report.ts';
import type { Draw } from './chart.ts';
import { loadDraw } from './chart.ts';
import { trendSection } from './trend.ts';
import { type Step, trendDrawing } from './trend-drawing.ts';

let draw: Draw;
beforeAll(async () => {
  draw = await loadDraw();
});

const LINE = COLLAPSING.trajectory!;
const [TAIL] = LINE.trends;
const RISES = LINE.trends.find(({ direction }) => direction === 'rises')!;
const STEPS: Step[] = COLLAPSING.generations.map(({ name, verdict }) => ({ name, verdict }));
const withLine = (more: Partial<Trajectory>): Report => ({ ...COLLAPSING, trajectory: { ...LINE, ...more } });
const text = (more: Partial<Trajectory>) => trendSection(withLine(more), draw)!.text;
const axisOf = (trend: Trend, steps = STEPS) =>
  (trendDrawing(trend, steps, 'x').option as { yAxis: { max: number; interval: number } }).yAxis;
const at = (ratio: number, half = 0): Trend => ({
  ...TAIL,
  points: TAIL.points.map((point) => ({ ...point, ratio, interval: [ratio - half, ratio + half] as const })),
});

describe('the section of trends', () => {
  it('writes infinity as people do where a half-life may never end', () => {
    const trend = {
      ...TAIL,
      halfLife: { generations: 5.25, interval: [2.31, Number.POSITIVE_INFINITY] as const },
    };
    const shown = text({ trends: [trend] });
    expect(shown).toMatch(/5\.[23] \[2\.3, ∞\]/);
    expect(shown).not.toContain('Infinity');
  });

  it('groups a half-life of very many generations', () => {
    const trend = { ...TAIL, halfLife: { generations: 69_314_718, interval: [1234.5, 1e9] as const } };
    expect(text({ trends: [trend] })).toContain('69,314,718 [1,235, 1,000,000,000]');
  });

  it('has a dash where there is no half-life, no crossing, and no figure at a generation', () => {
    const { halfLife: _, crossedAt: __, ...rest } = TAIL;
    const shown = text({ trends: [{ ...rest, points: TAIL.points.slice(0, 2), worsening: false }] });
    const row = /<tr><th scope="row">[\s\S]*?<\/tr>/.exec(shown)![0];
    expect(row.match(/<td>–<\/td>/g)).toHaveLength(4 + 2);
    expect(row).toContain('<td>no</td>');
    expect(shown).toContain('not beyond the margin');
  });

  it('says where the line was first early and late, the one without the other too', () => {
    expect(text({ firstEarly: 'g2', firstLate: 'g5' })).toMatch(
      /First .*early.* at <bdi>g2<\/bdi>\..* at <bdi>g5<\/bdi>/s,
    );
    const { firstEarly: _, firstLate: __, ...neither } = LINE;
    const bare = trendSection({ ...COLLAPSING, trajectory: neither }, draw)!.text;
    expect(bare).not.toContain('First <');
    const late = trendSection({ ...COLLAPSING, trajectory: { ...neither, firstLate: 'g1' } }, draw)!.text;
    expect(late.match(/ First /g)).toHaveLength(1);
  });

  it('is absent without a trend', () => {
    expect(trendSection(withLine({ trends: [] }), draw)).toBeUndefined();
  });

  it('takes a generation of no known verdict for undecided, whatever its name', () => {
    for (const name of ['gone', '__proto__', '<b>'])
      expect(text({ generations: [name, ...LINE.generations.slice(1)] })).not.toMatch(
        /undefined|<b>&|\[object/,
      );
  });

  it('names a trend without points and draws it', () => {
    expect(text({ trends: [{ ...TAIL, points: [] }] })).not.toMatch(/NaN|undefined/);
  });
});

describe('the drawing of a trend', () => {
  it('has room for the largest ratio, and never less than for human text', () => {
    expect(axisOf(at(0.1)).max).toBeGreaterThan(1);
    for (const ratio of [1, 3, 70, 4000]) expect(axisOf(at(ratio)).max).toBeGreaterThan(ratio);
  });

  it('makes room for an interval, up to six tenths above the largest ratio', () => {
    expect(axisOf(at(2, 0.5)).max).toBeCloseTo(2.5 * 1.03, 9);
    expect(axisOf(at(2, 1e9)).max).toBeCloseTo(2 * 1.6 * 1.03, 9);
    expect(axisOf(at(2, Number.POSITIVE_INFINITY)).max).toBeCloseTo(2 * 1.03, 9);
  });

  it('has at most six marks on its axis, at any size', () => {
    for (let ratio = 0.01; ratio < 1e8; ratio *= 1.7) {
      const { max, interval } = axisOf(at(ratio));
      expect(Math.floor(max / interval) + 1).toBeLessThanOrEqual(6);
    }
  });

  it('bears a trend of which no figure exists', () => {
    const drawing = trendDrawing(at(Number.NaN), STEPS, 'x');
    expect(drawing.label).toMatch(/g1 –, g2 –/);
    expect(draw(drawing).text).not.toMatch(/NaN|undefined/);
    expect(draw(trendDrawing(at(Number.POSITIVE_INFINITY), STEPS, 'x')).text).not.toMatch(/NaN|Infinity/);
  });

  it('sets the margin on the side of collapse, and human text on the other', () => {
    type Line = { yAxis: number; label: { formatter: string; verticalAlign: string } };
    const sides = (trend: Trend) => {
      const { series } = trendDrawing(trend, STEPS, 'x').option as {
        series: { markLine?: { data: Line[] } }[];
      };
      return series[2].markLine!.data.map(({ label }) => [label.formatter, label.verticalAlign]);
    };
    expect(sides(TAIL)).toEqual([
      ['human', 'bottom'],
      ['margin', 'top'],
    ]);
    expect(sides(RISES)).toEqual([
      ['human', 'top'],
      ['margin', 'bottom'],
    ]);
  });

  it('says nothing of what is no point: a bar, a line, a gap', () => {
    const { hint } = trendDrawing({ ...TAIL, points: TAIL.points.slice(1) }, STEPS, 'x');
    expect([hint!(1, 1), hint!(2, 0), hint!(0, 0), hint!(0, 99)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(hint!(0, 1)).toBe('g2: 0.66 [0.64, 0.69]');
  });

  it('draws points smaller where they would touch', () => {
    const sizeOf = (many: number) => {
      const steps = Array.from({ length: many }, (_, i) => ({ name: `s${i}`, verdict: 'healthy' as const }));
      return (trendDrawing(TAIL, steps, 'x').option as { series: { symbolSize: number }[] }).series[0]
        .symbolSize;
    };
    expect([sizeOf(20), sizeOf(21)]).toEqual([8, 4]);
  });

  it('shortens names to what tells generations apart', () => {
    const steps = STEPS.map((step, i) => ({ ...step, name: `a-very-long-checkpoint-${i}` }));
    expect(trendDrawing(TAIL, steps, 'x').label).toContain('…0 0.87, …1 0.66');
  });
});
