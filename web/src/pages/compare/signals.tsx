import { useMemo } from 'react';
import type { CompareView } from '../../../../src/server/wire.ts';
import { Section } from '../../parts/card.tsx';
import { classes } from '../../parts/class-names.ts';
import { Select } from '../../parts/field.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Text } from '../../parts/text.tsx';
import { interval, ratio, shortNames } from '../../parts/words.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { type Change, changeWord, shownRows } from './changes.ts';
import styles from './signals.module.css';
import { Slope } from './slope.tsx';

type Row = CompareView['signals'][number];

const TONES: Readonly<Record<Change, string>> = {
  worse: 't-bad',
  better: 't-good',
  differs: 't-blue',
  same: 't-plain',
  unknown: 't-plain',
};

function Measured({ measured }: { measured: Row['a'] }) {
  if (measured === undefined) return '\u2013';
  return (
    <>
      <b>{ratio(measured.ratio)}</b> <small className={styles['bounds']}>{interval(measured.interval)}</small>
    </>
  );
}

function endsOf(name: string, of: (row: Row) => Row['a']) {
  return [
    { title: `${name} low`, value: (row: Row) => of(row)?.interval[0] },
    { title: `${name} high`, value: (row: Row) => of(row)?.interval[1] },
  ];
}

export function columnsOf({ a, b }: CompareView): readonly Column<Row>[] {
  const [first, second] = shortNames([a.id, b.id], 20);
  return [
    {
      key: 'signal',
      title: 'Signal',
      value: ({ label }) => label,
      cell: ({ label }) => <Text>{label}</Text>,
    },
    { key: 'family', title: 'Family', value: ({ family }) => family, minor: true },
    {
      key: 'a',
      title: first,
      align: 'number',
      value: (row) => row.a?.ratio,
      also: endsOf(first, (row) => row.a),
      cell: (row) => <Measured measured={row.a} />,
    },
    {
      key: 'b',
      title: second,
      align: 'number',
      value: (row) => row.b?.ratio,
      also: endsOf(second, (row) => row.b),
      cell: (row) => <Measured measured={row.b} />,
    },
    {
      key: 'slope',
      title: '\u00f74 \u2013 human \u2013 \u00d74',
      bare: true,
      minor: true,
      value: () => undefined,
      cell: (row) => <Slope from={row.a} to={row.b} tone={TONES[row.change]} />,
    },
    {
      key: 'change',
      title: 'Change',
      value: ({ change }) => change,
      cell: ({ change }) => (
        <span className={classes(styles['change'], TONES[change])}>{changeWord(change)}</span>
      ),
    },
  ];
}

const FILTERS = [
  { value: '', label: 'all changes' },
  { value: 'worse', label: 'worse' },
  { value: 'better', label: 'better' },
  { value: 'differs', label: 'different' },
  { value: 'same', label: 'not told apart' },
];

/** Every signal of both, what changed first. */
export function Signals({ found }: { found: CompareView }) {
  const [only, setOnly] = useQueryState('change');
  const rows = useMemo(() => shownRows(found.signals, only), [found.signals, only]);
  const columns = useMemo(() => columnsOf(found), [found]);
  const filter = <Select aria-label="Changes shown" value={only} onChange={setOnly} options={FILTERS} />;
  return (
    <Section
      title="Signals"
      lead="Ratios to human data with their intervals: the earlier above, on a scale from a quarter of human to four times."
      actions={filter}
      id="signals"
    >
      <Table
        name="signals"
        caption={`Signals of ${found.a.id} and ${found.b.id}`}
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
        none="No signal changed so."
      />
    </Section>
  );
}
