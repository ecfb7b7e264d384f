import {
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { OutcrossError } from '../../base/errors.ts';
import { integer, object, octets, sequence } from './der.ts';
import { type PublicKey, publicKeyOf, type SigningKey, signingKeyOf } from './signing-key.ts';

/** Cost of scrypt (RFC 7914): 16 MiB, the most that OpenSSL takes from a key file unasked is 32. */
const COST = { N: 1 << 14, r: 8, p: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const IV_BYTES = 16;

const PBES2 = '1.2.840.113549.1.5.13';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

/**
 * A private key as PKCS#8 in PEM, as OpenSSL reads it too: as it is, or under a passphrase with scrypt and AES-256-CBC (PBES2 of RFC
 * 8018, scrypt of RFC 7914). Node's own export knows only PBKDF2 with 2,048 rounds, which a guesser is quick with.
 */
export function sealedPem({ secret }: SigningKey, passphrase?: string): string {
  const plain = secret.export({ type: 'pkcs8', format: 'der' });
  if (passphrase === undefined) return pem('PRIVATE KEY', plain);
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const key = scryptSync(passphrase, salt, KEY_BYTES, COST);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const { N, r, p } = COST;
  const derivation = sequence(object(SCRYPT), sequence(octets(salt), integer(N), integer(r), integer(p)));
  const algorithm = sequence(object(PBES2), sequence(derivation, sequence(object(AES_256_CBC), octets(iv))));
  return pem('ENCRYPTED PRIVATE KEY', sequence(algorithm, octets(sealed)));
}

export function publicPem({ key }: PublicKey): string {
  return key.export({ type: 'spki', format: 'pem' }) as string;
}

export function isSealed(text: string): boolean {
  return /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text);
}

/** A key as others wrote it down: PEM or JWK, private or public. */
export type ReadKey =
  | { readonly signing: SigningKey }
  | { readonly signing?: undefined; readonly public: PublicKey };

/**
 * Reads a key. What is wrong is told without what stands in it. Throws `E_KEY`: no key, of another kind, sealed and no or the wrong
 * passphrase.
 */
export function readKey(text: string, where: string, passphrase?: string): ReadKey {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return readJwk(trimmed, where);
  if (isSealed(trimmed) && passphrase === undefined) {
    throw new OutcrossError('E_KEY', `${where} is sealed with a passphrase`, {
      where,
      hint: 'Name the environment variable that holds it: --passphrase-env VARIABLE.',
    });
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(trimmed)) {
    const unlocked = {
      key: trimmed,
      format: 'pem',
      ...(passphrase === undefined ? {} : { passphrase }),
    } as const;
    return {
      signing: signingKeyOf(
        opened(() => createPrivateKey(unlocked), where, isSealed(trimmed)),
        where,
      ),
    };
  }
  return {
    public: publicKeyOf(
      opened(() => createPublicKey(trimmed), where, false),
      where,
    ),
  };
}

function readJwk(text: string, where: string): ReadKey {
  let key: Record<string, string>;
  try {
    key = JSON.parse(text) as Record<string, string>;
  } catch {
    throw noKey(where);
  }
  if (key['d'] === undefined) {
    return {
      public: publicKeyOf(
        opened(() => createPublicKey({ key, format: 'jwk' }), where, false),
        where,
      ),
    };
  }
  return {
    signing: signingKeyOf(
      opened(() => createPrivateKey({ key, format: 'jwk' }), where, false),
      where,
    ),
  };
}

function opened(open: () => KeyObject, where: string, sealed: boolean): KeyObject {
  try {
    return open();
  } catch {
    // The cause is left out: it could quote the file.
    if (!sealed) throw noKey(where);
    throw new OutcrossError(
      'E_KEY',
      `${where} does not open: the passphrase is another, or the file is damaged`,
      {
        where,
        hint: 'Check the passphrase.',
      },
    );
  }
}

function noKey(where: string): OutcrossError {
  return new OutcrossError('E_KEY', `${where} holds no key that can be read`, {
    where,
    hint: 'Give a private or public key of Ed25519 or P-256 as PEM or JWK.',
  });
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
