import { request } from 'node:https';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';
import { CERT, KEY } from './serve/pem.test.support.ts';

const { make, disk } = workspaces();
const [tlsCert, tlsKey] = [disk.write('cert.pem', CERT), disk.write('key.pem', KEY)];
let config: string;

beforeAll(async () => {
  config = join((await make('line: novels\n')).folder, 'outcross.yaml');
});

async function ran(...args: string[]) {
  const { context, out, err } = desk({ OUTCROSS_ACTOR: 'boss' });
  const status = await run([...args, '--config', config], context);
  return { status, out: out.text, err: err.text };
}

/** Runs `outcross serve` until it is interrupted. */
async function serving(...options: string[]) {
  const { context, out, err, interrupt } = desk();
  const status = run(['serve', '--port', '0', '--config', config, ...options], context);
  await expect.poll(() => out.text + err.text, { timeout: 30_000 }).toContain('\n');
  return {
    url: out.text.trim(),
    err,
    end: () => {
      interrupt();
      return status;
    },
  };
}

/** As `fetch`, of a server whose certificate nobody vouches for. */
function overTls(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: unknown }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ca: CERT, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    asked.on('error', reject).end();
  });
}

describe('outcross serve token', () => {
  it('prints a secret and nothing else on standard output, lists it without, and revokes it', async () => {
    const made = await ran('serve', 'token', 'new', 'zoe', '--role', 'review', '--days', '30');
    expect(made.status).toBe(0);
    expect(made.out).toMatch(/^oxt_[0-9a-z]{10}_[A-Za-z0-9_-]{43}\n$/);
    const [, id, secret] = made.out.trim().split('_');
    const listed = await ran('serve', 'token', 'list');
    expect(listed.out).toMatch(new RegExp(`${id} +zoe +review +good until`));
    expect(listed.out).not.toContain(secret);
    expect((await ran('serve', 'token', 'revoke', id)).out).toBe(`${id}, zoe, is revoked\n`);
    expect((await ran('serve', 'token', 'list')).out).toMatch(new RegExp(`${id} +zoe +review +revoked`));
  });

  it('speaks JSON where it is asked to', async () => {
    const made = JSON.parse((await ran('serve', 'token', 'new', 'ci', '--json')).out);
    expect(made).toMatchObject({
      token: { name: 'ci', role: 'read' },
      secret: expect.stringContaining('oxt_'),
    });
    const { tokens } = JSON.parse((await ran('serve', 'token', 'list', '--json')).out);
    expect(tokens[0]).toMatchObject({ id: made.token.id, name: 'ci', role: 'read' });
    const revoked = JSON.parse((await ran('serve', 'token', 'revoke', made.token.id, '--json')).out);
    expect(revoked).toMatchObject({ id: made.token.id, revokedAt: expect.any(String) });
  });

  it.each([
    [['new', 'zoe', '--role', 'emperor'], 'E_USAGE'],
    [['new', ''], 'E_PARAMETER'],
    [['new', 'zoe\u202e'], 'E_PARAMETER'],
    [['new', 'zoe', '--days', '9999'], 'E_PARAMETER'],
    [['revoke', '0123456789'], 'E_NOT_FOUND'],
  ])('refuses %j', async (args, code) => {
    const { status, out, err } = await ran('serve', 'token', ...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`error [${code}]`);
  });
});

describe('outcross serve', () => {
  it('says on this computer that nobody can log in yet', async () => {
    const empty = join((await make('line: novels\n')).folder, 'outcross.yaml');
    const { url, err, end } = await serving('--config', empty);
    expect(err.text).toContain('outcross serve token new NAME');
    expect((await fetch(`${url}/api/session`)).status).toBe(401);
    expect(await end()).toBe(0);
  });

  it.each([
    [['--host', '0.0.0.0'], 'unencrypted'],
    [['--host', '0.0.0.0', '--tls-cert', tlsCert], 'belong together'],
    [['--host', '::', '--tls-cert', tlsCert, '--tls-key', tlsKey, '--behind-proxy'], 'exclude each other'],
  ])('does not listen with %j', async (args, why) => {
    const { status, err } = await ran('serve', ...args);
    expect([status, err.includes('error [E_OPTION]'), err.includes(why)]).toEqual([2, true, true]);
  });

  it('does not listen beyond this computer while there is no token', async () => {
    const empty = join((await make('line: novels\n')).folder, 'outcross.yaml');
    const { context, err } = desk();
    expect(await run(['serve', '--host', '0.0.0.0', '--insecure', '--config', empty], context)).toBe(2);
    expect(err.text).toContain('there is no token');
  });

  it('speaks TLS with the files that it is given, to who has a token', async () => {
    const token = (await ran('serve', 'token', 'new', 'ann')).out.trim();
    const { url, end } = await serving('--tls-cert', tlsCert, '--tls-key', tlsKey);
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const answer = await overTls(`${url}/api/session`, { authorization: `Bearer ${token}` });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'strict-transport-security': expect.stringContaining('max-age=') },
    });
    expect(await end()).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'takes a certificate that was replaced, on SIGHUP, without an end',
    async () => {
      const own = disk.write('own.pem', CERT);
      const { url, err, end } = await serving('--tls-cert', own, '--tls-key', tlsKey);
      const seen = async () => (await overTls(`${url}/api/session`, {})).status;
      expect(await seen()).toBe(401);
      disk.write('own.pem', 'half of a certi');
      process.kill(process.pid, 'SIGHUP');
      await expect.poll(() => err.text, { timeout: 30_000 }).toContain('error [E_KEY]');
      // The old one serves on.
      expect(await seen()).toBe(401);
      expect(await end()).toBe(0);
    },
  );

  it('answers to the names that it is given, and to no others', async () => {
    const { url, end } = await serving('--allow-host', 'team.example.org');
    const port = new URL(url).port;
    const status = async (host: string) => {
      const { request: plain } = await import('node:http');
      return new Promise((resolve) => {
        plain(`${url}/api/session`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end();
      });
    };
    expect(await status('team.example.org')).toBe(401);
    expect(await status(`localhost:${port}`)).toBe(401);
    expect(await status('evil.example')).toBe(421);
    expect(await status('localhost:1')).toBe(421);
    expect(await end()).toBe(0);
  });

  it.each(['', 'a b', 'http://x', 'x/y', 'x:123456'])('takes no %j for a name', async (name) => {
    const { status, err } = await ran('serve', '--allow-host', name);
    expect([status, err.includes('--allow-host')]).toEqual([2, true]);
  });
});
