import type { Ending } from './completion.ts';

/** Looks at what passes through a stream. It must not throw. */
export interface Observer<T> {
  see(value: T): void;
  /** Called once, before the reader is told of the end: the stream ends when this is settled. */
  end(ending: Ending): Promise<void>;
}

/**
 * The same stream, looked at as it is read: nothing is read ahead, and its end, its failure and the reader's leaving are told to both sides as they
 * are. A stream that is never read to its end and never cancelled has no ending.
 */
export function observedStream<T>(stream: ReadableStream<T>, observer: Observer<T>): ReadableStream<T> {
  const reader = stream.getReader();
  let ended = false;
  const end = async (ending: Ending) => {
    if (ended) return;
    ended = true;
    await observer.end(ending);
  };
  return new ReadableStream<T>(
    {
      async pull(controller) {
        const step = await reader.read().catch(async (error: unknown) => {
          await end(isAbort(error) ? 'aborted' : 'failed');
          throw error;
        });
        if (step.done) {
          await end('complete');
          controller.close();
        } else {
          observer.see(step.value);
          controller.enqueue(step.value);
        }
      },
      async cancel(reason) {
        // The reader has left: what is behind it must stop, whether or not the record can be kept.
        await Promise.all([end('aborted'), reader.cancel(reason)]);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Whether a failure is that of an `AbortSignal`. */
export function isAbort(error: unknown): boolean {
  return (
    error instanceof Error && /^(Abort|Timeout)Error$|^ResponseAborted$|APIUserAbortError/.test(error.name)
  );
}
