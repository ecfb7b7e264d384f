import { beforeEach, describe, expect, it } from 'vitest';
import { ENTRIES, FAILURES } from './attempts.ts';
import { BOSS, type Door, type House, houses } from './ledger.test.support.ts';
import { SESSION_LIFE } from './register.ts';
import { hashOf, newSecret, parseToken, tokenText } from './secrets.ts';
import { IDLE_LIFE, USE_PERIOD } from './token-gate.ts';

const make = houses();
const HERE = '127.0.0.1';
const DAY = 24 * 3_600_000;

let house: House;
let door: Door;
let token: string;
let id: string;

beforeEach(async () => {
  house = await make();
  door = house.server();
  token = (await door.book.issue({ name: 'zoe', role: 'review' }, BOSS)).secret;
  id = parseToken(token)!.id;
});

const wrong = () => tokenText(id, newSecret());
const fails = (status: number) => ({ name: 'Refusal', status });

describe('enter', () => {
  it('begins a session that is recorded, without its secret', async () => {
    const { secret, pass } = await door.gate.enter(token, HERE);
    expect(pass).toEqual({
      person: { name: 'zoe', role: 'review', token: id },
      expiresAt: house.clock.now + SESSION_LIFE,
      session: hashOf(secret),
    });
    expect(await door.gate.bySession(secret)).toEqual(pass);
    expect(await house.facts('access.granted')).toEqual([
      {
        by: 'zoe',
        about: id,
        body: {
          action: 'log in',
          address: HERE,
          role: 'review',
          session: hashOf(secret),
          until: new Date(pass.expiresAt).toISOString(),
        },
      },
    ]);
  });

  it('gives each session a secret of its own', async () => {
    const [a, b] = [await door.gate.enter(token, HERE), await door.gate.enter(token, HERE)];
    expect(a.secret).not.toBe(b.secret);
    await door.gate.leave(a.pass);
    expect(await door.gate.bySession(a.secret)).toBeUndefined();
    expect(await door.gate.bySession(b.secret)).toEqual(b.pass);
  });

  it.each([
    ['a wrong secret', () => wrong()],
    ['another id', () => tokenText('0123456789', parseToken(token)!.secret)],
    ['the hash that the ledger keeps', () => tokenText(id, hashOf(parseToken(token)!.secret).slice(0, 43))],
    ['nothing', () => ''],
    ['the prototype', () => '__proto__'],
  ])('refuses %s', async (_, text) => {
    await expect(door.gate.enter(text(), HERE)).rejects.toMatchObject(fails(401));
    expect(await house.facts('access.granted')).toEqual([]);
  });

  it('takes no token that was revoked, nor one whose time is over', async () => {
    const short = await door.book.issue({ name: 'ann', role: 'read', days: 1 }, BOSS);
    await door.book.revoke(id, BOSS);
    house.clock.pass(DAY);
    await expect(door.gate.enter(token, HERE)).rejects.toMatchObject(fails(401));
    await expect(door.gate.enter(short.secret, HERE)).rejects.toMatchObject(fails(401));
    expect((await house.facts('access.denied')).map(({ body }) => body['reason'])).toEqual(['revoked']);
  });

  it('says the same whatever is wrong with a token', async () => {
    await door.book.revoke(id, BOSS);
    const said = new Set<string>();
    for (const text of [token, wrong(), 'nonsense'])
      await door.gate.enter(text, HERE).catch((error: Error) => said.add(error.message));
    expect(said.size).toBe(1);
  });

  it('lets one good token begin so many sessions and no more: each is a fact for ever', async () => {
    for (let i = 0; i < ENTRIES.each; i++) await door.gate.enter(token, HERE);
    await expect(door.gate.enter(token, HERE)).rejects.toMatchObject(fails(429));
    house.clock.pass(ENTRIES.window);
    await door.gate.enter(token, HERE);
  });
});

describe('too many failures', () => {
  const tryOften = async (times: number, address = HERE) => {
    const seen: number[] = [];
    for (let i = 0; i < times; i++)
      await door.gate.enter(wrong(), address).catch(({ status }) => seen.push(status as number));
    return seen;
  };

  it('are refused with the time to wait, and recorded twice: the first and the last', async () => {
    const seen = await tryOften(FAILURES.each + 3);
    expect(seen).toEqual([...Array(FAILURES.each).fill(401), 429, 429, 429]);
    await expect(door.gate.enter(wrong(), HERE)).rejects.toMatchObject({
      retryAfter: FAILURES.window / 1_000,
    });
    const denied = await house.facts('access.denied');
    expect(denied.map(({ body }) => body['reason'])).toEqual([
      'wrong secret',
      `wrong secret; attempt ${FAILURES.each}, the last`,
    ]);
  });

  it('lock out nobody who has a good token, from the same address or another', async () => {
    await tryOften(FAILURES.each + 1);
    await door.gate.enter(token, HERE);
    expect(await door.gate.byToken(token, HERE)).toMatchObject({ person: { name: 'zoe' } });
  });

  it('count bearers and log-ins, and addresses each for themselves', async () => {
    await tryOften(FAILURES.each);
    await expect(door.gate.byToken(wrong(), HERE)).rejects.toMatchObject(fails(429));
    await expect(door.gate.byToken(wrong(), '10.0.0.9')).rejects.toMatchObject(fails(401));
  });

  it('from many addresses are bounded in all, and so is what the ledger keeps of them', async () => {
    const seen: number[] = [];
    for (let i = 0; i < FAILURES.all + 50; i++)
      seen.push(...(await tryOften(1, `10.0.${i >> 8}.${i & 255}`)));
    expect(seen.filter((status) => status === 401)).toHaveLength(FAILURES.all);
    expect(await house.facts('access.denied')).toHaveLength(FAILURES.all);
  });

  it('name the address as it came, cut where somebody sent a novel', async () => {
    await tryOften(1, 'x'.repeat(10_000));
    await tryOften(1, '');
    const [long, empty] = await house.facts('access.denied');
    expect([long.body['address'], empty.body['address']]).toEqual(['x'.repeat(100), 'unknown']);
  });
});

describe('a session', () => {
  it('ends with its token, at once and on every server', async () => {
    const { secret, pass } = await door.gate.enter(token, HERE);
    const other = house.server();
    expect(await other.gate.bySession(secret)).toEqual(pass);
    await house.server().book.revoke(id, BOSS);
    expect(await door.gate.bySession(secret)).toBeUndefined();
    expect(await other.gate.bySession(secret)).toBeUndefined();
    expect([await door.gate.holds(pass), await other.gate.holds(pass)]).toEqual([false, false]);
  });

  it('ends on every server when somebody logs out', async () => {
    const { secret, pass } = await door.gate.enter(token, HERE);
    await door.gate.leave(pass);
    expect(await house.server().gate.bySession(secret)).toBeUndefined();
    expect(await house.facts('access.ended')).toMatchObject([{ by: 'zoe', about: id }]);
  });

  it('ends when nobody used it for so long', async () => {
    const { secret } = await door.gate.enter(token, HERE);
    house.clock.pass(IDLE_LIFE - 1);
    expect(await door.gate.bySession(secret)).toBeDefined();
    house.clock.pass(IDLE_LIFE - 1);
    expect(await door.gate.bySession(secret)).toBeDefined();
    house.clock.pass(IDLE_LIFE);
    expect(await door.gate.bySession(secret)).toBeUndefined();
  });

  it('ends after its whole life, however busy', async () => {
    const { secret, pass } = await door.gate.enter(token, HERE);
    for (let passed = 0; passed < SESSION_LIFE - DAY / 4; passed += DAY / 4) {
      expect(await door.gate.bySession(secret)).toBeDefined();
      house.clock.pass(DAY / 4);
    }
    house.clock.pass(DAY / 4);
    expect(house.clock.now).toBeGreaterThanOrEqual(pass.expiresAt);
    expect(await door.gate.bySession(secret)).toBeUndefined();
  });

  it('lasts no longer than its token', async () => {
    const short = await door.book.issue({ name: 'ann', role: 'read', days: 1 }, BOSS);
    const { pass } = await door.gate.enter(short.secret, HERE);
    expect(pass.expiresAt).toBe(house.clock.now + DAY);
  });

  it('that is used at one server stays alive at another', async () => {
    const { secret } = await door.gate.enter(token, HERE);
    const other = house.server();
    for (let i = 0; i < 6; i++) {
      house.clock.pass(IDLE_LIFE / 2);
      expect(await door.gate.bySession(secret)).toBeDefined();
    }
    expect(await other.gate.bySession(secret)).toBeDefined();
  });

  it('records its use now and then, not with each request', async () => {
    const { secret } = await door.gate.enter(token, HERE);
    for (let i = 0; i < 10; i++) {
      house.clock.pass(USE_PERIOD / 5);
      await door.gate.bySession(secret);
    }
    const uses = (await house.facts('access.granted')).filter(({ body }) => body['action'] === 'use');
    expect(uses).toHaveLength(2);
  });

  it('is not opened by what the ledger keeps of its secret', async () => {
    const { pass } = await door.gate.enter(token, HERE);
    expect(await door.gate.bySession(pass.session!)).toBeUndefined();
  });
});

describe('byToken', () => {
  it('gives a pass without a session, and records the use once in a while', async () => {
    const pass = await door.gate.byToken(token, HERE);
    await door.gate.byToken(token, HERE);
    expect(pass).toEqual({
      person: { name: 'zoe', role: 'review', token: id },
      expiresAt: house.clock.now + SESSION_LIFE,
    });
    expect(await house.facts('access.granted')).toMatchObject([{ body: { action: 'use', address: HERE } }]);
  });

  it('holds until the token is revoked', async () => {
    const pass = (await door.gate.byToken(token, HERE))!;
    expect(await door.gate.holds(pass)).toBe(true);
    await house.server().book.revoke(id, BOSS);
    expect(await door.gate.holds(pass)).toBe(false);
  });
});

it('records what somebody asked for beyond their role, and not without end', async () => {
  const pass = (await door.gate.byToken(token, HERE))!;
  for (let i = 0; i < FAILURES.each + 5; i++) await door.gate.denied(pass, 'POST /api/jobs', HERE);
  const denied = await house.facts('access.denied');
  expect(denied).toHaveLength(FAILURES.each);
  expect(denied[0]).toEqual({
    by: 'zoe',
    about: id,
    body: { role: 'review', action: 'POST /api/jobs', address: HERE, reason: 'role' },
  });
});
