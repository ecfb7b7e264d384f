import type { LiveMessage } from '../../../src/server/wire.ts';
import type { ViewCache } from './cache.ts';

/** Milliseconds in which events are gathered before views are renewed: a job may append hundreds a second. */
const GATHER = 400;

/** Makes views stale as the ledger grows. Gives the listener for the live stream. */
export function renewal(
  cache: Pick<ViewCache, 'invalidate'>,
  later: (then: () => void, milliseconds: number) => void,
): (message: LiveMessage) => void {
  let seq: number | undefined;
  let gathered: Set<string> | undefined;
  const gather = (kinds: readonly string[]) => {
    if (gathered === undefined) {
      gathered = new Set();
      later(() => {
        const all = [...(gathered ?? [])];
        gathered = undefined;
        cache.invalidate(all);
      }, GATHER);
    }
    for (const kind of kinds) gathered.add(kind);
  };
  return (message) => {
    if (message.type === 'job') return gather(['job']);
    // What happened while the stream was broken is not told again.
    if (message.type === 'hello' && seq !== undefined && message.seq !== seq) cache.invalidate();
    if (message.type === 'ledger') gather(message.kinds);
    seq = message.seq;
  };
}
