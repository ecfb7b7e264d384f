import { describe, expect, it } from 'vitest';
import { type Assessed, assessed, FALLING, source } from '../../../test/fixtures/assessed.ts';
import { toSignal } from '../../compare/estimate.ts';
import { DEFAULT_MARGINS } from '../../compare/margins.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import type { Trajectory, Trend } from '../report.ts';
import { trajectory } from './trends.ts';

function path({ line }: Assessed): Trajectory | undefined {
  const quantile = studentQuantile(0.975, line.freedom);
  return trajectory(line, { alpha: 0.05, quantile, margins: DEFAULT_MARGINS });
}

const falling = path(FALLING)!;
const trend = (key: string, of = falling): Trend => of.trends.find((t) => t.key === key)!;

describe('trajectory', () => {
  it('does not exist for a single generation', () => {
    expect(path(assessed({ g1: source('alone') }))).toBeUndefined();
  });

  it('has one trend of every signal that all generations have, in their order', () => {
    const keys = falling.trends.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(25);
    expect(falling.generations).toEqual(['g1', 'g2', 'g3']);
    const { points } = trend('types[1]');
    FALLING.line.generations.forEach(({ subject, measured }, i) => {
      const signal = toSignal(measured.get('types[1]')!, studentQuantile(0.975, FALLING.line.freedom));
      expect(points[i]).toEqual({ generation: subject.name, ratio: signal.ratio, interval: signal.interval });
    });
  });

  it('says at which generation a margin was first crossed, by the whole interval', () => {
    for (const { key, margin, direction, points, crossedAt } of falling.trends) {
      const beyond = points.find(({ interval: [low, high] }) =>
        margin === undefined ? false : direction === 'rises' ? low > margin : high < margin,
      );
      expect(crossedAt, key).toBe(beyond?.generation);
    }
    expect(trend('types[1]').crossedAt).toBe('g1');
    expect(trend('compression')).not.toHaveProperty('margin');
  });

  it('gives the slope of the ratio, and the half-life of what falls', () => {
    const types = trend('types[1]');
    const [first, , last] = types.points.map(({ ratio }) => Math.log(ratio));
    expect(Math.abs(types.slope - (last - first) / 2)).toBeLessThan(0.15);
    expect(types.slopeInterval[0]).toBeLessThan(types.slope);
    expect(types.slopeInterval[1]).toBeGreaterThan(types.slope);
    expect(types.halfLife!.generations).toBeCloseTo(-Math.LN2 / types.slope, 9);
    const [low, high] = types.halfLife!.interval;
    expect(low).toBeLessThan(types.halfLife!.generations);
    expect(high).toBeGreaterThan(types.halfLife!.generations);
  });

  it('turns what rises: it worsens upwards', () => {
    const bleu = trend('self-bleu');
    expect(bleu.slope).toBeGreaterThan(0);
    expect(bleu.pValue).toBeLessThan(0.001);
    expect(bleu.margin).toBeCloseTo(1 / (1 - DEFAULT_MARGINS.centre), 12);
  });

  it('calls worsening what the verdict of the last generation rests on', () => {
    const { evidence } = FALLING.line.generations[2].judgement;
    const worse = [...evidence.tailTrend, ...evidence.centreTrend].filter(
      (t) => t.pValue <= evidence.trendAlpha,
    );
    expect(
      falling.trends
        .filter((t) => t.worsening)
        .map((t) => t.key)
        .sort(),
    ).toEqual(worse.map((t) => t.key).sort());
    expect(worse.map((t) => t.key)).toContain('types[1]');
  });

  it('names the first early and the first late generation', () => {
    const first = (verdict: string) =>
      FALLING.line.generations.find((g) => g.judgement.verdict === verdict)?.subject.name;
    expect(falling.firstEarly).toBe(first('early'));
    expect(falling.firstLate).toBe(first('late'));
    expect(falling.firstLate ?? falling.firstEarly).toBeDefined();
  });

  it('has no half-life, and nothing worsening, where nothing falls', () => {
    const still = path(assessed({ a: source('a', 300), b: source('b', 300), c: source('c', 300) }))!;
    expect(still.trends.filter((t) => t.worsening)).toEqual([]);
    expect(still).not.toHaveProperty('firstEarly');
    const rising = path(assessed({ a: source('a', 200), b: source('b', 500) }))!;
    expect(trend('types[1]', rising)).not.toHaveProperty('halfLife');
    expect(trend('novelty[1]', rising)).not.toHaveProperty('halfLife');
  });

  it('has no trend of what one generation lacks', () => {
    const bare = source('bare').map((one) => ({ ...one, text: 'one two' }));
    const keys = path(assessed({ a: source('a'), b: bare }))!.trends.map(({ key }) => key);
    expect(keys).not.toContain('distinct[3]');
    expect(keys).toContain('types[1]');
  });
});
