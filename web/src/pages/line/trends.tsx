import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { LineView, TrendSeries } from '../../../../src/server/wire.ts';
import { Chart } from '../../charts/chart.tsx';
import { Button } from '../../parts/button.tsx';
import { Card, Cards, Section } from '../../parts/card.tsx';
import { classes } from '../../parts/class-names.ts';
import { deciding, ratio, signalTitle, termOf } from '../../parts/words.ts';
import { generationPath } from '../../shell/address.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { trendOption, trendReadings, trendTable } from './trend-chart.ts';
import styles from './trends.module.css';

const HEIGHT = 190;

const LEAD =
  'Each signal as a ratio to human data. The solid line is a second human sample, the dashed line the margin, the band the interval.';

/** The newest ratio of a series. */
function newest({ ratio: ratios }: TrendSeries): number | undefined {
  return ratios.findLast((value) => value !== null) ?? undefined;
}

function Heading({ series }: { series: TrendSeries }) {
  const last = newest(series);
  return (
    <>
      <h3 title={termOf(series.id).meaning}>{signalTitle(series)}</h3>
      <p className={styles['level']}>
        {last !== undefined && (
          <>
            <b>{ratio(last)}</b> × human
          </>
        )}
        {series.worsening && <span className={classes(styles['worse'], 't-bad')}>▼ worsening</span>}
      </p>
    </>
  );
}

function TrendCard({ series, line }: { series: TrendSeries; line: LineView }) {
  const [, navigate] = useLocation();
  const { generations } = line;
  const option = useMemo(() => trendOption(series, generations), [series, generations]);
  const readings = useMemo(() => trendReadings(series, generations), [series, generations]);
  const table = useMemo(() => trendTable(series, generations), [series, generations]);
  const title = signalTitle(series);
  return (
    <Card>
      <Chart
        name={`trend.${series.key}`}
        title={title}
        heading={<Heading series={series} />}
        label={`${title}: ratio to human data by generation`}
        option={option}
        height={HEIGHT}
        table={table}
        readings={readings}
        onPick={(index) => navigate(generationPath(generations[index].id))}
      />
    </Card>
  );
}

/** Small multiples: what decides first, all signals on request. */
export function Trends({ line }: { line: LineView }) {
  const [which, setWhich] = useQueryState('signals');
  const all = which === 'all';
  const { trends } = line;
  const first = useMemo(() => deciding(trends), [trends]);
  if (trends.length === 0) return null;
  const shown = all ? trends : first;
  const more = trends.length > first.length && (
    <Button small look="quiet" onClick={() => setWhich(all ? '' : 'all')}>
      {all ? 'Only what decides' : `All ${trends.length} signals`}
    </Button>
  );
  return (
    <Section title="Trends" lead={LEAD} actions={more} id="trends">
      <Cards>
        {shown.map((series) => (
          <TrendCard key={series.key} series={series} line={line} />
        ))}
      </Cards>
    </Section>
  );
}
