import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Driver } from './driver.ts';
import { keep, recalled } from './outbox.ts';
import { serverPort } from './port.ts';
import { begin, type Session, unsent } from './session.ts';

const later = (then: () => void, milliseconds: number) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
};

function started(queue: string, reviewer: string, from: number): Driver {
  const session = recalled(window.sessionStorage, begin(queue, reviewer, Date.now(), from));
  return new Driver(session, { port: serverPort, clock: Date.now, later });
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/**
 * A reviewer's session with a queue, for as long as the component stands. `from` and `item`, an example to be shown first, count at the
 * beginning only.
 */
export function useDesk(
  queue: string,
  reviewer: string,
  from: number,
  item: string,
): readonly [Driver, Session] {
  const first = useRef(item);
  const [driver] = useState(() => started(queue, reviewer, from));
  useEffect(() => {
    const retry = () => driver.retry();
    const end = driver.subscribe(() => keep(window.sessionStorage, driver.session));
    window.addEventListener('online', retry);
    driver.start();
    if (first.current !== '') void driver.show(first.current);
    first.current = '';
    return () => {
      driver.stop();
      end();
      window.removeEventListener('online', retry);
    };
  }, [driver]);
  const session = useSyncExternalStore(
    (listener) => driver.subscribe(listener),
    () => driver.session,
  );
  const isUnsent = unsent(session).length > 0;
  useEffect(() => {
    if (!isUnsent) return;
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsent]);
  return [driver, session];
}
