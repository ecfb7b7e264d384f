import { expect, it } from 'vitest';
import type { LiveMessage } from '../wire.ts';
import { createHub } from './hub.ts';

const hello = (seq: number): LiveMessage => ({ type: 'hello', seq, version: '1' });

it('brings a message to everybody who listens, with its number', () => {
  const hub = createHub();
  const heard: unknown[] = [];
  hub.subscribe((message, id) => heard.push(['a', message, id]));
  hub.subscribe((message, id) => heard.push(['b', message, id]));
  hub.publish(hello(1), 7);
  expect(heard).toEqual([
    ['a', hello(1), 7],
    ['b', hello(1), 7],
  ]);
});

it('brings nothing after the end of a subscription, which may come twice', () => {
  const hub = createHub();
  const heard: LiveMessage[] = [];
  const end = hub.subscribe((message) => heard.push(message));
  end();
  end();
  hub.publish(hello(1));
  expect(heard).toEqual([]);
});

it('keeps two subscriptions of one listener apart', () => {
  const hub = createHub();
  let calls = 0;
  const listener = () => {
    calls++;
  };
  const end = hub.subscribe(listener);
  hub.subscribe(listener);
  end();
  hub.publish(hello(1));
  expect(calls).toBe(1);
});

it("lets a listener end its own and others' subscriptions while it is called", () => {
  const hub = createHub();
  const heard: string[] = [];
  const end = hub.subscribe(() => {
    heard.push('first');
    end();
  });
  hub.subscribe(() => heard.push('second'));
  hub.publish(hello(1));
  hub.publish(hello(2));
  expect(heard).toEqual(['first', 'second', 'second']);
});
