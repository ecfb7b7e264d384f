import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveMessage } from '../../../src/server/wire.ts';
import { renewal } from './renewal.ts';

let renewed: (readonly string[] | undefined)[] = [];
let waiting: (() => void)[] = [];
let hear: (message: LiveMessage) => void;

function ledger(seq: number, ...kinds: string[]): LiveMessage {
  return { type: 'ledger', seq, kinds, subjects: [] };
}

function hello(seq: number): LiveMessage {
  return { type: 'hello', seq, version: '1' };
}

function passTime(): void {
  for (const then of waiting.splice(0)) then();
}

beforeEach(() => {
  renewed = [];
  waiting = [];
  hear = renewal({ invalidate: (kinds) => void renewed.push(kinds) }, (then) => void waiting.push(then));
});

describe('renewal', () => {
  it('gathers what happens in a moment into one renewal', () => {
    hear(hello(1));
    for (let seq = 2; seq < 300; seq++) hear(ledger(seq, 'review.decided'));
    hear(ledger(300, 'mix.built'));
    expect(renewed).toEqual([]);
    passTime();
    expect(renewed).toEqual([['review.decided', 'mix.built']]);
  });

  it('begins anew after that', () => {
    hear(ledger(1, 'a.b'));
    passTime();
    hear(ledger(2, 'c.d'));
    passTime();
    expect(renewed).toEqual([['a.b'], ['c.d']]);
  });

  it('renews everything where something happened while the stream was broken', () => {
    hear(hello(1));
    hear(ledger(2, 'a.b'));
    passTime();
    hear(hello(9));
    expect(renewed).toEqual([['a.b'], undefined]);
  });

  it('renews nothing where nothing happened meanwhile, nor at the first greeting', () => {
    hear(hello(7));
    hear(hello(7));
    expect(renewed).toEqual([]);
  });

  it('takes a job for an event of the kind job', () => {
    hear({ type: 'job', job: {} as never });
    passTime();
    expect(renewed).toEqual([['job']]);
  });
});
