import type { Report } from '../../report/report.ts';
import { type Due, dueNow, type LineFacts } from '../../workspace/status.ts';
import type { Workspace } from '../../workspace.ts';
import type { AlertView, LineView } from '../wire.ts';
import { generationPoint } from './generation-point.ts';
import type { Fact, LineModel } from './line-model.ts';
import { trendSeries } from './line-trends.ts';
import type { Standing } from './standing.ts';

/** Positions, from 1, both included. */
export interface LineRange {
  readonly from?: number;
  readonly to?: number;
}

/** Generations that are shown where nobody says which. */
const SHOWN = 200;

/** Generations of one answer. */
const MOST_SHOWN = 1_000;

/** Alerts that are shown. */
const ALERTS = 20;

export interface LineSetting {
  readonly workspace: Workspace;
  /** Of the newest check, where it was kept. */
  readonly report: Report | undefined;
  /** The newest mix was built, and its file or folder is not there any more. */
  readonly mixIsGone: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The line between two positions; the newest generations where nothing is asked. Pure. */
export function lineView(standing: Standing, range: LineRange, setting: LineSetting): LineView {
  const { model, order } = standing;
  const ids = order.slice(...bounds(order.length, range));
  const verdictOf = (id: string) => model.generations.get(id)?.verdict;
  const judged = order.flatMap((id) => verdictOf(id)?.body.verdict ?? []);
  const newest = order.findLast((id) => verdictOf(id) !== undefined);
  return {
    line: model.line,
    total: order.length,
    generations: ids.map((id) => generationPoint(standing, id)),
    overview: order.map((id) => verdictOf(id)?.body.verdict ?? null),
    trends: trendSeries(
      ids.map((id) => verdictOf(id)?.body),
      setting.report,
    ),
    summary: summary(standing, newest),
    ...(judged.length === 0 ? {} : { verdict: judged[judged.length - 1] }),
    ...named('firstEarly', order.find(isJudged(model, 'early'))),
    ...named('firstLate', order.find(isJudged(model, 'late'))),
    ...named('lastHealthy', order.findLast(isJudged(model, 'healthy'))),
    alerts: model.alerts.slice(0, ALERTS).map(alertView),
    next: nextOf(standing, setting),
    ...(order.length === 0
      ? { empty: { why: 'there is no generation yet', command: 'outcross check' } }
      : {}),
  };
}

/** What is due; first that a corpus is not there, where the newest generation was checked and no file is one of it any more. */
function nextOf(standing: Standing, setting: LineSetting): LineView['next'] {
  const { model, order, named: generations } = standing;
  const due = dueNow(factsOf(standing, setting), setting.workspace, setting.now);
  const last = order.at(-1);
  const isGone =
    last !== undefined &&
    model.generations.has(last) &&
    !generations.some(({ name }) => name === last) &&
    setting.workspace.config.generations !== undefined;
  const gone = {
    text: `${last} was checked, and its corpus is not where outcross.yaml looks for it`,
    command: 'outcross validate',
  };
  // Without the corpus nothing else is said of the generation that would be true.
  const rest =
    isGone && generations.length === 0 ? due.filter(({ command }) => command !== 'outcross mix') : due;
  return [...(isGone ? [gone] : []), ...rest.map(stepOf)];
}

function stepOf({ command, why }: Due): LineView['next'][number] {
  return { text: why, ...(command === '' ? {} : { command }) };
}

/** As `slice` takes them. */
function bounds(total: number, { from, to }: LineRange): [number, number] {
  if (from === undefined && to === undefined) return [Math.max(0, total - SHOWN), total];
  const end = Math.min(total, to ?? (from ?? 1) + SHOWN - 1);
  const start = Math.max(0, (from ?? end - SHOWN + 1) - 1);
  return [start, Math.max(start, Math.min(end, start + MOST_SHOWN))];
}

function isJudged(model: LineModel, verdict: string): (id: string) => boolean {
  return (id) => model.generations.get(id)?.verdict?.body.verdict === verdict;
}

/** Healthy or not, and why. */
function summary({ model, order }: Standing, newest: string | undefined): string {
  const last = order.at(-1);
  if (last === undefined) return 'There is no generation yet.';
  if (newest === undefined) return `${last} was never checked.`;
  const { verdict, why } = model.generations.get(newest)!.verdict!.body;
  const later = newest === last ? '' : ` ${last} was never checked.`;
  return `${newest} is ${verdict}. ${why}${later}`;
}

function alertView({ seq, at, body }: Fact<'alert.raised'>): AlertView {
  const { severity, message, generation } = body;
  return { seq, at, severity, message, ...named('generation', generation) };
}

function factsOf({ model, named: generations, anchor }: Standing, { mixIsGone }: LineSetting): LineFacts {
  const dated = <B>({ at, body }: { at: string; body: B }) => ({ ...body, at });
  return {
    line: model.line,
    generations,
    ...anchor,
    verdicts: generations.map(({ name }) => {
      const verdict = model.generations.get(name)?.verdict;
      return { generation: name, ...(verdict === undefined ? {} : { verdict: dated(verdict) }) };
    }),
    ...(model.mix === undefined ? {} : { mix: dated(model.mix) }),
    ...(mixIsGone ? { mixIsGone } : {}),
    ...(model.audit === undefined ? {} : { audit: dated(model.audit) }),
  };
}

function named<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
