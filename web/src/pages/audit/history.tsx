import { Link } from 'wouter';
import type { AuditView } from '../../../../src/server/wire.ts';
import { Badge, Section, Table, Text, Time } from '../../parts/index.ts';

/** Audits that were written to the ledger. */
export function History({ history }: Pick<AuditView, 'history'>) {
  return (
    <Section
      title="Recorded"
      lead="Audits that were run and written to the ledger, newest first."
      id="history"
    >
      <Table
        name="history"
        caption="Recorded audits"
        rows={history}
        keyOf={({ seq }) => String(seq)}
        none="None yet: “Run and record” writes one."
        columns={[
          { key: 'at', title: 'When', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
          {
            key: 'status',
            title: 'Result',
            value: ({ status }) => status,
            cell: ({ status }) => (
              <Badge tone={status === 'passed' ? 'good' : 'bad'}>
                <Text clip={20}>{status}</Text>
              </Badge>
            ),
          },
          { key: 'score', title: 'Score', align: 'number', value: ({ score }) => score },
          {
            key: 'seq',
            title: 'Event',
            align: 'number',
            value: ({ seq }) => seq,
            cell: ({ seq }) => <Link href={`/ledger?before=${seq + 1}`}>{seq}</Link>,
          },
        ]}
      />
    </Section>
  );
}
