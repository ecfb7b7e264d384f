import { Badge } from '../../parts/badge.tsx';
import { Section } from '../../parts/card.tsx';
import { PairBars } from '../../parts/pair-bars.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Text } from '../../parts/text.tsx';
import { count, percent } from '../../parts/words.ts';
import type { GenerationReport } from './report-parts.ts';

type Row = GenerationReport['categories'][number];

function columnsOf(report: GenerationReport): readonly Column<Row>[] {
  const most = report.categories.reduce((top, row) => Math.max(top, row.human, row.generation), 0);
  return [
    {
      key: 'category',
      title: 'Category',
      value: ({ category }) => category,
      cell: ({ category, vanished }) => (
        <>
          <Text clip={60}>{category}</Text> {vanished && <Badge tone="bad">✕ vanished</Badge>}
        </>
      ),
    },
    {
      key: 'human',
      title: 'Human',
      align: 'number',
      value: ({ human }) => human,
      cell: ({ human }) => percent(human),
    },
    {
      key: 'own',
      title: 'Generation',
      align: 'number',
      value: ({ generation }) => generation,
      cell: ({ generation }) => percent(generation),
    },
    {
      key: 'bars',
      title: 'Human above, generation below',
      bare: true,
      minor: true,
      value: () => undefined,
      cell: ({ human, generation }) => (
        <PairBars above={human} below={generation} most={most} tone={`v-${report.verdict}`} />
      ),
    },
  ];
}

/** Shares of categories, human text beside the generation. */
export function Categories({ report }: { report: GenerationReport }) {
  const { categories } = report;
  if (categories.length === 0) return null;
  const gone = categories.filter(({ vanished }) => vanished).length;
  const lead =
    gone === 0
      ? 'Every human category is still there.'
      : `${count(gone)} of ${count(categories.length)} human categories vanished.`;
  return (
    <Section title="Categories" lead={lead} id="categories">
      <Table
        name="categories"
        caption={`Categories of ${report.name}`}
        columns={columnsOf(report)}
        rows={categories}
        keyOf={({ category }) => category}
      />
    </Section>
  );
}
