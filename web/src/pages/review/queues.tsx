import { useState } from 'react';
import { Link } from 'wouter';
import type { QueueList, QueueView } from '../../../../src/server/wire.ts';
import {
  Button,
  Card,
  Cards,
  Empty,
  PageHead,
  ProgressBar,
  StackedBar,
  Text,
  Time,
} from '../../parts/index.ts';
import { count, percent, visible } from '../../parts/words.ts';
import { useWhyNot } from '../../shell/session.tsx';
import { AssignDialog } from './assign.tsx';
import { BuildDialog } from './build.tsx';
import styles from './queues.module.css';
import { samplingText, wordOf } from './words.ts';

const TONES: Readonly<Record<string, string>> = {
  accept: 't-good',
  reject: 't-bad',
  edit: 't-blue',
  relabel: 't-notice',
  skip: 't-plain',
};

const ORDER = Object.keys(TONES);

/** Decisions by kind, in the order of the keys, unknown kinds last. */
export function tallied(tally: QueueView['tally']): { readonly decision: string; readonly many: number }[] {
  const place = (decision: string) => (ORDER.includes(decision) ? ORDER.indexOf(decision) : ORDER.length);
  return Object.entries(tally)
    .filter(([decision, many]) => many > 0 && decision !== 'undo')
    .map(([decision, many]) => ({ decision, many }))
    .sort((a, b) => place(a.decision) - place(b.decision));
}

function Tally({ tally }: Pick<QueueView, 'tally'>) {
  const parts = tallied(tally);
  if (parts.length === 0) return null;
  const words = parts.map(({ decision, many }) => `${count(many)} ${visible(wordOf(decision))}`).join(', ');
  return (
    <div>
      <StackedBar
        label={`Decisions: ${words}`}
        parts={parts.map(({ decision, many }) => ({
          key: decision,
          label: `${count(many)} ${wordOf(decision)}`,
          value: many,
          tone: TONES[decision] ?? 't-plain',
        }))}
      />
      <small>{words}</small>
    </div>
  );
}

function linkOf(queue: string, view?: string): string {
  return `/review?${new URLSearchParams(view === undefined ? { queue } : { queue, view })}`;
}

function Queue({ queue, onAssign }: { queue: QueueView; onAssign: () => void }) {
  const whyNot = useWhyNot('review');
  const { id, corpora, size, decided, mine, sampling, reviewers, createdAt, createdBy } = queue;
  const share = size === 0 ? 0 : decided / size;
  return (
    <Card className={styles['queue']}>
      <h2>
        <Link href={linkOf(id, whyNot === undefined ? undefined : 'agreement')}>
          <Text clip={80}>{corpora.join(', ') || id}</Text>
        </Link>
      </h2>
      <p className="soft">
        {count(size)} examples, built <Time at={createdAt} /> by <Text clip={40}>{createdBy}</Text>
        {reviewers > 1 && `; ${reviewers} reviewers where agreement is measured`}
      </p>
      <div>
        <ProgressBar share={share} label={`Decided of ${corpora.join(', ') || id}`} />
        <small className="numbers">
          {count(decided)} of {count(size)} decided ({percent(share)}), {count(mine)} by you
        </small>
      </div>
      <Tally tally={queue.tally} />
      {sampling && <p className={styles['sampling']}>{samplingText(sampling)}</p>}
      <div className={styles['ways']}>
        {whyNot === undefined ? (
          <Link href={linkOf(id)} className={styles['begin']}>
            {decided >= size ? 'Look through' : mine > 0 ? 'Go on' : 'Begin'}
          </Link>
        ) : (
          <Button whyNot={whyNot}>Begin</Button>
        )}
        <Link href={linkOf(id, 'agreement')}>Agreement</Link>
        <Button small look="quiet" whyNot={whyNot} onClick={onAssign}>
          Assign
        </Button>
      </div>
    </Card>
  );
}

/** The queues there are; at first the command that makes one. */
export function Queues({ list }: { list: QueueList }) {
  const [building, setBuilding] = useState(false);
  const [assigning, setAssigning] = useState<string>();
  const whyNot = useWhyNot('operate');
  const build = (
    <Button
      look={list.queues.length === 0 ? 'main' : 'plain'}
      whyNot={whyNot}
      onClick={() => setBuilding(true)}
    >
      Build a queue
    </Button>
  );
  return (
    <>
      <PageHead
        title="Review"
        lead="Examples that a person should see, the most telling first. Decisions are facts of the ledger: the next mix obeys them."
        actions={list.queues.length > 0 && build}
      />
      {list.queues.length === 0 && (
        <Empty
          title="No queue yet"
          absent={list.empty ?? { why: 'Nothing waits for review.', command: 'outcross review queue' }}
        >
          {build}
        </Empty>
      )}
      <Cards least="24rem">
        {list.queues.map((queue) => (
          <Queue key={queue.id} queue={queue} onAssign={() => setAssigning(queue.id)} />
        ))}
      </Cards>
      {building && <BuildDialog onClose={() => setBuilding(false)} />}
      {assigning !== undefined && <AssignDialog queue={assigning} onClose={() => setAssigning(undefined)} />}
    </>
  );
}
