import { useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { QueueView } from '../../../../src/server/wire.ts';
import { useSession, useWhyNot } from '../../shell/session.tsx';
import { Beside } from './beside-panel.tsx';
import { DecideBar } from './decide-bar.tsx';
import styles from './desk.module.css';
import { useAnnouncement, useExampleAt, useFullScreen, useKeptFocus, useShownSince } from './desk-effects.ts';
import { handsOf } from './hands.ts';
import { Main } from './main.tsx';
import { Progress } from './progress.tsx';
import { Refusals } from './refusals.tsx';
import { shown, undoable } from './session.ts';
import { useDesk } from './use-desk.ts';
import { useReviewKeys } from './use-review-keys.ts';

interface DeskProps {
  readonly queue: string;
  /** Absent while it is not known. */
  readonly view: QueueView | undefined;
  /** Place of the example to begin at. */
  readonly from: number;
  /** Example to be shown first; empty: none. */
  readonly item: string;
}

/** The full screen on which one example after another is decided. */
export function Desk({ queue, view, from, item: wanted }: DeskProps) {
  const { name } = useSession();
  const whyNot = useWhyNot('review');
  const [driver, session] = useDesk(queue, name, from, wanted);
  const [said, setSaid] = useState<string>();
  const [pointed, setPointed] = useState<number>();
  const [, navigate] = useLocation();
  const holder = useRef<HTMLElement>(null);
  const item = shown(session);
  const since = useShownSince(item?.id);
  const hands = useMemo(() => handsOf(driver, setSaid, since), [driver, since]);
  useFullScreen();
  useReviewKeys({
    hands,
    driver,
    mode: session.mode,
    on: whyNot === undefined,
    leave: () => navigate('/review'),
  });
  useExampleAt(item?.place, holder);
  useKeptFocus(holder);
  const announced = useAnnouncement(session, said);
  const focus = pointed ?? session.reason;
  const { mode, note } = session;
  return (
    <div className={styles['desk']}>
      <p className="hidden" aria-live="assertive">
        {announced}
      </p>
      <Progress driver={driver} session={session} view={view} />
      <div className={styles['columns']}>
        <div className={styles['main']}>
          <Main
            driver={driver}
            session={session}
            focus={focus}
            onPoint={(reasons) => setPointed(reasons[0])}
            holder={holder}
          />
        </div>
        {item !== undefined && <Beside driver={driver} session={session} focus={focus} />}
      </div>
      <footer className={styles['foot']}>
        <Refusals driver={driver} session={session} />
        <DecideBar
          hands={hands}
          mode={mode}
          note={note}
          onNote={(text) => driver.change((now) => ({ ...now, note: text }))}
          whyNot={whyNot ?? (item === undefined ? 'No example is shown.' : undefined)}
          canUndo={undoable(session) !== undefined}
        />
      </footer>
    </div>
  );
}
