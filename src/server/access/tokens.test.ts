import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BOSS, houses } from './ledger.test.support.ts';
import { hashOf, parseToken } from './secrets.ts';

const house = houses();
const DAY = 24 * 3_600_000;

describe('issue', () => {
  it('tells a secret of which the ledger keeps the hash alone', async () => {
    const { server, store, facts } = await house();
    const { token, secret } = await server().book.issue({ name: 'zoe', role: 'review', days: 2 }, BOSS);
    expect(token).toEqual({
      id: parseToken(secret)?.id,
      name: 'zoe',
      role: 'review',
      createdAt: '2026-03-04T12:00:00.000Z',
      expiresAt: '2026-03-06T12:00:00.000Z',
    });
    const [issued] = await facts('token.issued');
    const bare = parseToken(secret)!.secret;
    expect(issued).toMatchObject({ by: 'boss', about: token.id, body: { secret: hashOf(bare) } });
    for (const file of [store.place, `${store.place}-wal`])
      expect(readFileSync(file).includes(bare)).toBe(false);
  });

  it.each([
    ['no name', { name: '   ', role: 'read' }, 'name'],
    ['a name that hides something', { name: 'zoe\u200b', role: 'read' }, 'name'],
    ['a name that turns the line round', { name: 'a\u202eb', role: 'read' }, 'name'],
    ['two lines', { name: 'a\nb', role: 'read' }, 'name'],
    ['201 characters', { name: 'a'.repeat(201), role: 'read' }, 'name'],
    ['half a day', { name: 'zoe', role: 'read', days: 0.5 }, 'days'],
    ['no day', { name: 'zoe', role: 'read', days: 0 }, 'days'],
    ['a hundred years', { name: 'zoe', role: 'read', days: 36_500 }, 'days'],
  ] as const)('refuses %s', async (_, wanted, where) => {
    const { server, facts } = await house();
    await expect(server().book.issue(wanted, BOSS)).rejects.toMatchObject({ code: 'E_PARAMETER', where });
    expect(await facts('token.issued')).toEqual([]);
  });

  it('writes one name in one way', async () => {
    const { server } = await house();
    const { token } = await server().book.issue({ name: ' Zoe\u0308 ', role: 'read' }, BOSS);
    expect(token.name).toBe('Zo\u00eb');
  });
});

describe('list', () => {
  it('has the newest first, with when each was last used, and no secret', async () => {
    const { server, clock } = await house();
    const { book, gate } = server();
    const first = await book.issue({ name: 'a', role: 'read' }, BOSS);
    clock.pass(1_000);
    await book.issue({ name: 'b', role: 'read' }, BOSS);
    await gate.enter(first.secret, '127.0.0.1');
    const listed = await book.list();
    expect(listed.map(({ name, lastUsedAt }) => [name, lastUsedAt])).toEqual([
      ['b', undefined],
      ['a', '2026-03-04T12:00:01.000Z'],
    ]);
    expect(JSON.stringify(listed)).not.toContain(hashOf(parseToken(first.secret)!.secret));
  });
});

describe('revoke', () => {
  it('says when, and says the same the second time', async () => {
    const { server, clock, facts } = await house();
    const { book } = server();
    const { token } = await book.issue({ name: 'zoe', role: 'read' }, BOSS);
    const revoked = await book.revoke(token.id, BOSS);
    clock.pass(DAY);
    expect(revoked.revokedAt).toBe('2026-03-04T12:00:00.000Z');
    expect(await book.revoke(token.id, BOSS)).toEqual(revoked);
    expect(await facts('token.revoked')).toHaveLength(1);
  });

  it('knows no token that was not made', async () => {
    const { server } = await house();
    for (const id of ['0123456789', '__proto__', '../tokens'])
      await expect(server().book.revoke(id, BOSS)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});

it('counts tokens that open: not the revoked, not the expired', async () => {
  const { server, clock } = await house();
  const { book } = server();
  await book.issue({ name: 'a', role: 'read' }, BOSS);
  await book.issue({ name: 'b', role: 'read', days: 1 }, BOSS);
  const { token } = await book.issue({ name: 'c', role: 'read' }, BOSS);
  expect(await book.countGood()).toBe(3);
  await book.revoke(token.id, BOSS);
  clock.pass(DAY);
  expect(await book.countGood()).toBe(1);
});
