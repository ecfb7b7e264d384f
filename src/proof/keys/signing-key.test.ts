import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  isSignedBy,
  newSigningKey,
  publicKeyOf,
  publicKeyOfSpki,
  signed,
  spkiOf,
} from './signing-key.ts';

/** RFC 8032, 7.1, test 2: the public key and the signature of one byte. */
const RFC8032 = {
  jwk: {
    kty: 'OKP',
    crv: 'Ed25519',
    x: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString(
      'base64url',
    ),
  },
  message: Buffer.of(0x72),
  signature: Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex',
  ),
};

describe('signing keys', () => {
  it('check the vector of RFC 8032', () => {
    const key = publicKeyOf(createPublicKey({ key: RFC8032.jwk, format: 'jwk' }), 'rfc');
    expect(isSignedBy(key, RFC8032.message, RFC8032.signature)).toBe(true);
    expect(isSignedBy(key, Buffer.of(0x73), RFC8032.signature)).toBe(false);
  });

  it('are named by SHA-256 of their SubjectPublicKeyInfo', () => {
    const key = newSigningKey('p256');
    expect(key.id).toBe(fingerprintOf(spkiOf(key.key)));
    expect(key.id).toMatch(/^[0-9a-f]{64}$/);
    expect(publicKeyOfSpki(spkiOf(key.key), 'k')).toMatchObject({ id: key.id, type: 'p256' });
  });

  it('sign the same message alike with Ed25519, and never alike with P-256', () => {
    const message = Buffer.from('m');
    const ed = newSigningKey('ed25519');
    expect(signed(ed, message).equals(signed(ed, message))).toBe(true);
    const p256 = newSigningKey('p256');
    expect(signed(p256, message).equals(signed(p256, message))).toBe(false);
  });

  it('find no signature in bytes that are none', () => {
    for (const type of ['ed25519', 'p256'] as const) {
      const key = newSigningKey(type);
      for (const bytes of [Buffer.alloc(0), Buffer.alloc(64), Buffer.from('signature')]) {
        expect(isSignedBy(key, Buffer.from('m'), bytes)).toBe(false);
      }
    }
  });

  it('refuse keys of other kinds, and bytes that hold none', () => {
    const x25519 = generateKeyPairSync('x25519').publicKey;
    expect(() => publicKeyOf(x25519, 'k')).toThrow(expect.objectContaining({ code: 'E_KEY' }));
    for (const bytes of [Buffer.alloc(0), Buffer.from('key')]) {
      expect(() => publicKeyOfSpki(bytes, 'k')).toThrow(expect.objectContaining({ code: 'E_KEY' }));
    }
  });
});
