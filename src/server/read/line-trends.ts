import { signalKey } from '../../compare/signal.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { deciding } from '../../report/deciding.ts';
import { signalTitle } from '../../report/glossary.ts';
import type { Report } from '../../report/report.ts';
import type { TrendSeries } from '../wire.ts';

type RecordedSignal = BodyOf<'verdict.given'>['signals'][number];

/** Each signal of the verdicts, a column for each, the most telling first; null where a generation has none. */
export function trendSeries(
  verdicts: readonly (BodyOf<'verdict.given'> | undefined)[],
  report: Report | undefined,
): TrendSeries[] {
  const found = new Map<string, RecordedSignal>();
  // The newest first: names and directions are as it has them.
  for (const verdict of [...verdicts].reverse())
    for (const signal of verdict?.signals ?? []) {
      const key = signalKey(signal);
      if (!found.has(key)) found.set(key, signal);
    }
  const columns = verdicts.map((verdict) => new Map((verdict?.signals ?? []).map((s) => [signalKey(s), s])));
  const margins = marginsIn(report);
  const worsening = new Map((report?.trajectory?.trends ?? []).map((trend) => [trend.key, trend.worsening]));
  return tellingFirst([...found]).map(([key, { id, order, band, direction }]) => {
    const cells = columns.map((column) => column.get(key));
    return {
      key,
      id,
      ...given('order', order),
      ...given('band', band),
      label: signalTitle({ id, ...given('order', order), ...given('band', band) }),
      direction,
      ...given('margin', margins.get(key)),
      ratio: cells.map((cell) => figure(cell?.ratio)),
      low: cells.map((cell) => figure(cell?.interval?.[0])),
      high: cells.map((cell) => figure(cell?.interval?.[1])),
      ...given('worsening', worsening.get(key)),
    };
  });
}

/** The rows that a summary shows in their order, and what else was recorded after them. */
function tellingFirst(found: readonly [string, RecordedSignal][]): [string, RecordedSignal][] {
  const ranked = deciding(
    found.map(([key, signal]) => ({
      key,
      ...given('order', signal.order),
      ...given('band', signal.band),
      id: signal.id,
    })),
  );
  const rank = new Map(ranked.map(({ key }, i) => [key, i]));
  const of = (key: string) => rank.get(key) ?? ranked.length;
  return [...found].sort(([a], [b]) => of(a) - of(b));
}

/** The bound of each signal that a test of the newest report used. */
function marginsIn(report: Report | undefined): Map<string, number> {
  const margins = new Map<string, number>();
  for (const { key, margin } of report?.trajectory?.trends ?? [])
    if (margin !== undefined) margins.set(key, margin);
  for (const signal of report?.generations.at(-1)?.signals ?? [])
    if (signal.margin !== undefined) margins.set(signalKey(signal), signal.margin);
  return margins;
}

/** To six digits: more than a drawing shows, and half as many bytes. */
function figure(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
