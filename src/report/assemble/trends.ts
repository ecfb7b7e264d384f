import type { LineAssessment } from '../../compare/assess.ts';
import { type Measured, toSignal } from '../../compare/estimate.ts';
import type { Margins } from '../../compare/margins.ts';
import { movement, orientation } from '../../compare/trajectory.ts';
import { halfLife } from '../../stats/trend.ts';
import type { Trajectory, Trend } from '../report.ts';
import { marginOf } from './margin.ts';

export interface TrendOptions {
  readonly alpha: number;
  /** Half width of an interval in standard errors. */
  readonly quantile: number;
  readonly margins: Margins;
}

/** The movement of every signal that all generations have; undefined for a single generation. */
export function trajectory(line: LineAssessment, options: TrendOptions): Trajectory | undefined {
  const { generations, freedom } = line;
  if (generations.length < 2) return undefined;
  const names = generations.map((g) => g.subject.name);
  const keys = [...generations[0].measured.keys()].filter((key) =>
    generations.every((g) => g.measured.has(key)),
  );
  const last = generations[generations.length - 1].judgement.evidence;
  const worse = new Set(
    [...last.tailTrend, ...last.centreTrend, ...last.modelTrend]
      .filter((t) => t.pValue <= last.trendAlpha)
      .map((t) => t.key),
  );
  const trends = keys.flatMap((key) => {
    const measured = generations.map((g) => g.measured.get(key)!);
    const trend = trendOf(key, measured, names, freedom, options, worse.has(key));
    return trend === undefined ? [] : [trend];
  });
  const first = (verdict: string) => generations.find((g) => g.judgement.verdict === verdict)?.subject.name;
  const early = first('early');
  const late = first('late');
  return {
    generations: names,
    trends,
    ...(early === undefined ? {} : { firstEarly: early }),
    ...(late === undefined ? {} : { firstLate: late }),
  };
}

function trendOf(
  key: string,
  measured: readonly Measured[],
  names: readonly string[],
  freedom: number,
  { alpha, quantile, margins }: TrendOptions,
  worsening: boolean,
): Trend | undefined {
  const moved = movement(measured, 0, freedom);
  if (moved === undefined) return undefined;
  const { id, order, band, direction } = measured[0].name;
  const signals = measured.map((m) => toSignal(m, quantile));
  const turn = orientation(measured[0]);
  const slope = turn * moved.slope;
  const reach = quantile * moved.slopeError;
  const margin = marginOf(key, direction, margins);
  const crossed = margin === undefined ? -1 : signals.findIndex((s) => beyond(s.interval, margin, direction));
  const half = halfLife({ slope: moved.slope, standardError: moved.slopeError }, alpha);
  return {
    key,
    id,
    ...(order === undefined ? {} : { order }),
    ...(band === undefined ? {} : { band }),
    direction,
    points: signals.map((s, i) => ({ generation: names[i], ratio: s.ratio, interval: s.interval })),
    slope,
    slopeInterval: [slope - reach, slope + reach],
    pValue: moved.pValue,
    worsening,
    ...(half === undefined || half.high === Infinity || direction === 'flag'
      ? {}
      : { halfLife: { generations: half.estimate, interval: [half.low, half.high] as const } }),
    ...(margin === undefined ? {} : { margin }),
    ...(crossed < 0 ? {} : { crossedAt: names[crossed] }),
  };
}

function beyond(interval: readonly [number, number], margin: number, direction: Trend['direction']): boolean {
  return direction === 'rises' ? interval[0] > margin : interval[1] < margin;
}
