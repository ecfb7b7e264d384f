import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { OutcrossError } from '../../base/errors.ts';

export const KEY_TYPES = ['ed25519', 'p256'] as const;
export type KeyType = (typeof KEY_TYPES)[number];

/** Who can be checked: a public key, under the fingerprint that it is known by. */
export interface PublicKey {
  /** SHA-256 of the key's SubjectPublicKeyInfo in DER, 64 hexadecimal digits. */
  readonly id: string;
  readonly type: KeyType;
  readonly key: KeyObject;
}

/** Who can sign. */
export interface SigningKey extends PublicKey {
  readonly secret: KeyObject;
}

/** A key of the system's own randomness. */
export function newSigningKey(type: KeyType): SigningKey {
  const pair =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return signingKeyOf(pair.privateKey, 'a new key');
}

/** Throws `E_KEY` for a key that is neither Ed25519 nor P-256. */
export function signingKeyOf(secret: KeyObject, where: string): SigningKey {
  return { ...publicKeyOf(createPublicKey(secret), where), secret };
}

/** Throws `E_KEY` for a key that is neither Ed25519 nor P-256. */
export function publicKeyOf(key: KeyObject, where: string): PublicKey {
  return { id: fingerprintOf(spkiOf(key)), type: typeOf(key, where), key };
}

/** The public key of SubjectPublicKeyInfo in DER. Throws `E_KEY`. */
export function publicKeyOfSpki(spki: Uint8Array, where: string): PublicKey {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new OutcrossError('E_KEY', `${where} holds no public key`, { where, cause });
  }
  return publicKeyOf(key, where);
}

export function spkiOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

export function fingerprintOf(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex');
}

/** Ed25519 signs as it is (RFC 8032); P-256 signs SHA-256, its signature in DER. */
export function signed({ type, secret }: SigningKey, message: Uint8Array): Buffer {
  return sign(type === 'ed25519' ? null : 'sha256', message, secret);
}

export function isSignedBy({ type, key }: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(type === 'ed25519' ? null : 'sha256', message, key, signature);
}

function typeOf(key: KeyObject, where: string): KeyType {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType === 'ec' && curve === 'prime256v1') return 'p256';
  const found = curve === undefined ? key.asymmetricKeyType : `${key.asymmetricKeyType} ${curve}`;
  throw new OutcrossError('E_KEY', `${where} is a key of another kind: ${found}`, {
    where,
    hint: 'Proofs are signed with Ed25519 or ECDSA on P-256.',
  });
}
