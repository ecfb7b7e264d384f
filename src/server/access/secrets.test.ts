import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csrfOf, hashOf, newSecret, newTokenId, parseToken, sameSecret, tokenText } from './secrets.ts';

describe('newSecret', () => {
  it('gives 256 bits, each time others', () => {
    const made = Array.from({ length: 200 }, newSecret);
    for (const secret of made) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(new Set(made).size).toBe(200);
  });
});

describe('parseToken', () => {
  it('takes apart what tokenText put together', () => {
    for (let i = 0; i < 100; i++) {
      const [id, secret] = [newTokenId(), newSecret()];
      expect(parseToken(tokenText(id, secret))).toEqual({ id, secret });
    }
  });

  it.each([
    ['nothing', ''],
    ['a token without its secret', 'oxt_0123456789_'],
    ['a line end after it', `${tokenText('0123456789', 'a'.repeat(43))}\n`],
    ['a blank before it', ` ${tokenText('0123456789', 'a'.repeat(43))}`],
    ['a secret that is too short', tokenText('0123456789', 'a'.repeat(42))],
    ['a secret that is too long', tokenText('0123456789', 'a'.repeat(44))],
    ['an id with capitals', tokenText('012345678A', 'a'.repeat(43))],
    ['an id that is a path', tokenText('../../../x', 'a'.repeat(43))],
  ])('refuses %s', (_, text) => {
    expect(parseToken(text)).toBeUndefined();
  });

  it('refuses any text that is no token', () => {
    fc.assert(fc.property(fc.string(), (text) => parseToken(text) === undefined));
  });
});

it('keeps SHA-256 of a secret, in hexadecimal', () => {
  expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('says whether two secrets are equal, of whatever lengths', () => {
  expect(sameSecret('a', 'a')).toBe(true);
  expect(sameSecret('', '')).toBe(true);
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameSecret(a, b) === (a === b)));
});

it('makes a header from the secret that gives away neither the secret nor what is kept of it', () => {
  const secret = newSecret();
  const csrf = csrfOf(secret);
  expect(csrf).toBe(csrfOf(secret));
  expect(csrf).not.toBe(csrfOf(newSecret()));
  expect([secret, hashOf(secret), createHash('sha256').update(secret).digest('base64url')]).not.toContain(
    csrf,
  );
});
