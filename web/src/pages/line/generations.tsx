import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { GenerationPoint, LineView } from '../../../../src/server/wire.ts';
import { Section } from '../../parts/card.tsx';
import { OriginsBar } from '../../parts/origins-bar.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Text } from '../../parts/text.tsx';
import { Time } from '../../parts/time.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { count } from '../../parts/words.ts';
import { generationPath } from '../../shell/address.ts';

const HARM = ['critical', 'warning'];

function harmful({ findings }: GenerationPoint): number {
  return HARM.reduce((sum, severity) => sum + (findings[severity] ?? 0), 0);
}

function maybeCount(value: number | undefined): string {
  return value === undefined ? '\u2013' : count(value);
}

const COLUMNS: readonly Column<GenerationPoint>[] = [
  {
    key: 'id',
    title: 'Generation',
    value: ({ id }) => id,
    cell: ({ id }) => <Text clip={40}>{id}</Text>,
  },
  { key: 'position', title: 'Position', value: ({ position }) => position, align: 'number', minor: true },
  {
    key: 'verdict',
    title: 'Verdict',
    value: ({ verdict }) => verdict,
    cell: ({ verdict }) => <VerdictMark verdict={verdict} />,
  },
  {
    key: 'checked',
    title: 'Checked',
    value: ({ checkedAt }) => checkedAt,
    cell: ({ checkedAt }) => (checkedAt ? <Time at={checkedAt} /> : '\u2013'),
    minor: true,
  },
  {
    key: 'findings',
    title: 'Critical and warnings',
    value: harmful,
    align: 'number',
  },
  {
    key: 'examples',
    title: 'Examples',
    value: ({ examples }) => examples,
    cell: ({ examples }) => maybeCount(examples),
    align: 'number',
    minor: true,
  },
  {
    key: 'tokens',
    title: 'Tokens',
    value: ({ tokens }) => tokens,
    cell: ({ tokens }) => maybeCount(tokens),
    align: 'number',
    minor: true,
  },
  {
    key: 'origins',
    title: 'Declared make-up',
    value: ({ origins }) =>
      origins &&
      Object.entries(origins)
        .map((entry) => entry.join(' '))
        .join('; '),
    cell: ({ origins }) => (origins ? <OriginsBar origins={origins} /> : '\u2013'),
    minor: true,
  },
];

/** The generations in the window, newest first. */
export function Generations({ line }: { line: LineView }) {
  const [, navigate] = useLocation();
  const rows = useMemo(() => [...line.generations].reverse(), [line.generations]);
  return (
    <Section title="All figures of the generations" id="generations">
      <Table
        name="generations"
        caption={`Generations of ${line.line}`}
        columns={COLUMNS}
        rows={rows}
        keyOf={({ id }) => id}
        onOpen={({ id }) => navigate(generationPath(id))}
      />
    </Section>
  );
}
