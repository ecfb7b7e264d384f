import { writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { scratch } from '../../../corpus/fixtures.test.support.ts';
import { followTls, type TlsFollower } from './follow-tls.ts';
import { CERT, KEY } from './pem.test.support.ts';

const disk = scratch();
const tlsCert = disk.write('cert.pem', CERT);
const tlsKey = disk.write('key.pem', KEY);
const open: TlsFollower[] = [];

afterEach(() => {
  for (const one of open.splice(0)) one.end();
  writeFileSync(tlsCert, CERT);
});

function following() {
  const taken: string[] = [];
  const told: string[] = [];
  const follower = followTls(
    { tlsCert, tlsKey },
    ({ cert }) => taken.push(cert),
    ({ code }) => told.push(code),
    60_000,
  );
  open.push(follower);
  return { follower, taken, told };
}

it('takes files that were replaced, and leaves those that were not', async () => {
  const { follower, taken, told } = following();
  expect(await follower.look()).toBe(false);
  writeFileSync(tlsCert, `${CERT}\n`);
  expect(await follower.look()).toBe(true);
  expect(await follower.look()).toBe(false);
  expect([taken, told]).toEqual([[`${CERT}\n`], []]);
});

it('keeps the old ones where the new are no pair, says so once, and takes the next that are', async () => {
  const { follower, taken, told } = following();
  writeFileSync(tlsCert, 'half of a certi');
  expect(await follower.look()).toBe(false);
  expect(await follower.look()).toBe(false);
  expect([taken, told]).toEqual([[], ['E_KEY']]);
  writeFileSync(tlsCert, `${CERT}\n\n`);
  expect(await follower.look()).toBe(true);
});

it.skipIf(process.platform === 'win32')('reads them on SIGHUP in any case, until it ends', async () => {
  const { follower, taken } = following();
  await follower.look();
  process.kill(process.pid, 'SIGHUP');
  await expect.poll(() => taken.length, { timeout: 30_000 }).toBe(1);
  const listening = process.listenerCount('SIGHUP');
  follower.end();
  expect(process.listenerCount('SIGHUP')).toBe(listening - 1);
});
