import { describe, expect, it } from 'vitest';
import { isOurHost, isOurOrigin } from './hosts.ts';

describe('isOurHost', () => {
  const rule = { allowed: ['team.example.org', 'localhost:9000', '[fd00::7]'], port: () => 8473 };

  it.each(['localhost:8473', '127.0.0.1:8473', '[::1]:8473', 'LOCALHOST:8473', 'localhost.:8473'])(
    'answers to %s, which is this computer',
    (host) => expect(isOurHost(host, rule)).toBe(true),
  );

  it.each([
    'team.example.org',
    'team.example.org:443',
    'Team.Example.Org:8473',
    'localhost:9000',
    '[fd00::7]:1',
  ])('answers to %s, which was allowed', (host) => expect(isOurHost(host, rule)).toBe(true));

  it.each([
    'evil.example',
    'evil.example:8473',
    'localhost.evil.example:8473',
    'evil.team.example.org',
    'localhost:8474',
    'localhost',
    '127.0.0.1',
    '127.0.0.2:8473',
    '0.0.0.0:8473',
    'user@localhost:8473',
    'localhost:8473@evil.example',
    'localhost:8473, evil.example',
    'localhost:8473/',
    'localhost:',
    'localhost:084730',
    '',
    ' localhost:8473',
    undefined,
  ])('does not answer to %j', (host) => expect(isOurHost(host, rule)).toBe(false));

  it('takes a name without a port for port 80', () => {
    expect(isOurHost('localhost', { allowed: [], port: () => 80 })).toBe(true);
  });
});

describe('isOurOrigin', () => {
  it('is the host that was asked, under either scheme: a proxy may speak TLS', () => {
    expect(isOurOrigin('http://localhost:8473', 'localhost:8473')).toBe(true);
    expect(isOurOrigin('https://Team.example.org', 'team.example.org')).toBe(true);
  });

  it('is not asked of who is no browser', () => {
    expect(isOurOrigin(undefined, 'localhost:8473')).toBe(true);
  });

  it.each([
    'null',
    '',
    'http://evil.example',
    'http://localhost:3000',
    'http://localhost:8473.evil.example',
    'http://localhost:8473/',
    'file://localhost:8473',
    'localhost:8473',
  ])('is not %j', (origin) => expect(isOurOrigin(origin, 'localhost:8473')).toBe(false));
});
