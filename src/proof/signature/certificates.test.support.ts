import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { integer, object, octets, sequence } from '../keys/der.ts';

/** Just enough X.509 (RFC 5280), SCT (RFC 6962) and RFC 3161 to be a small Sigstore. */

const ECDSA_SHA256 = sequence(object('1.2.840.10045.4.3.2'));
const SHA256 = sequence(object('2.16.840.1.101.3.4.2.1'));

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const digits = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...digits), content]);
}

const set = (...parts: Uint8Array[]) => tagged(0x31, ...parts);
const context = (n: number, ...parts: Uint8Array[]) => tagged(0xa0 + n, ...parts);
const bits = (bytes: Uint8Array) => tagged(0x03, Buffer.of(0), bytes);
const utf8 = (text: string) => tagged(0x0c, Buffer.from(text));
const TRUE = tagged(0x01, Buffer.of(255));
const NULL = tagged(0x05);

/** GeneralizedTime, whole seconds. */
function time(seconds: number): Buffer {
  const digits = new Date(1000 * seconds).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x18, Buffer.from(digits));
}

const nameOf = (common: string) => sequence(set(sequence(object('2.5.4.3'), utf8(common))));

function extension(oid: string, value: Uint8Array, isCritical = false): Buffer {
  return sequence(object(oid), ...(isCritical ? [TRUE] : []), octets(value));
}

/** A key that signs, and under which name. */
export interface Party {
  readonly name: string;
  readonly key: KeyObject;
  readonly spki: Buffer;
}

/** Keys are made of their names: the same name has the same key at every run, and tests need no randomness. */
export function party(name: string): Party {
  const secret = createHash('sha256').update(name).digest();
  const oid = sequence(object('1.2.840.10045.2.1'), object('1.2.840.10045.3.1.7'));
  const inner = sequence(integer(1), octets(secret));
  const key = createPrivateKey({
    key: sequence(integer(0), oid, octets(inner)),
    format: 'der',
    type: 'pkcs8',
  });
  const jwk = key.export({ format: 'jwk' });
  const point = Buffer.concat([
    Buffer.of(4),
    ...[jwk.x!, jwk.y!].map((each) => Buffer.from(each, 'base64url')),
  ]);
  return { name, key, spki: sequence(oid, bits(point)) };
}

export function signedBy({ key }: Party, data: Uint8Array): Buffer {
  return sign('sha256', data, key);
}

interface CertificateOptions {
  readonly subject: { readonly name: string; readonly spki: Uint8Array };
  readonly issuer: Party;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly extensions: readonly Buffer[];
}

/** A certificate in DER. */
export function certificate({ subject, issuer, from, to, extensions }: CertificateOptions): Buffer {
  const body = sequence(
    context(0, integer(2)),
    integer(7),
    ECDSA_SHA256,
    nameOf(issuer.name),
    sequence(time(from), time(to)),
    nameOf(subject.name),
    Buffer.from(subject.spki),
    context(3, sequence(...extensions)),
  );
  return sequence(body, ECDSA_SHA256, bits(signedBy(issuer, body)));
}

/** Of an authority: it may sign certificates. */
export const CA_EXTENSIONS = [
  extension('2.5.29.19', sequence(TRUE), true),
  extension('2.5.29.15', tagged(0x03, Buffer.of(1, 0x06)), true),
];

export interface LeafClaims {
  /** An e-mail address, or a URI where it holds `://`. */
  readonly identity: string;
  readonly issuer: string;
  /** Extended key usage. Default: to sign code. */
  readonly usage?: string;
}

/** What Fulcio writes into a certificate (docs/oid-info.md of sigstore/fulcio). */
export function leafExtensions({ identity, issuer, usage = '1.3.6.1.5.5.7.3.3' }: LeafClaims): Buffer[] {
  const tag = identity.includes('://') ? 0x86 : 0x81;
  return [
    extension('2.5.29.15', tagged(0x03, Buffer.of(7, 0x80)), true),
    extension('2.5.29.37', sequence(object(usage))),
    extension('2.5.29.17', sequence(tagged(tag, Buffer.from(identity))), true),
    extension('1.3.6.1.4.1.57264.1.1', Buffer.from(issuer)),
    extension('1.3.6.1.4.1.57264.1.8', utf8(issuer)),
  ];
}

/** The log's promise, as an extension: made over the certificate without it (RFC 6962, 3.2). */
export function sctExtension(log: Party, options: CertificateOptions, seconds: number): Buffer {
  const whole = certificate(options);
  const body = bodyOf(whole);
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(1000 * seconds));
  const length = Buffer.of(0, body.length >> 8, body.length & 255);
  const issuerId = createHash('sha256').update(options.issuer.spki).digest();
  const signed = Buffer.concat([
    Buffer.of(0, 0),
    at,
    Buffer.of(0, 1),
    issuerId,
    length,
    body,
    Buffer.of(0, 0),
  ]);
  const signature = signedBy(log, signed);
  const sct = Buffer.concat([
    Buffer.of(0),
    logId(log),
    at,
    Buffer.of(0, 0, 4, 3),
    two(signature.length),
    signature,
  ]);
  const list = Buffer.concat([two(sct.length), sct]);
  return extension('1.3.6.1.4.1.11129.2.4.2', octets(Buffer.concat([two(list.length), list])));
}

/** TBSCertificate: what stands first in a certificate of less than 64 KiB. */
function bodyOf(whole: Buffer): Buffer {
  const start = 4;
  return whole.subarray(start, start + 4 + whole.readUInt16BE(start + 2));
}

function two(length: number): Buffer {
  return Buffer.of(length >> 8, length & 255);
}

/** A log is known by SHA-256 of its key. */
export function logId({ spki }: Party): Buffer {
  return createHash('sha256').update(spki).digest();
}

/** RFC 3161: that `data` was there at a moment, by `authority`, whose certificate has the serial number of all here. */
export function timestampResponse(
  authority: Party,
  issuer: string,
  data: Uint8Array,
  seconds: number,
): Buffer {
  const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const imprint = sequence(sequence(object('2.16.840.1.101.3.4.2.1'), NULL), octets(hashOf(data)));
  const info = sequence(integer(1), object('1.3.6.1.4.1.57264.2'), imprint, integer(9), time(seconds));
  const attributes = [
    sequence(object('1.2.840.113549.1.9.3'), set(object('1.2.840.113549.1.9.16.1.4'))),
    sequence(object('1.2.840.113549.1.9.4'), set(octets(hashOf(info)))),
  ];
  const signer = sequence(
    integer(1),
    sequence(nameOf(issuer), integer(7)),
    SHA256,
    context(0, ...attributes),
    ECDSA_SHA256,
    octets(signedBy(authority, set(...attributes))),
  );
  const content = sequence(object('1.2.840.113549.1.9.16.1.4'), context(0, octets(info)));
  const data7 = sequence(integer(3), set(SHA256), content, set(signer));
  return sequence(sequence(integer(0)), sequence(object('1.2.840.113549.1.7.2'), context(0, data7)));
}
