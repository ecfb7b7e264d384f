import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Characters of a secret: 256 bits in base64url. */
const LENGTH = 43;
const ID_LENGTH = 10;
const TOKEN = new RegExp(`^oxt_([0-9a-z]{${ID_LENGTH}})_([A-Za-z0-9_-]{${LENGTH}})$`);
const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** 256 bits from the system's generator, in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** 50 bits: names a token, and may be known. */
export function newTokenId(): string {
  return [...randomBytes(ID_LENGTH)].map((byte) => ALPHABET[byte & 31]).join('');
}

/** `oxt_ID_SECRET`: the id finds the token, so that one hash is compared and not all. */
export function tokenText(id: string, secret: string): string {
  return `oxt_${id}_${secret}`;
}

/** Undefined for what is no token. */
export function parseToken(text: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id === undefined ? undefined : { id, secret };
}

/**
 * What is kept of a secret: SHA-256, in hexadecimal. Slow hashes and salts protect what people choose, because it can be guessed; among
 * 2^256 equally likely secrets there is nothing to guess, and every request must be checked.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether two texts are equal, in a time that does not say how much of them is. */
export function sameSecret(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(one, other);
}

/**
 * What a request that changes something must bring beside the session's cookie: made from the secret, so that every server knows it,
 * and told to our own pages alone, which another site cannot read.
 */
export function csrfOf(secret: string): string {
  return createHmac('sha256', secret).update('outcross csrf').digest('base64url');
}
