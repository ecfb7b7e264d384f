import { expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { BOSS, houses } from './ledger.test.support.ts';
import { Register } from './register.ts';

const house = houses();

/** A store whose looks at the head wait until they are let go. */
function slowly(store: LedgerStore): { store: LedgerStore; looks: (() => void)[] } {
  const looks: (() => void)[] = [];
  const head = async () => {
    const found = await store.head();
    await new Promise<void>((resolve) => looks.push(resolve));
    return found;
  };
  return { store: Object.assign(Object.create(store), { head, events: store.events.bind(store) }), looks };
}

const until = async (met: () => boolean) => {
  while (!met()) await new Promise((resolve) => setImmediate(resolve));
};

it('knows what another server of the same ledger recorded', async () => {
  const { server } = await house();
  const [one, other] = [server(), server()];
  await other.register.current();
  const { token } = await one.book.issue({ name: 'zoe', role: 'read' }, BOSS);
  expect((await other.register.current()).tokens.get(token.id)?.name).toBe('zoe');
});

it('reads nothing but the head while nothing was recorded', async () => {
  const { store, clock } = await house();
  let reads = 0;
  const events: LedgerStore['events'] = (query) => {
    reads++;
    return store.events(query);
  };
  const counted = Object.assign(Object.create(store), { events, head: () => store.head() });
  const register = new Register(counted, clock.read);
  await register.current();
  const before = reads;
  for (let i = 0; i < 10; i++) await register.current();
  expect(reads).toBe(before);
});

it('answers no question from a look that began before it: what was revoked between is known', async () => {
  const { store, clock, server } = await house();
  const { book } = server();
  const { token } = await book.issue({ name: 'zoe', role: 'read' }, BOSS);
  const slow = slowly(store);
  const register = new Register(slow.store, clock.read);
  const first = register.current();
  await until(() => slow.looks.length === 1);
  await book.revoke(token.id, BOSS);
  const second = register.current();
  const third = register.current();
  slow.looks[0]();
  await first;
  await until(() => slow.looks.length === 2);
  slow.looks[1]();
  expect((await second).tokens.get(token.id)?.revokedAt).toBeDefined();
  await third;
  expect(slow.looks).toHaveLength(2);
});

it('looks again after a look that failed', async () => {
  const { store, clock } = await house();
  let fail = true;
  const head: LedgerStore['head'] = async () => {
    if (fail) throw new Error('away');
    return store.head();
  };
  const register = new Register(
    Object.assign(Object.create(store), { head, events: store.events.bind(store) }),
    clock.read,
  );
  const [first, second] = [register.current(), register.current()];
  await expect(first).rejects.toThrow('away');
  await expect(second).rejects.toThrow('away');
  fail = false;
  expect((await register.current()).tokens.size).toBe(0);
});
