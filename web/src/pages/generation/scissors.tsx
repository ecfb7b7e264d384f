import { useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import type { ChartTable, Reading } from '../../charts/chart-props.ts';
import { Card, Section } from '../../parts/card.tsx';
import { clipped, count, interval, quantity, scissorsDrawing } from '../../parts/words.ts';
import type { ReportContext } from './report-parts.ts';
import styles from './survival.module.css';

type Scissors = NonNullable<ReportContext['scissors']>;

function told(name: string, figure: Scissors['points'][number]['own']): string {
  return figure === undefined
    ? `${name}: \u2013`
    : `${name}: ${quantity(figure.value)} ${interval(figure.interval, quantity)}`;
}

function readingsOf({ points }: Scissors): Reading[] {
  return points.map(({ name, holdout, own }) => ({
    lines: [clipped(name, 40), told('human text', holdout), told('own output', own)],
  }));
}

function tableOf({ points }: Scissors): ChartTable {
  return {
    columns: ['Model', 'Human text', 'Own output', 'Training set', 'Left out of it', 'Human texts'],
    rows: points.map(({ name, holdout, own, train, validation }) => [
      name,
      holdout.value,
      own?.value,
      train?.value,
      validation?.value,
      holdout.texts,
    ]),
  };
}

function Legend() {
  return (
    <ul className={styles['legend']}>
      <li className="t-bad">human text, solid</li>
      <li className="t-blue">own output, dashed</li>
    </ul>
  );
}

/** How each generation's own model finds human text, and its own. */
export function ScissorsSection({ scissors }: { scissors: Scissors }) {
  const drawing = useMemo(() => scissorsDrawing(scissors, 'scissors'), [scissors]);
  const readings = useMemo(() => readingsOf(scissors), [scissors]);
  const texts = scissors.paired
    ? `All models scored the same ${count(scissors.common)} human texts.`
    : 'The models scored different human texts: compare with care.';
  const lead = `How surprising human text (solid) and its own output (dashed) are to each generation\u2019s own model, by the scores that were given. In a collapse the scissors open. ${texts}`;
  return (
    <Section title="Under their own models" lead={lead} id="scissors">
      <Card className={styles['card']}>
        <Chart
          name="scissors"
          title={`Perplexity a ${scissors.unit}`}
          label={drawing.label}
          option={drawing.option}
          height={280}
          table={tableOf(scissors)}
          readings={readings}
          legend={<Legend />}
        />
      </Card>
    </Section>
  );
}
