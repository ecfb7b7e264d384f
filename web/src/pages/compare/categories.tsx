import type { CompareView } from '../../../../src/server/wire.ts';
import { Section } from '../../parts/card.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Text } from '../../parts/text.tsx';
import { percent, shortNames } from '../../parts/words.ts';

type Row = CompareView['categories'][number];

function share(value: number | undefined): string {
  return value === undefined ? '\u2013' : percent(value);
}

function columnsOf({ a, b }: CompareView): readonly Column<Row>[] {
  const [first, second] = shortNames([a.id, b.id], 20);
  const figures = [
    { key: 'human', title: 'Human', value: (row: Row) => row.human },
    { key: 'a', title: first, value: (row: Row) => row.a },
    { key: 'b', title: second, value: (row: Row) => row.b },
  ];
  return [
    {
      key: 'category',
      title: 'Category',
      value: (row) => row.category,
      cell: (row) => <Text clip={60}>{row.category}</Text>,
    },
    ...figures.map((column) => ({
      ...column,
      align: 'number' as const,
      cell: (row: Row) => share(column.value(row)),
    })),
  ];
}

/** Shares of categories in human text and in both. */
export function Categories({ found }: { found: CompareView }) {
  if (found.categories.length === 0) return null;
  return (
    <Section title="Categories" lead="Shares of examples." id="categories">
      <Table
        name="categories"
        caption={`Categories of ${found.a.id} and ${found.b.id}`}
        columns={columnsOf(found)}
        rows={found.categories}
        keyOf={({ category }) => category}
      />
    </Section>
  );
}
