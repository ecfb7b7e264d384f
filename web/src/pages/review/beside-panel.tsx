import { Decisions, isOpen, Neighbours, Provenance, Reasons } from './beside.tsx';
import styles from './desk.module.css';
import type { Driver } from './driver.ts';
import { type Session, shown } from './session.ts';

interface BesideProps {
  readonly driver: Driver;
  readonly session: Session;
  readonly focus: number | undefined;
}

/** All that is known of the example that is shown. */
export function Beside({ driver, session, focus }: BesideProps) {
  const item = shown(session)!;
  const { reasons, human, duplicates, text, decisions } = item;
  return (
    <aside className={styles['beside']} aria-label="What is known of it">
      <Reasons
        reasons={reasons}
        focus={focus}
        onFocus={(reason) => driver.change((now) => ({ ...now, reason }))}
      />
      {isOpen(item, session.reviewer) && <Decisions decisions={decisions} />}
      <Provenance item={item} />
      <Neighbours title="Nearest human text" none="No human text is near." neighbours={human} text={text} />
      <Neighbours title="Near-duplicates" none="None." neighbours={duplicates} text={text} />
    </aside>
  );
}
