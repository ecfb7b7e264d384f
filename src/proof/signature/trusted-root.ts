import { createPublicKey, X509Certificate } from 'node:crypto';
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify';
import { OutcrossError } from '../../base/errors.ts';

/** What begins the media type of a TrustedRoot, of any version (protobuf-specs, sigstore_trustroot.proto). */
const MEDIA_TYPE = 'application/vnd.dev.sigstore.trustedroot';

type Json = Readonly<Record<string, unknown>>;
type Root = Parameters<typeof toTrustMaterial>[0];
type Log = Root['tlogs'][number];
type Authority = Root['certificateAuthorities'][number];

/** `PublicKeyDetails` of protobuf-specs, as far as the verifier distinguishes: RSA in PKCS #1, and all that is a SubjectPublicKeyInfo. */
const PKCS1 = 1;
const SPKI = 5;

/**
 * Reads a TrustedRoot of Sigstore: whose certificates, logs and timestamps count. Strictly: what is absent or cannot be read is named,
 * since the verifier would take it for an authority that never was valid. Throws `E_KEY`.
 */
export function trustedRootOf(text: string, where: string): TrustMaterial {
  try {
    const json = record(JSON.parse(text), 'it');
    if (!String(json['mediaType']).startsWith(MEDIA_TYPE))
      throw new Fault(`its media type is no ${MEDIA_TYPE}`);
    const root = {
      certificateAuthorities: each(json, 'certificateAuthorities', authority),
      timestampAuthorities: each(json, 'timestampAuthorities', authority),
      tlogs: each(json, 'tlogs', log),
      ctlogs: each(json, 'ctlogs', log),
    };
    if (root.certificateAuthorities.length === 0) throw new Fault('it names no certificate authority');
    return toTrustMaterial(root as Root);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OutcrossError('E_KEY', `${where} is no trusted root of Sigstore: ${why}`, {
      where,
      hint: 'Give the file that cosign trusted-root create writes, or trusted_root.json of the TUF repository.',
    });
  }
}

/** What is amiss, within a file that the outer error names. */
class Fault extends Error {}

function each<T>(json: Json, key: string, read: (value: Json, path: string) => T): T[] {
  const list = json[key] ?? [];
  if (!Array.isArray(list)) throw new Fault(`${key} is no list`);
  return list.map((value, i) => read(record(value, `${key}[${i}]`), `${key}[${i}]`));
}

function authority(json: Json, path: string): Authority {
  const certificates = each(
    record(json['certChain'], `${path}.certChain`),
    'certificates',
    ({ rawBytes }, at) => ({
      rawBytes: certificate(base64(rawBytes, `${path}.${at}.rawBytes`), `${path}.${at}`),
    }),
  );
  if (certificates.length === 0) throw new Fault(`${path}.certChain holds no certificate`);
  return { certChain: { certificates }, validFor: period(json['validFor'], path) } as Authority;
}

function certificate(bytes: Buffer, path: string): Buffer {
  return readable(() => new X509Certificate(bytes), bytes, `${path} is no certificate`);
}

function log(json: Json, path: string): Log {
  const key = record(json['publicKey'], `${path}.publicKey`);
  const rawBytes = base64(key['rawBytes'], `${path}.publicKey.rawBytes`);
  const isPkcs1 = String(key['keyDetails']).startsWith('PKCS1_');
  readable(
    () => createPublicKey({ key: rawBytes, format: 'der', type: isPkcs1 ? 'pkcs1' : 'spki' }),
    rawBytes,
    `${path}.publicKey is no public key`,
  );
  const id = record(json['checkpointKeyId'] ?? json['logId'], `${path}.logId`);
  return {
    baseUrl: String(json['baseUrl'] ?? ''),
    logId: { keyId: base64(id['keyId'], `${path}.logId.keyId`) },
    publicKey: {
      rawBytes,
      keyDetails: isPkcs1 ? PKCS1 : SPKI,
      validFor: period(key['validFor'], `${path}.publicKey`),
    },
  } as Log;
}

function readable<T>(read: () => unknown, value: T, fault: string): T {
  try {
    read();
    return value;
  } catch {
    throw new Fault(fault);
  }
}

/** Absent ends are open. */
function period(value: unknown, path: string): { start?: Date; end?: Date } {
  const { start, end } = value === undefined ? {} : record(value, `${path}.validFor`);
  return {
    ...(start === undefined ? {} : { start: moment(start, `${path}.validFor.start`) }),
    ...(end === undefined ? {} : { end: moment(end, `${path}.validFor.end`) }),
  };
}

function moment(value: unknown, path: string): Date {
  const date = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new Fault(`${path} is no moment`);
  return date;
}

function base64(value: unknown, path: string): Buffer {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  if (bytes.length === 0) throw new Fault(`${path} is no base64`);
  return bytes;
}

function record(value: unknown, path: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new Fault(`${path} is ${value === undefined ? 'absent' : 'no object'}`);
}
