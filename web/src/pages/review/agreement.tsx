import { Link } from 'wouter';
import type { Absent, AgreementView, QueueView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Card, Empty, Figure, Figures, PageHead, Section, Shown, Text } from '../../parts/index.ts';
import { clipped, count, interval, percent } from '../../parts/words.ts';
import styles from './agreement.module.css';
import { kappaWord, samplingText, wordOf } from './words.ts';

type Pair = AgreementView['pairs'][number];

/** Decisions that either of two reviewers took, in the order in which they were met. */
export function kindsOf({ table }: Pick<Pair, 'table'>): string[] {
  const kinds = new Set(Object.keys(table));
  for (const row of Object.values(table)) for (const kind of Object.keys(row)) kinds.add(kind);
  return [...kinds];
}

/** Examples of which a said one and b the other. */
function manyOf({ table }: Pair, a: string, b: string): number {
  const row = Object.hasOwn(table, a) ? table[a] : {};
  return Object.hasOwn(row, b) ? row[b] : 0;
}

function Contingency({ pair }: { pair: Pair }) {
  const kinds = kindsOf(pair);
  const most = Math.max(1, ...kinds.flatMap((a) => kinds.map((b) => manyOf(pair, a, b))));
  const word = (kind: string) => clipped(wordOf(kind), 24);
  return (
    <table className={styles['table']}>
      <caption className="hidden">
        Decisions of {clipped(pair.a, 60)} by decisions of {clipped(pair.b, 60)}
      </caption>
      <thead>
        <tr>
          <td />
          {kinds.map((kind) => (
            <th key={kind} scope="col">
              {word(kind)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((a) => (
          <tr key={a}>
            <th scope="row">{word(a)}</th>
            {kinds.map((b) => {
              const many = manyOf(pair, a, b);
              const shade = { '--shade': `${Math.round((34 * many) / most)}%` } as React.CSSProperties;
              return (
                <td key={b} className={a === b ? styles['same'] : styles['other']} style={shade}>
                  {many === 0 ? '' : count(many)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PairCard({ pair }: { pair: Pair }) {
  const { a, b, examples, agreed, kappa, interval: bounds, few = false } = pair;
  const write = (value: number) => value.toFixed(2).replace('-', '\u2212');
  return (
    <Card
      title={
        <>
          <Text clip={30}>{a}</Text> and <Text clip={30}>{b}</Text>
        </>
      }
    >
      <Figures>
        <Figure
          label="Cohen's kappa"
          value={kappa === undefined ? '–' : write(kappa)}
          note={
            kappa === undefined
              ? 'one of the two always says the same'
              : `${bounds ? `${interval(bounds, write)} ` : ''}${few ? 'too few to put in a word' : kappaWord(kappa)}`
          }
        />
        <Figure
          label="Agreed"
          value={percent(examples === 0 ? 0 : agreed / examples)}
          note={`of ${count(examples)}`}
        />
      </Figures>
      <Contingency pair={pair} />
      <small>
        Rows: <Text clip={30}>{a}</Text>. Columns: <Text clip={30}>{b}</Text>.
      </small>
    </Card>
  );
}

/** Why there is no pair yet: a queue that asks for two waits for the second, another has to be made. */
function absentOf(reviewers: number | undefined): Absent {
  if (reviewers !== undefined && reviewers > 1)
    return {
      why: 'No example has been decided by two reviewers yet. A share of this queue waits for a second one.',
    };
  return {
    why: 'No example has been decided by two reviewers. A queue with two reviewers gives a share of its examples to both.',
    command: 'outcross review queue --reviewers 2',
  };
}

interface AgreementProps {
  readonly queue: string;
  readonly view: AgreementView;
  /** Of the queue. */
  readonly reviewers: number | undefined;
}

function Agreement({ queue, view, reviewers }: AgreementProps) {
  const { pairs, disputed } = view;
  if (pairs.length === 0) return <Empty absent={absentOf(reviewers)} />;
  return (
    <>
      <div className={styles['pairs']}>
        {pairs.map((pair) => (
          <PairCard key={JSON.stringify([pair.a, pair.b])} pair={pair} />
        ))}
      </div>
      <Section
        title="Disputed"
        lead="Reviewers disagree about these; until they do not, the newest decision holds."
      >
        {disputed.length === 0 ? (
          <p className="soft">None.</p>
        ) : (
          <ul className={styles['disputed']}>
            {disputed.map((id) => (
              <li key={id}>
                <Link href={`/review?${new URLSearchParams({ queue, item: id })}`}>
                  <Text clip={100}>{id}</Text>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** How far reviewers agree beyond chance (Cohen 1960), and what the random sample says. */
export function AgreementPage({ queue, view }: { queue: string; view: QueueView | undefined }) {
  const agreement = useView<AgreementView>(`/api/review/queues/${encodeURIComponent(queue)}/agreement`, {
    kinds: ['review'],
  });
  const desk = `/review?${new URLSearchParams({ queue })}`;
  return (
    <>
      <PageHead
        title="Agreement"
        lead={
          <>
            Queue <Text clip={60}>{view?.corpora.join(', ') || queue}</Text>.{' '}
            <Link href={desk}>Review it</Link> or see <Link href="/review">other queues</Link>.
          </>
        }
      />
      {view?.sampling && (
        <Card title="What the sample says">
          <p>{samplingText(view.sampling)}</p>
        </Card>
      )}
      <Section
        title="Reviewers"
        lead="Kappa is agreement beyond chance: 0 is what two who guess would reach, 1 is always the same."
      >
        <Shown view={agreement}>
          {(data) => <Agreement queue={queue} view={data} reviewers={view?.reviewers} />}
        </Shown>
      </Section>
    </>
  );
}
