import { useConnection } from '../api/views.ts';
import styles from './connection.module.css';

const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Server away',
} as const;

const TITLES = {
  connecting: 'The stream of changes is being opened.',
  live: 'What is shown is renewed as the ledger grows.',
  lost: 'The server does not answer; what is shown is as it was last known. It is tried again.',
} as const;

/** Whether what is shown is renewed. */
export function ConnectionMark() {
  const connection = useConnection();
  return (
    <span className={styles['mark']} data-state={connection} role="status" title={TITLES[connection]}>
      <i />
      {WORDS[connection]}
    </span>
  );
}
