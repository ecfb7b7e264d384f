import { useMemo } from 'react';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/card.tsx';
import { Input, Select } from '../../parts/field.tsx';
import { Text } from '../../parts/text.tsx';
import { count, cutPassage, orderInWords, visible } from '../../parts/words.ts';
import { useQueryNumber, useQueryState } from '../../shell/query-state.ts';
import styles from './lost.module.css';
import { filterLost, type LostType, lostCategories, lostOrders } from './lost-filter.ts';
import type { GenerationReport } from './report-parts.ts';

/** Shown at first, and more at each request. */
const PAGE = 24;

function plural(number: number, one: string): string {
  return `${count(number)} ${number === 1 ? one : `${one}s`}`;
}

function Uses({ lost }: { lost: LostType }) {
  return (
    <p className={styles['uses']}>
      <b>
        <Text clip={80}>{lost.type}</Text>
      </b>{' '}
      {plural(lost.holdoutCount, 'use')} in {plural(lost.holdoutExamples, 'human example')},{' '}
      {count(lost.reservoirCount)} in a second human sample
    </p>
  );
}

function LostItem({ lost }: { lost: LostType }) {
  const cut = cutPassage(lost);
  return (
    <li>
      {cut && (
        <blockquote dir="auto">
          {cut.before}
          <mark>{cut.type}</mark>
          {cut.after}
        </blockquote>
      )}
      <Uses lost={lost} />
    </li>
  );
}

interface FilterProps {
  readonly orders: readonly number[];
  readonly order: string;
  readonly onOrder: (order: string) => void;
  readonly categories: ReturnType<typeof lostCategories>;
  readonly category: string;
  readonly onCategory: (category: string) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Filter(props: FilterProps) {
  const { orders, order, onOrder, categories, category, onCategory, text, onText } = props;
  const sorts = categories.map((one) => ({
    value: one.category,
    label: `${one.label}: ${count(one.count)}`,
  }));

  const kinds = orders.map((one) => ({ value: String(one), label: orderInWords(one) }));
  return (
    <>
      <Input
        type="search"
        value={text}
        onChange={onText}
        placeholder="Search"
        aria-label="Search what was lost"
      />
      {orders.length > 1 && (
        <Select
          aria-label="Kind of types"
          value={order}
          onChange={onOrder}
          options={[{ value: '', label: 'all kinds' }, ...kinds]}
        />
      )}
      {categories.length > 1 && (
        <Select
          aria-label="Category of types"
          value={category}
          onChange={onCategory}
          options={[{ value: '', label: 'all categories' }, ...sorts]}
        />
      )}
    </>
  );
}

/** Where the tail went: what people write and the generation never does, in the passages that held it. */
export function Lost({ report }: { report: GenerationReport }) {
  const { lost } = report;
  const [text, setText] = useQueryState('lost');
  const [asked, setOrder] = useQueryState('lost.order');
  const [sort, setCategory] = useQueryState('lost.category');
  const [wanted, setShown] = useQueryNumber('lost.shown', PAGE);
  const shown = Math.max(PAGE, Math.floor(wanted));
  const orders = useMemo(() => lostOrders(lost), [lost]);
  // An order that was not measured has no control that could take it back.
  const order = orders.some((one) => String(one) === asked) ? asked : '';
  const categories = useMemo(() => lostCategories(filterLost(lost, text, order)), [lost, text, order]);
  const all = useMemo(() => lostCategories(lost), [lost]);
  const category = all.some((one) => one.category === sort) ? sort : '';
  const found = useMemo(() => filterLost(lost, text, order, category), [lost, text, order, category]);
  if (lost.length === 0) return null;
  const rest = found.length - shown;
  const name = visible(report.name);
  const lead = `People wrote these; in an equal amount of text ${name} never does. Each stands in two or more human examples.`;
  const filter = (
    <Filter
      orders={orders}
      order={order}
      onOrder={setOrder}
      categories={all.map((one) => ({
        ...one,
        count: categories.find((other) => other.category === one.category)?.count ?? 0,
      }))}
      category={category}
      onCategory={setCategory}
      text={text}
      onText={setText}
    />
  );
  return (
    <Section title="Where the tail went" lead={lead} actions={filter} id="lost">
      <p className="hidden" role="status">
        {count(Math.min(shown, found.length))} of {plural(found.length, 'type')} shown
      </p>
      {found.length === 0 && <p className="soft">Nothing that was lost holds this text.</p>}
      <ul className={styles['passages']}>
        {found.slice(0, shown).map((one) => (
          <LostItem key={`${one.order} ${one.type}`} lost={one} />
        ))}
      </ul>
      {rest > 0 && (
        <Button onClick={() => setShown(shown + PAGE)}>
          {rest > PAGE ? `${count(PAGE)} more of ${count(rest)}` : `${count(rest)} more`}
        </Button>
      )}
    </Section>
  );
}
