import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { SourcesView } from '../../../../src/server/wire.ts';
import {
  Badge,
  type Column,
  Empty,
  Figure,
  Figures,
  OriginBadge,
  Section,
  StackedBar,
  Table,
  Text,
  Time,
  Trouble,
} from '../../parts/index.ts';
import { count, percent, visible } from '../../parts/words.ts';
import { useQueryState } from '../../shell/query-state.ts';
import styles from './inventory.module.css';
import { originParts, originWords } from './origins.ts';

type Source = SourcesView['sources'][number];
type Corpus = SourcesView['corpora'][number];

function numberOr(value: number | undefined): string {
  return value === undefined ? '–' : count(value);
}

function Origins({ origins }: { origins: Readonly<Record<string, number>> | undefined }) {
  if (origins === undefined || Object.keys(origins).length === 0) return '–';
  return (
    <div className={styles['origins']}>
      <StackedBar parts={originParts(origins)} label={originWords(origins)} />
    </div>
  );
}

/** What a registration tells. */
const TOLD = ['license', 'owner', 'category', 'collected'];

/** What is not known of a source, in as few words as say it. */
export function unknownWords({ unknown }: Pick<Source, 'unknown'>): string[] {
  if (!unknown.includes('registered')) return [...unknown];
  const isAll = TOLD.every((what) => unknown.includes(what));
  const rest = unknown.filter((what) => what !== 'registered' && !(isAll && TOLD.includes(what)));
  return ['not registered', ...rest];
}

function Unknown({ source }: { source: Source }) {
  if (source.unknown.length === 0) return '–';
  return (
    <span className={styles['badges']}>
      {unknownWords(source).map((what) => (
        <Badge key={what} tone="warning">
          <Text clip={24}>{what}</Text>
        </Badge>
      ))}
    </span>
  );
}

function lineageOf(id: string): string {
  return `/sources?${new URLSearchParams({ view: 'lineage', id })}`;
}

function FedBy({ models }: { models: readonly string[] }) {
  if (models.length === 0) return '–';
  return (
    <span className={styles['loop']}>
      ↻{' '}
      {models.map((model, i) => (
        <span key={model}>
          {i > 0 && ', '}
          <Text clip={24}>{model}</Text>
        </span>
      ))}
    </span>
  );
}

function name(text: string, clip = 40): ReactNode {
  return <Text clip={clip}>{text}</Text>;
}

const SOURCES: readonly Column<Source>[] = [
  {
    key: 'id',
    title: 'Source',
    value: ({ id }) => id,
    cell: ({ id }) => (
      <Link className={styles['name']} href={lineageOf(id)}>
        {name(id, 60)}
      </Link>
    ),
  },
  {
    key: 'origin',
    title: 'Origin',
    value: ({ origin }) => origin,
    cell: ({ origin }) => (origin === undefined ? '–' : <OriginBadge origin={origin} />),
  },
  {
    key: 'origins',
    title: 'Examples by origin',
    minor: true,
    value: ({ origins }) => originWords(origins ?? {}),
    cell: ({ origins }) => <Origins origins={origins} />,
  },
  {
    key: 'examples',
    title: 'Examples',
    align: 'number',
    value: ({ examples }) => examples,
    cell: ({ examples }) => numberOr(examples),
  },
  {
    key: 'tokens',
    title: 'Tokens',
    align: 'number',
    minor: true,
    value: ({ tokens }) => tokens,
    cell: ({ tokens }) => numberOr(tokens),
  },
  {
    key: 'license',
    title: 'Licence',
    minor: true,
    value: ({ license }) => license,
    cell: ({ license }) => (license ? name(license, 24) : '–'),
  },
  {
    key: 'owner',
    title: 'Owner',
    minor: true,
    value: ({ owner }) => owner,
    cell: ({ owner }) => (owner ? name(owner, 24) : '–'),
  },
  {
    key: 'unknown',
    title: 'Unknown',
    value: ({ unknown }) => unknown.join(' '),
    cell: (source) => <Unknown source={source} />,
  },
  {
    key: 'fedBy',
    title: 'Fed by',
    minor: true,
    value: ({ fedBy }) => fedBy.join(' '),
    cell: ({ fedBy }) => <FedBy models={fedBy} />,
  },
];

const CORPORA: readonly Column<Corpus>[] = [
  { key: 'name', title: 'Corpus', value: (corpus) => corpus.name, cell: (corpus) => name(corpus.name, 60) },
  {
    key: 'at',
    title: 'Met',
    minor: true,
    value: ({ at }) => at,
    cell: ({ at }) => (at === undefined ? '–' : <Time at={at} />),
  },
  {
    key: 'examples',
    title: 'Examples',
    align: 'number',
    value: ({ examples }) => examples,
    cell: ({ examples }) => numberOr(examples),
  },
  {
    key: 'origins',
    title: 'By origin',
    value: ({ origins }) => originWords(origins),
    cell: ({ origins }) => <Origins origins={origins} />,
  },
  {
    key: 'digest',
    title: 'Digest',
    minor: true,
    value: ({ digest }) => digest,
    cell: ({ digest }) =>
      digest === undefined ? (
        '–'
      ) : (
        <Link href={lineageOf(digest)}>
          <code title={visible(digest)}>
            <Text>{digest.slice(0, 12)}</Text>
          </code>
        </Link>
      ),
  },
];

/** Whether a source is shown where only those of which something is not known are wanted. */
export function isUnknown({ unknown, origin }: Source): boolean {
  return unknown.length > 0 || origin === undefined || origin === 'unknown';
}

function Overview({ view }: { view: SourcesView }) {
  const { sources, corpora, unknownShare, counting } = view;
  const uncounted = counting ? 'corpora are being read' : 'nothing was counted';
  const fed = sources.filter(({ fedBy }) => fedBy.length > 0).length;
  return (
    <Figures>
      <Figure
        label="Sources"
        value={count(sources.length)}
        note={`${count(sources.filter(isUnknown).length)} with unknowns`}
      />
      <Figure label="Corpora" value={count(corpora.length)} />
      <Figure
        label="Of unknown origin"
        value={unknownShare === undefined ? '–' : percent(unknownShare)}
        note={unknownShare === undefined ? uncounted : 'of examples'}
      />
      <Figure label="Fed by this line" value={count(fed)} note={fed === 1 ? 'source' : 'sources'} />
    </Figures>
  );
}

/** Sources and corpora as tables. */
export function Inventory({ view }: { view: SourcesView }) {
  const [only, setOnly] = useQueryState('only');
  const shown = only === 'unknown' ? view.sources.filter(isUnknown) : view.sources;
  return (
    <>
      <Overview view={view} />
      <Section title="Sources" id="sources">
        {view.sources.length === 0 ? (
          <Empty
            absent={{
              why: 'No source is registered. A registered source has an owner, a licence and an origin that an audit can rest on.',
              command: 'outcross sources register NAME --origin human --license LICENSE --owner NAME',
            }}
          />
        ) : (
          <Table
            name="sources"
            caption="Sources and what is known of them"
            columns={SOURCES}
            rows={shown}
            keyOf={({ id }) => id}
            none="Everything is known."
            tools={
              <label className={styles['only']}>
                <input
                  type="checkbox"
                  checked={only === 'unknown'}
                  onChange={(event) => setOnly(event.target.checked ? 'unknown' : '')}
                />
                Only those with unknowns
              </label>
            }
          />
        )}
      </Section>
      <Section title="Corpora" id="corpora">
        {view.unread?.map(({ name: corpus, error }) => (
          <Trouble
            key={`${corpus} ${error.message}`}
            error={{ view: { ...error, message: `${corpus}: ${error.message}` } }}
          />
        ))}
        <Table
          name="corpora"
          caption="Corpora that the ledger knows"
          columns={CORPORA}
          rows={view.corpora}
          keyOf={({ name: file, digest }) => `${file} ${digest}`}
          none="The ledger knows no corpus yet."
        />
        {view.leftOut !== undefined && view.leftOut > 0 && (
          <small>{count(view.leftOut)} older corpora are left out.</small>
        )}
      </Section>
    </>
  );
}
