import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { integer, object } from './der.ts';
import { isSealed, publicPem, readKey, sealedPem } from './sealed-key.ts';
import { isSignedBy, KEY_TYPES, newSigningKey, signed } from './signing-key.ts';

const message = Buffer.from('a message');
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`;
  }
  return 'none';
};

describe.each(KEY_TYPES)('a key of %s', (type) => {
  const key = newSigningKey(type);

  it('signs what its public half, read from PEM or JWK, finds signed', () => {
    const signature = signed(key, message);
    for (const text of [publicPem(key), JSON.stringify(key.key.export({ format: 'jwk' }))]) {
      const read = readKey(text, 'key');
      if (read.signing !== undefined) throw new Error('a public key became private');
      expect(read.public.id).toBe(key.id);
      expect(read.public.type).toBe(type);
      expect(isSignedBy(read.public, message, signature)).toBe(true);
      expect(isSignedBy(read.public, Buffer.from('another'), signature)).toBe(false);
      expect(isSignedBy(newSigningKey(type), message, signature)).toBe(false);
    }
  });

  it('comes back from PEM as it was, sealed or not', () => {
    for (const passphrase of [undefined, 'correct horse', 'pässwörd €']) {
      const text = sealedPem(key, passphrase);
      expect(isSealed(text)).toBe(passphrase !== undefined);
      expect(readKey(text, 'key', passphrase).signing?.id).toBe(key.id);
    }
    const jwk = JSON.stringify(key.secret.export({ format: 'jwk' }));
    expect(readKey(jwk, 'key').signing?.id).toBe(key.id);
  });

  it('is sealed so that OpenSSL opens it with the passphrase alone', () => {
    const text = sealedPem(key, 'correct horse');
    expect(() => createPrivateKey({ key: text, passphrase: 'wrong' })).toThrow();
    const opened = createPrivateKey({ key: text, passphrase: 'correct horse' });
    expect(opened.equals(key.secret)).toBe(true);
    expect(sealedPem(key, 'correct horse')).not.toBe(text);
    expect(text).not.toContain(sealedPem(key).split('\n')[1].slice(0, 40));
  });

  it('tells a wrong passphrase and a missing one apart, and shows neither key nor passphrase', () => {
    const text = sealedPem(key, 'correct horse');
    expect(refusal(() => readKey(text, 'mine.pem'))).toBe('E_KEY mine.pem is sealed with a passphrase');
    const wrong = refusal(() => readKey(text, 'mine.pem', 'wrong battery'));
    expect(wrong).toBe('E_KEY mine.pem does not open: the passphrase is another, or the file is damaged');
  });
});

describe('readKey', () => {
  it('refuses other kinds by name', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const text = rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string;
    expect(refusal(() => readKey(text, 'k'))).toBe('E_KEY k is a key of another kind: rsa');
    const other = curve.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(refusal(() => readKey(other, 'k'))).toBe('E_KEY k is a key of another kind: ec secp384r1');
  });

  it('refuses what is no key, and quotes nothing of it', () => {
    for (const text of [
      '',
      'hunter2',
      '{"secret":',
      '{"kty":"oct"}',
      '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----',
    ]) {
      expect(refusal(() => readKey(text, 'k'))).toBe('E_KEY k holds no key that can be read');
    }
  });
});

describe('the DER that a sealed key is written in', () => {
  it('gives the examples of X.690 and of OpenSSL', () => {
    expect(integer(0).toString('hex')).toBe('020100');
    expect(integer(127).toString('hex')).toBe('02017f');
    expect(integer(128).toString('hex')).toBe('02020080');
    expect(integer(16384).toString('hex')).toBe('02024000');
    expect(object('1.2.840.113549.1.5.13').toString('hex')).toBe('06092a864886f70d01050d');
  });
});
