import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveMessage } from '../../../src/server/wire.ts';
import { Live, type Stream } from './live.ts';

class FakeStream implements Stream {
  onerror: ((event: Event) => void) | null = null;
  readyState = 1;
  closed = false;
  readonly #listeners = new Map<string, (event: MessageEvent) => void>();

  addEventListener(type: string, listener: (event: MessageEvent) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
  }

  say(message: LiveMessage | string): void {
    const [type, data] =
      typeof message === 'string' ? ['ledger', message] : [message.type, JSON.stringify(message)];
    this.#listeners.get(type)?.({ data } as MessageEvent);
  }

  fail(state: number): void {
    this.readyState = state;
    this.onerror?.({} as Event);
  }
}

let streams: FakeStream[] = [];
let waits: { readonly then: () => void; readonly milliseconds: number; stopped: boolean }[] = [];
let live: Live;

const HELLO: LiveMessage = { type: 'hello', seq: 4, version: '1' };

beforeEach(() => {
  streams = [];
  waits = [];
  live = new Live({
    open: () => {
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    later: (then, milliseconds) => {
      const wait = { then, milliseconds, stopped: false };
      waits.push(wait);
      return () => {
        wait.stopped = true;
      };
    },
  });
});

describe('Live', () => {
  it('opens one stream, however often it is started', () => {
    live.start();
    live.start();
    expect(streams).toHaveLength(1);
    expect(live.connection).toBe('connecting');
  });

  it('is live once the server has said something, and hands it on', () => {
    const heard: LiveMessage[] = [];
    const end = live.listen((message) => heard.push(message));
    live.start();
    streams[0].say(HELLO);
    expect(live.connection).toBe('live');
    end();
    streams[0].say(HELLO);
    expect(heard).toEqual([HELLO]);
  });

  it.each(['not JSON', '{"type":"unheard-of"}', 'null', '[]'])('takes no notice of %s', (text) => {
    const heard = vi.fn();
    live.listen(heard);
    live.start();
    streams[0].say(text);
    expect(heard).not.toHaveBeenCalled();
    expect(live.connection).toBe('connecting');
  });

  it('tells once when the connection changes', () => {
    const told = vi.fn();
    live.watch(told);
    live.start();
    streams[0].say(HELLO);
    streams[0].say(HELLO);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('leaves a broken stream to the browser, which opens it again', () => {
    live.start();
    streams[0].say(HELLO);
    streams[0].fail(0);
    expect(live.connection).toBe('lost');
    expect(waits).toHaveLength(0);
    streams[0].say(HELLO);
    expect(live.connection).toBe('live');
  });

  it('opens a refused stream again, waiting longer each time, up to half a minute', () => {
    live.start();
    for (let turn = 0; turn < 7; turn++) {
      streams.at(-1)?.fail(2);
      waits.at(-1)?.then();
    }
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect(streams).toHaveLength(8);
  });

  it('waits shortly again after it was live', () => {
    live.start();
    streams[0].fail(2);
    waits[0].then();
    streams[1].say(HELLO);
    streams[1].fail(2);
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([1000, 1000]);
  });

  it('stops for good', () => {
    live.start();
    streams[0].fail(2);
    live.stop();
    expect(waits[0].stopped).toBe(true);
    live.start();
    live.stop();
    expect(streams[1].closed).toBe(true);
    expect(live.connection).toBe('connecting');
  });

  it('gives its stream back where nobody sees the page, and takes another when somebody does', () => {
    live.start();
    streams[0].say(HELLO);
    live.seen(false);
    expect(streams[0].closed).toBe(false);
    waits[0].then();
    expect(streams[0].closed).toBe(true);
    expect(live.connection).toBe('live');
    live.seen(true);
    live.seen(true);
    expect(streams.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('keeps its stream where somebody looks elsewhere for a moment only', () => {
    live.start();
    live.seen(false);
    live.seen(true);
    expect(waits[0].stopped).toBe(true);
    expect(streams.map(({ closed }) => closed)).toEqual([false]);
  });

  it('opens none for a page that signed out while nobody saw it', () => {
    live.start();
    live.seen(false);
    waits[0].then();
    live.stop();
    live.seen(true);
    expect(streams).toHaveLength(1);
  });
});
