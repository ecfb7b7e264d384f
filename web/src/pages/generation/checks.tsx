import { Link } from 'wouter';
import type { GenerationView } from '../../../../src/server/wire.ts';
import { Section } from '../../parts/card.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Text } from '../../parts/text.tsx';
import { Time } from '../../parts/time.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { ledgerPath } from '../../shell/address.ts';

type Check = GenerationView['checks'][number];

const COLUMNS: readonly Column<Check>[] = [
  { key: 'at', title: 'When', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
  {
    key: 'verdict',
    title: 'Verdict',
    value: ({ verdict }) => verdict,
    cell: ({ verdict }) => <VerdictMark verdict={verdict} />,
  },
  { key: 'by', title: 'By', value: ({ by }) => by, cell: ({ by }) => <Text clip={40}>{by}</Text> },
  {
    key: 'seq',
    title: 'Event',
    align: 'number',
    value: ({ seq }) => seq,
    cell: ({ seq }) => <Link href={ledgerPath({ before: String(seq + 1) })}>{seq}</Link>,
  },
];

/** Every check of the generation, newest first. */
export function Checks({ checks, of }: { checks: readonly Check[]; of: string }) {
  if (checks.length === 0) return null;
  return (
    <Section title="Checks" id="checks">
      <Table
        name="checks"
        caption={`Checks of ${of}`}
        columns={COLUMNS}
        rows={checks}
        keyOf={({ seq }) => String(seq)}
      />
    </Section>
  );
}
