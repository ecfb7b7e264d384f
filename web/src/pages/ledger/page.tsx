import { useMemo } from 'react';
import type { EventList, EventView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Button } from '../../parts/button.tsx';
import { PageHead } from '../../parts/card.tsx';
import { Input, Select } from '../../parts/field.tsx';
import { Shown } from '../../parts/shown.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Text } from '../../parts/text.tsx';
import { Time } from '../../parts/time.tsx';
import { setQuery, useQueryState } from '../../shell/query-state.ts';
import { detailOf } from './detail.ts';
import { eventsUrl, KINDS, SUBJECTS, USUAL } from './events-url.ts';
import styles from './page.module.css';

/** Subjects named in a row; the rest is counted. */
const NAMED = 3;

function Subjects({ subjects }: Pick<EventView, 'subjects'>) {
  const rest = subjects.length - NAMED;
  return (
    <ul className={styles['subjects']}>
      {subjects.slice(0, NAMED).map(({ type, id }) => (
        <li key={`${type} ${id}`}>
          <button type="button" onClick={() => setQuery({ type, id, before: undefined }, true)}>
            <Text clip={24}>{type}</Text> <Text clip={32}>{id}</Text>
          </button>
        </li>
      ))}
      {rest > 0 && <li>and {rest} more</li>}
    </ul>
  );
}

const COLUMNS: readonly Column<EventView>[] = [
  { key: 'seq', title: 'Event', align: 'number', value: ({ seq }) => seq, minor: true },
  { key: 'at', title: 'When', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
  {
    key: 'kind',
    title: 'What',
    value: ({ kind }) => kind,
    also: [{ title: 'Result', value: detailOf }],
    cell: (event) => (
      <span className={styles['what']}>
        <Text>{event.kind}</Text>{' '}
        <b>
          <Text>{detailOf(event)}</Text>
        </b>
        <Subjects subjects={event.subjects} />
      </span>
    ),
  },
  {
    key: 'actor',
    title: 'By',
    value: ({ actor }) => actor.name,
    cell: ({ actor }) => <Text clip={32}>{actor.name}</Text>,
  },
  {
    key: 'subjects',
    title: 'About',
    value: ({ subjects }) => subjects.map(({ type, id }) => `${type} ${id}`).join('; '),
    cell: ({ subjects }) => <Subjects subjects={subjects} />,
    minor: true,
  },
];

function Filters() {
  const [kind] = useQueryState('kind');
  const [type] = useQueryState('type', USUAL);
  const [id] = useQueryState('id');
  const filter = (changes: Record<string, string | undefined>) => setQuery({ ...changes, before: undefined });
  const active = [kind, id].some((one) => one !== '');
  return (
    <>
      <Select
        aria-label="Kind of event"
        value={kind}
        onChange={(next) => filter({ kind: next })}
        options={KINDS}
      />
      <Select
        aria-label="Subject"
        value={type}
        onChange={(next) => filter({ type: next })}
        options={SUBJECTS}
      />
      <Input
        type="search"
        aria-label="Name of the subject"
        placeholder={`name of a ${type}`}
        value={id}
        onChange={(next) => filter({ id: next })}
      />
      {active && (
        <Button
          look="quiet"
          small
          onClick={() => filter({ kind: undefined, type: undefined, id: undefined })}
        >
          Clear
        </Button>
      )}
    </>
  );
}

function Pager({ list, before }: { list: EventList; before: string }) {
  const last = list.events.at(-1);
  return (
    <div className={styles['pager']}>
      {before !== '' && <Button onClick={() => setQuery({ before: undefined }, true)}>Newest</Button>}
      {list.more && last && (
        <Button onClick={() => setQuery({ before: String(last.seq) }, true)}>Earlier</Button>
      )}
    </div>
  );
}

/** What happened, newest first: every fact that verdicts, mixes and audits rest on. */
export default function LedgerPage() {
  const [before] = useQueryState('before');
  const [kind] = useQueryState('kind');
  const [type] = useQueryState('type');
  const [id] = useQueryState('id');
  const url = useMemo(() => eventsUrl({ before, kind, type, id }), [before, kind, type, id]);
  const view = useView<EventList>(url, { keep: true });
  return (
    <>
      <PageHead
        title="Ledger"
        lead="Every fact that verdicts, mixes and audits rest on, newest first. Nothing is ever changed or taken out."
      />
      <Shown view={view}>
        {(list) => (
          <>
            <Table
              name="events"
              caption="Events of the ledger"
              columns={COLUMNS}
              rows={list.events}
              keyOf={({ seq }) => String(seq)}
              tools={<Filters />}
              none={
                [kind, type, id, before].some((asked) => asked !== '')
                  ? 'No event is so.'
                  : 'Nothing was recorded yet. Begin with outcross check.'
              }
            />
            <Pager list={list} before={before} />
          </>
        )}
      </Shown>
    </>
  );
}
