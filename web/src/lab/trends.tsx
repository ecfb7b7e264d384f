import type { Metric, Subject } from '../../../src/lab/browser.ts';
import { Chart } from '../charts/index.ts';
import { Card, Cards, classes } from '../parts/index.ts';
import styles from './lab.module.css';
import { LETTERS } from './roles.ts';
import type { RunState } from './run-state.ts';
import { type Trend, trendOf, trendOption, trendReadings, trendTable } from './trend-chart.ts';

/** Metrics that are drawn; the rest is in `lab run`. */
const DRAWN: Readonly<Record<Subject, readonly string[]>> = {
  gaussian: ['variance', 'log-variance', 'mean-error'],
  categorical: ['survivors', 'tail', 'heterozygosity'],
  transformer: ['perplexity', 'own', 'tail'],
};

export function drawnMetrics(subject: Subject, metrics: readonly Metric[]): Metric[] {
  return DRAWN[subject].flatMap((id) => metrics.find((metric) => metric.id === id) ?? []);
}

function Legend({ lines, expected }: { lines: number; expected: boolean }) {
  return (
    <ul className={styles['legend']}>
      {LETTERS.slice(0, lines).map((letter) => (
        <li key={letter}>
          <i className={classes(styles['stroke'], styles[letter.toLowerCase()])} />
          {letter}
        </li>
      ))}
      {expected && (
        <li>
          <i className={classes(styles['stroke'], styles['dashed'])} />
          closed form
        </li>
      )}
    </ul>
  );
}

function TrendCard({ trend, theory }: { trend: Trend; theory: boolean }) {
  const { metric } = trend;
  const readings = trendReadings(trend);
  const expected = trend.expected.some((own) => own !== undefined);
  return (
    <Card>
      <Chart
        name={metric.id}
        title={metric.title}
        label={`${metric.title} by generation. ${metric.meaning}`}
        height={190}
        option={trendOption(trend)}
        table={trendTable(trend)}
        legend={<Legend lines={trend.lines.length} expected={expected} />}
        {...(readings.length === 0 ? {} : { readings })}
      />
      <p className={styles['meaning']}>
        {metric.meaning}
        {theory && !expected && ' No closed form is known here.'}
      </p>
    </Card>
  );
}

interface TrendsProps {
  readonly subject: Subject;
  readonly state: RunState;
  readonly generations: number;
  readonly at: number;
}

/** What is measured, generation by generation, beside what theory expects. */
export function Trends({ subject, state, generations, at }: TrendsProps) {
  const { openings, frames } = state;
  const metrics = drawnMetrics(subject, openings[0]?.metrics ?? []);
  return (
    <Cards least="20rem">
      {metrics.map((metric) => (
        <TrendCard
          key={metric.id}
          theory={subject !== 'transformer'}
          trend={trendOf(metric, openings, frames, { generations, at })}
        />
      ))}
    </Cards>
  );
}
