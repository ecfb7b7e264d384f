import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, signature } from './signature.ts';

describe('a signature', () => {
  it('is HMAC-SHA256 of time and body', () => {
    // printf '1790000000.{}' | openssl dgst -sha256 -hmac key
    expect(signature('{}', 'key', 1_790_000_000)).toMatch(/^t=1790000000,v1=[0-9a-f]{64}$/);
    expect(signature('{}', 'key', 1)).not.toBe(signature('{}', 'key', 2));
  });

  it('holds for the body, the secret and the time that it was made of, and for no others', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        (body, secret, t) => {
          const header = signature(body, secret, t);
          expect(isSigned(header, body, secret, t)).toBe(true);
          expect(isSigned(header, body, secret, t + 300)).toBe(true);
          expect(isSigned(header, body, secret, t + 301)).toBe(false);
          expect(isSigned(header, `${body} `, secret, t)).toBe(false);
          expect(isSigned(header, body, `${secret}x`, t)).toBe(false);
          expect(isSigned(header.replace(/^t=\d+/, `t=${t + 1}`), body, secret, t)).toBe(false);
        },
      ),
    );
  });

  it('may stand beside others, as while a secret is changed', () => {
    const other = signature('{}', 'old', 9).split(',')[1];
    expect(isSigned(`${signature('{}', 'new', 9)},${other}`, '{}', 'old', 9)).toBe(true);
  });

  it.each(['', 't=1', 'v1=ab', 't=x,v1=ab', 't=1,v1=', 't=1;v1=ab', 't=1,v1', '='])(
    'is none: %j',
    (header) => {
      expect(isSigned(header, '{}', 'key', 1)).toBe(false);
    },
  );
});
