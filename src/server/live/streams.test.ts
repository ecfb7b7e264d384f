import { expect, it } from 'vitest';
import type { Pass } from '../access/gate.ts';
import type { LiveMessage } from '../wire.ts';
import { frameOf, HEARTBEAT } from './frame.ts';
import { type StreamOut, Streams } from './streams.ts';

const message: LiveMessage = { type: 'hello', seq: 1, version: '1' };
const always = { holds: async () => true };

function passOf(name: string, token?: string): Pass {
  return { person: { name, role: 'read', ...(token === undefined ? {} : { token }) }, expiresAt: 0 };
}

/** A response that keeps what it was told; what is written waits where `stuck`. */
class Out implements StreamOut {
  readonly said: string[] = [];
  stuck = false;
  writableLength = 0;

  write(text: string): void {
    this.said.push(text);
    if (this.stuck) this.writableLength += text.length;
  }

  end(): void {
    this.said.push('end');
  }

  destroy(): void {
    this.said.push('destroy');
  }
}

it('sends to all, until their connections are gone', () => {
  const streams = new Streams(always, 100);
  const [a, b] = [new Out(), new Out()];
  const gone = streams.add(a, passOf('a'));
  streams.add(b, passOf('b'));
  streams.send(message, 1);
  gone();
  streams.beat();
  expect([a.said, b.said]).toEqual([[frameOf(message, 1)], [frameOf(message, 1), HEARTBEAT]]);
  expect(streams.size).toBe(1);
});

it('cuts off who does not read, and nobody else', () => {
  const streams = new Streams(always, 100);
  const [slow, quick] = [new Out(), new Out()];
  slow.stuck = true;
  streams.add(slow, passOf('a'));
  streams.add(quick, passOf('b'));
  for (let i = 0; i < 20; i++) streams.send(message);
  expect(slow.said.at(-1)).toBe('destroy');
  expect(slow.writableLength).toBeLessThan(100 + 2 * frameOf(message).length);
  expect([quick.said.length, streams.size]).toEqual([20, 1]);
});

it('counts the streams of one token, whatever its name', () => {
  const streams = new Streams(always, 100);
  streams.add(new Out(), passOf('zoe', 't1'));
  streams.add(new Out(), passOf('zoe', 't1'));
  streams.add(new Out(), passOf('zoe', 't2'));
  expect(
    [passOf('zoe', 't1'), passOf('zoe', 't2'), passOf('zoe')].map((pass) => streams.countOf(pass)),
  ).toEqual([2, 1, 0]);
});

it('ends the streams of those who may look no longer', async () => {
  const streams = new Streams({ holds: async ({ person }) => person.name !== 'revoked' }, 100);
  const [kept, ended] = [new Out(), new Out()];
  streams.add(kept, passOf('zoe'));
  streams.add(ended, passOf('revoked'));
  await streams.sweep();
  expect([kept.said, ended.said, streams.size]).toEqual([[], ['end'], 1]);
});

it("ends nobody's stream because the ledger could not be read", async () => {
  const streams = new Streams({ holds: () => Promise.reject(new Error('away')) }, 100);
  const out = new Out();
  streams.add(out, passOf('zoe'));
  await streams.sweep();
  expect([out.said, streams.size]).toEqual([[], 1]);
});

it('ends all when the server does', () => {
  const streams = new Streams(always, 100);
  const out = new Out();
  streams.add(out, passOf('zoe'));
  streams.close();
  streams.send(message);
  expect([out.said, streams.size]).toEqual([['end'], 0]);
});
