import { useMemo } from 'react';
import { Section } from '../../parts/card.tsx';
import { classes } from '../../parts/class-names.ts';
import { Forest } from '../../parts/forest.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import {
  interval,
  judge,
  judgementGlyph,
  judgementWord,
  marginRatio,
  quantity,
  ratio,
  reachFor,
  signalTitle,
  termOf,
} from '../../parts/words.ts';
import type { GenerationReport } from './report-parts.ts';
import styles from './signals.module.css';

type Signal = GenerationReport['signals'][number];

/** The margin of a report that tells none. */
const MARGIN = 0.1;

function boundOf(signal: Signal, margin: number): number {
  return signal.margin ?? marginRatio(signal.direction, margin);
}

function keyOf({ id, order, band }: Signal): string {
  return `${id} ${order ?? ''} ${band ?? ''}`;
}

function Name({ signal }: { signal: Signal }) {
  const term = termOf(signal.id);
  return (
    <details className={styles['term']}>
      <summary title={term.meaning}>{signalTitle(signal)}</summary>
      <p>
        {term.meaning} {term.reading}
      </p>
    </details>
  );
}

function Judged({ signal, margin }: { signal: Signal; margin: number }) {
  const judgement = judge(signal, boundOf(signal, margin));
  return (
    <span className={classes(styles[judgement], styles['judged'])}>
      {judgementGlyph(judgement, signal.direction)} {judgementWord(judgement, signal.direction)}
    </span>
  );
}

function columnsOf(signals: readonly Signal[], margin: number): readonly Column<Signal>[] {
  const reach = reachFor(signals);
  return [
    { key: 'signal', title: 'Signal', value: signalTitle, cell: (signal) => <Name signal={signal} /> },
    { key: 'family', title: 'Family', value: ({ family }) => family, minor: true },
    {
      key: 'ratio',
      title: 'Ratio',
      align: 'number',
      value: (one) => one.ratio,
      cell: (one) => (
        <>
          <b>{ratio(one.ratio)}</b>
          <small className={styles['bounds']}>{interval(one.interval)}</small>
        </>
      ),
    },
    {
      key: 'low',
      title: 'Low',
      align: 'number',
      value: (one) => one.interval[0],
      minor: true,
      cell: (one) => ratio(one.interval[0]),
    },
    {
      key: 'high',
      title: 'High',
      align: 'number',
      value: (one) => one.interval[1],
      minor: true,
      cell: (one) => ratio(one.interval[1]),
    },
    {
      key: 'forest',
      title: `\u00f7${reach}  \u2013  human  \u2013  \u00d7${reach}`,
      bare: true,
      minor: true,
      value: () => undefined,
      cell: (one) => (
        <Forest measured={one} margin={boundOf(one, margin)} reach={reach} said={interval(one.interval)} />
      ),
    },
    {
      key: 'reading',
      title: 'Reading',
      value: (one) => judge(one, boundOf(one, margin)),
      cell: (one) => <Judged signal={one} margin={margin} />,
    },
    {
      key: 'value',
      title: 'Generation',
      align: 'number',
      value: (one) => one.value,
      minor: true,
      cell: (one) => quantity(one.value),
    },
    {
      key: 'human',
      title: 'Human',
      align: 'number',
      value: (one) => one.baseline,
      minor: true,
      cell: (one) => quantity(one.baseline),
    },
  ];
}

/** All that was measured. */
export function Signals({
  report,
  margin = MARGIN,
}: {
  report: GenerationReport;
  margin?: number | undefined;
}) {
  const { signals } = report;
  const columns = useMemo(() => columnsOf(signals, margin), [signals, margin]);
  const lead =
    'Each at equal sample size, as a ratio to a second human sample: 1.00 is as human data are to other human data.';
  return (
    <Section title="Signals" lead={lead} id="signals">
      <Table
        name="signals"
        caption={`Signals of ${report.name}`}
        columns={columns}
        rows={signals}
        keyOf={keyOf}
        none="No signal could be measured."
      />
    </Section>
  );
}
