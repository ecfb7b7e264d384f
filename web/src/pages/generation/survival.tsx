import { useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import type { ChartTable, Reading } from '../../charts/chart-props.ts';
import { Card, Section } from '../../parts/card.tsx';
import { Select } from '../../parts/field.tsx';
import { bandLabel, clipped, interval, orderInWords, percent, survivalDrawing } from '../../parts/words.ts';
import { useQueryState } from '../../shell/query-state.ts';
import type { GenerationReport } from './report-parts.ts';
import styles from './survival.module.css';

type Band = GenerationReport['survival'][number];

const LEAD =
  'Of what people used so many times in the holdout, the share that still occurs in an equal amount of text: in the generation (solid), and in a second human sample (hollow). The tint is what was lost.';

function readingsOf(name: string, bands: readonly Band[]): Reading[] {
  return bands.map((band) => ({
    lines: [
      `used ${bandLabel(band)} times`,
      `${name}: ${percent(band.value)} ${interval(band.interval, percent)}`,
      `human: ${percent(band.baseline)}`,
    ],
  }));
}

function tableOf(bands: readonly Band[]): ChartTable {
  return {
    columns: ['Uses', 'Human types', 'Found', 'Low', 'High', 'Human'],
    rows: bands.map((band) => [
      bandLabel(band),
      Math.round(band.types),
      band.value,
      band.interval[0],
      band.interval[1],
      band.baseline,
    ]),
  };
}

/** Orders measured, lowest first. */
export function ordersOf(report: GenerationReport): number[] {
  return [...new Set(report.survival.map(({ order }) => order))].sort((a, b) => a - b);
}

/** Which human types survive, by how often people use them. */
export function Survival({ report }: { report: GenerationReport }) {
  const orders = ordersOf(report);
  const [chosen, choose] = useQueryState('survival', String(orders[0] ?? 1));
  const order = orders.find((one) => String(one) === chosen) ?? orders[0];
  const bands = useMemo(() => report.survival.filter((band) => band.order === order), [report, order]);
  const drawing = useMemo(() => survivalDrawing(report, bands, 'survival'), [report, bands]);
  const readings = useMemo(() => readingsOf(clipped(report.name, 24), bands), [report, bands]);
  if (order === undefined) return null;
  const select = orders.length > 1 && (
    <Select
      aria-label="Kind of types"
      value={String(order)}
      onChange={choose}
      options={orders.map((one) => ({ value: String(one), label: orderInWords(one) }))}
    />
  );
  return (
    <Section title="Survival by frequency" lead={LEAD} actions={select} id="survival">
      <Card className={styles['card']}>
        <Chart
          name="survival"
          title={`Survival of ${orderInWords(order)} by frequency`}
          heading={<h3>{orderInWords(order)}</h3>}
          label={drawing.label}
          option={drawing.option}
          height={300}
          table={tableOf(bands)}
          readings={readings}
        />
      </Card>
    </Section>
  );
}
