import { Link } from 'wouter';
import { count } from '../../parts/words.ts';
import styles from './done.module.css';
import { left, type Session, unsent } from './session.ts';

/** What stands at the end of a queue. */
export function Done({ queue, session }: { queue: string; session: Session }) {
  const open = left(session);
  const waiting = unsent(session).length;
  const mine = session.entries.filter(({ body, undone }) => body.decision !== 'undo' && !undone).length;
  const at = new URLSearchParams({ queue, view: 'agreement' });
  return (
    <div className={styles['done']}>
      <h2>Nothing is left for you to decide here.</h2>
      <p>
        {mine > 0 && `${count(mine)} ${mine === 1 ? 'decision' : 'decisions'} in this session. `}
        {waiting > 0 && `${count(waiting)} ${waiting === 1 ? 'is' : 'are'} still on the way. `}
        {open > 0 && `${count(open)} ${open === 1 ? 'example is' : 'examples are'} with other reviewers. `}
        The next mix obeys what was decided.
      </p>
      <p className={styles['ways']}>
        <Link href="/review">Other queues</Link>
        <Link href={`/review?${at}`}>Agreement of the reviewers</Link>
        <Link href="/mix">Plan the next mix</Link>
      </p>
    </div>
  );
}
