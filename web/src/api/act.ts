import { useCallback, useRef, useState } from 'react';
import type { JobKind, JobView } from '../../../src/server/wire.ts';
import { say } from '../parts/toast.tsx';
import { ApiError, post } from './client.ts';

export interface Act {
  /** Something is under way; meanwhile nothing else is begun. */
  readonly busy: boolean;
  /** Why the last one failed. */
  readonly error: ApiError | undefined;
  /** Runs what changes something. Gives what came of it, `undefined` where it failed. */
  readonly act: <T>(run: () => Promise<T>) => Promise<T | undefined>;
}

/** One thing at a time that changes something at the server: a second click does not do it twice. `loud`: failures are told in a message. */
export function useAct(loud = false): Act {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const running = useRef(false);
  const act = useCallback(
    async <T>(run: () => Promise<T>): Promise<T | undefined> => {
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      setError(undefined);
      try {
        return await run();
      } catch (thrown) {
        if (!(thrown instanceof ApiError)) throw thrown;
        setError(thrown);
        if (loud) say([thrown.view.message, thrown.view.hint].filter(Boolean).join(' '), 'bad');
        return undefined;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [loud],
  );
  return { busy, error, act };
}

/** Starts a job. Throws `ApiError`. */
export function startJob(kind: JobKind, options?: Readonly<Record<string, unknown>>): Promise<JobView> {
  return post<JobView>('/api/jobs', options === undefined ? { kind } : { kind, options });
}
