import { VERDICTS } from '../compare/verdict.ts';
import type { KnownVerdict } from './known.ts';
import type { WatchEvent } from './watch-event.ts';

/** What stands in the metrics beside the newest verdict. */
export interface MetricCounts {
  readonly checked: number;
  readonly pending: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly unreadable: number;
  readonly errors: Readonly<Record<string, number>>;
}

type Counted = 'checked' | 'delivered' | 'undelivered' | 'unreadable';

/** Adds up what a watch says. */
export class MetricCounter {
  readonly #sums: Record<Counted, number> = { checked: 0, delivered: 0, undelivered: 0, unreadable: 0 };
  readonly #errors = new Map<string, number>();
  pending = 0;
  waiting = 0;

  take(event: WatchEvent): void {
    if (event.kind === 'error') this.#errors.set(event.code, (this.#errors.get(event.code) ?? 0) + 1);
    else if (event.kind in this.#sums) this.#sums[event.kind as Counted]++;
  }

  get counts(): MetricCounts {
    const errors = Object.fromEntries([...this.#errors].sort());
    return { ...this.#sums, pending: this.pending, waiting: this.waiting, errors };
  }
}

export interface MetricState {
  readonly line: string;
  readonly version: string;
  readonly counts: MetricCounts;
  readonly newest: KnownVerdict | undefined;
  /** Milliseconds of the epoch. */
  readonly now: number;
}

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The state of a watch in the text format of Prometheus, version 0.0.4. A metric without a sample is left out. */
export function metricsText(state: MetricState): string {
  return [...verdictMetrics(state), ...countMetrics(state)]
    .filter(({ samples }) => samples.length > 0)
    .map(metricText)
    .join('');
}

function verdictMetrics({ newest, line, now }: MetricState): Metric[] {
  if (newest === undefined) return [];
  const { generation, at, body } = newest;
  const labels = { line, generation };
  const seconds = Date.parse(at) / 1000;
  const signals = body.signals.map(({ id, order, band, ratio, interval }) => ({
    labels: {
      ...labels,
      signal: id,
      order: order === undefined ? '' : String(order),
      band: band === undefined ? '' : String(band),
    },
    ratio,
    interval,
  }));
  const ends = (end: 0 | 1) =>
    signals.flatMap(({ labels: own, interval }) =>
      interval === undefined ? [] : [[own, interval[end]] as const],
    );
  return [
    {
      name: 'outcross_verdict',
      type: 'gauge',
      help: '1 for the verdict on the newest generation that was checked, 0 for the others.',
      samples: VERDICTS.map((verdict) => [{ ...labels, verdict }, verdict === body.verdict ? 1 : 0] as const),
    },
    {
      name: 'outcross_signal_ratio',
      type: 'gauge',
      help: 'A signal as a ratio to human text against human text.',
      samples: signals.map(({ labels: own, ratio }) => [own, ratio] as const),
    },
    {
      name: 'outcross_signal_ratio_lower',
      type: 'gauge',
      help: 'Lower end of its interval.',
      samples: ends(0),
    },
    {
      name: 'outcross_signal_ratio_upper',
      type: 'gauge',
      help: 'Upper end of its interval.',
      samples: ends(1),
    },
    {
      name: 'outcross_last_check_timestamp_seconds',
      type: 'gauge',
      help: 'When the newest check was, in seconds of the epoch.',
      samples: [[{ line }, seconds]],
    },
    {
      name: 'outcross_last_check_age_seconds',
      type: 'gauge',
      help: 'How old the newest check is.',
      // A clock that was set back makes nothing younger than new.
      samples: [[{ line }, Math.max(0, now / 1000 - seconds)]],
    },
  ];
}

function countMetrics({ line, version, counts }: MetricState): Metric[] {
  const one = (name: string, type: Metric['type'], help: string, value: number): Metric => ({
    name,
    type,
    help,
    samples: [[{ line }, value]],
  });
  return [
    {
      name: 'outcross_info',
      type: 'gauge',
      help: 'The version that watches.',
      samples: [[{ line, version }, 1]],
    },
    one(
      'outcross_generations_pending',
      'gauge',
      'Generations that are being written, or cannot be read yet.',
      counts.pending,
    ),
    one('outcross_alerts_waiting', 'gauge', 'Alerts that nobody has taken yet.', counts.waiting),
    one(
      'outcross_generations_checked_total',
      'counter',
      'Generations checked since the start.',
      counts.checked,
    ),
    one(
      'outcross_generations_unreadable_total',
      'counter',
      'Generations given up since the start.',
      counts.unreadable,
    ),
    one(
      'outcross_alerts_delivered_total',
      'counter',
      'Alerts that were taken since the start.',
      counts.delivered,
    ),
    one(
      'outcross_alert_failures_total',
      'counter',
      'Attempts that failed since the start.',
      counts.undelivered,
    ),
    {
      name: 'outcross_errors_total',
      type: 'counter',
      help: 'Errors of the watch itself since the start, by code.',
      samples: Object.entries(counts.errors).map(([code, value]) => [{ line, code }, value] as const),
    },
  ];
}

function metricText({ name, type, help, samples }: Metric): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${numberText(value)}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

/** Backslash, quote and line feed, as the format has it. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}
