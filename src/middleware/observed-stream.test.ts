import { describe, expect, it } from 'vitest';
import type { Ending } from './completion.ts';
import { isAbort, observedStream } from './observed-stream.ts';

function watched() {
  const seen: (number | Ending)[] = [];
  return {
    seen,
    see: (value: number) => {
      seen.push(value);
    },
    end: async (ending: Ending) => {
      seen.push(ending);
    },
  };
}

/** A stream of numbers that counts what was asked of it. */
function numbers(count: number, error?: Error) {
  const state = { pulled: 0, cancelled: undefined as unknown };
  const stream = new ReadableStream<number>(
    {
      pull(controller) {
        if (state.pulled < count) controller.enqueue(state.pulled++);
        else if (error === undefined) controller.close();
        else controller.error(error);
      },
      cancel(reason) {
        state.cancelled = reason;
      },
    },
    { highWaterMark: 0 },
  );
  return { state, stream };
}

describe('observedStream', () => {
  it('passes everything on, and sees it once', async () => {
    const observer = watched();
    const got: number[] = [];
    for await (const value of observedStream(numbers(3).stream, observer)) got.push(value);
    expect(got).toEqual([0, 1, 2]);
    expect(observer.seen).toEqual([0, 1, 2, 'complete']);
  });

  it('reads nothing that nobody asked for', async () => {
    const { state, stream } = numbers(100);
    const reader = observedStream(stream, watched()).getReader();
    await reader.read();
    await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(state.pulled).toBe(2);
  });

  it('ends when the observer is done', async () => {
    let release = () => {};
    const observer = { see: () => {}, end: () => new Promise<void>((resolve) => (release = resolve)) };
    const reader = observedStream(numbers(0).stream, observer).getReader();
    let ended = false;
    const end = reader.read().then(() => {
      ended = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(false);
    release();
    await end;
  });

  it('tells the source that the reader left, once', async () => {
    const { state, stream } = numbers(100);
    const observer = watched();
    const reader = observedStream(stream, observer).getReader();
    await reader.read();
    await reader.cancel('enough');
    await reader.cancel('again');
    expect([state.cancelled, observer.seen]).toEqual(['enough', [0, 'aborted']]);
  });

  it('hands failures on as they are', async () => {
    for (const [error, ending] of [
      [new Error('cut off'), 'failed'],
      [new DOMException('stop', 'AbortError'), 'aborted'],
    ] as const) {
      const observer = watched();
      const reader = observedStream(numbers(1, error).stream, observer).getReader();
      await reader.read();
      await expect(reader.read()).rejects.toBe(error);
      expect(observer.seen).toEqual([0, ending]);
    }
  });
});

describe('isAbort', () => {
  it('knows signals by their names', () => {
    expect([AbortSignal.abort().reason, new TypeError('terminated'), 'AbortError'].map(isAbort)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
