import { Link } from 'wouter';
import type { QueueView } from '../../../../src/server/wire.ts';
import { Button, duration, ProgressBar, Text } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import type { Driver } from './driver.ts';
import { anHour, secondsEach, secondsLeft } from './pace.ts';
import styles from './progress.module.css';
import { left, type Session, unsent } from './session.ts';

interface ProgressProps {
  readonly driver: Driver;
  readonly session: Session;
  readonly view: QueueView | undefined;
}

function Sending({ driver, session }: Pick<ProgressProps, 'driver' | 'session'>) {
  const many = unsent(session).length;
  if (driver.isOffline) {
    return (
      <span className={styles['offline']} role="status">
        The server does not answer.{' '}
        {many > 0 && `${count(many)} ${many === 1 ? 'decision waits' : 'decisions wait'}; go on.`}
        <Button small look="quiet" onClick={() => driver.retry()}>
          Try now
        </Button>
      </span>
    );
  }
  // One on its way is how it should be; more is worth a word.
  return many > 2 ? <span>{count(many)} on their way</span> : null;
}

/** How far the queue is, and how fast it goes. */
export function Progress({ driver, session, view }: ProgressProps) {
  const { paces, queue } = session;
  const open = left(session);
  const share = view === undefined || view.size === 0 ? 0 : 1 - Math.min(1, open / view.size);
  const rate = anHour(paces);
  const rest = secondsLeft(paces, open);
  return (
    <header className={styles['progress']}>
      <div className={styles['row']}>
        <Link href="/review">← Queues</Link>
        <h1>
          <Text clip={60}>{view?.corpora.join(', ') || queue}</Text>
        </h1>
        <Sending driver={driver} session={session} />
        <dl>
          <div>
            <dt>left</dt>
            <dd>{count(open)}</dd>
          </div>
          <div>
            <dt>an hour</dt>
            <dd>{rate === undefined ? '–' : count(rate)}</dd>
          </div>
          <div>
            <dt>each</dt>
            <dd>{rate === undefined ? '–' : `${secondsEach(paces)} s`}</dd>
          </div>
          <div>
            <dt>to the end</dt>
            <dd>{rest === undefined ? '–' : duration(rest)}</dd>
          </div>
        </dl>
      </div>
      <ProgressBar share={share} label="Decided of this queue" />
    </header>
  );
}
