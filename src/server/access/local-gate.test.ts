import { expect, it } from 'vitest';
import { FAILURES } from './attempts.ts';
import { HandClock } from './ledger.test.support.ts';
import { LocalGate } from './local-gate.ts';
import { SESSION_LIFE } from './register.ts';

const HERE = '127.0.0.1';

function local() {
  const clock = new HandClock();
  return { clock, gate: new LocalGate('zoe', clock.read) };
}

it('lets in whoever has the invitation, once', async () => {
  const { gate } = local();
  const once = gate.invite();
  const { secret, pass } = await gate.enter(once, HERE);
  expect(pass.person).toEqual({ name: 'zoe', role: 'operate' });
  expect(await gate.bySession(secret)).toEqual(pass);
  await expect(gate.enter(once, HERE)).rejects.toMatchObject({ status: 401 });
  expect(await gate.bySession(once)).toBeUndefined();
});

it('lets nobody in before the first invitation, with an empty one, or with one that was replaced', async () => {
  const { gate } = local();
  await expect(gate.enter('', HERE)).rejects.toMatchObject({ status: 401 });
  const [first, second] = [gate.invite(), gate.invite()];
  await expect(gate.enter(first, HERE)).rejects.toMatchObject({ status: 401 });
  await gate.enter(second, HERE);
});

it('lets one of two in who come with one invitation at the same moment', async () => {
  const { gate } = local();
  const once = gate.invite();
  const came = await Promise.allSettled([gate.enter(once, HERE), gate.enter(once, HERE)]);
  expect(came.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('says that too many tried, and still lets the right one in', async () => {
  const { gate } = local();
  const once = gate.invite();
  for (let i = 0; i < FAILURES.each; i++)
    await expect(gate.enter('guess', HERE)).rejects.toMatchObject({ status: 401 });
  await expect(gate.enter('guess', HERE)).rejects.toMatchObject({ status: 429 });
  await gate.enter(once, HERE);
});

it('ends a session when its person leaves, and when its life is over', async () => {
  const { gate, clock } = local();
  const first = await gate.enter(gate.invite(), HERE);
  await gate.leave(first.pass);
  expect([await gate.bySession(first.secret), await gate.holds(first.pass)]).toEqual([undefined, false]);
  const second = await gate.enter(gate.invite(), HERE);
  clock.pass(SESSION_LIFE - 1);
  expect(await gate.holds(second.pass)).toBe(true);
  clock.pass(1);
  expect([await gate.bySession(second.secret), await gate.holds(second.pass)]).toEqual([undefined, false]);
});

it('knows no tokens', async () => {
  const { gate } = local();
  expect(await gate.byToken()).toBeUndefined();
});
