import { OutcrossError } from '../base/errors.ts';

/** The error of a run that its caller stopped. */
export function interrupted(): OutcrossError {
  return new OutcrossError('E_INTERRUPTED', 'the run was stopped before its end', {
    hint: 'Start it again; nothing of it was kept.',
  });
}

/** `work`, or `E_INTERRUPTED` as soon as the signal is given. The work itself goes on; its outcome is dropped. */
export function interruptible<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(interrupted());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}
