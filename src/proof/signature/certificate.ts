import { X509Certificate } from 'node:crypto';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import {
  type SignedEntity,
  type Signer,
  type TrustMaterial,
  toSignedEntity,
  VerificationError,
  Verifier,
} from '@sigstore/verify';
import type { SignedBundle } from './bundle.ts';
import { entryFault } from './log-entry.ts';

/** Which keyless signatures count: those of one identity, vouched for by one issuer, under the authorities and logs of one root. */
export interface CertificateTrust {
  readonly root: TrustMaterial;
  /** The certificate's subject alternative name: an e-mail address, or the address of a workflow. Compared whole. */
  readonly identity: string;
  /** Who vouched for the identity: the OpenID issuer's address. Compared whole. */
  readonly issuer: string;
}

/** Why a keyless signature does not count. */
export interface Refusal {
  readonly id:
    | 'signature.chain'
    | 'signature.expired'
    | 'signature.identity'
    | 'signature.invalid'
    | 'signature.issuer'
    | 'signature.log'
    | 'signature.sct'
    | 'signature.time';
  readonly message: string;
  readonly expected?: string;
  readonly found?: string | undefined;
}

export interface CertificateCheck {
  /** Whose certificate it is; only where authorities and logs of the root vouch for it. */
  readonly identity?: string;
  readonly issuer?: string;
  /** When it was signed, by the log or the timestamp; ISO 8601. */
  readonly time?: string;
  readonly refusals: readonly Refusal[];
}

/** RFC 5280, 4.2.1.12: id-kp-codeSigning. A certificate for anything else is none that signs. */
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

/**
 * Checks the signature of a bundle that a certificate signed, after Sigstore's client specification: a moment that a log or a timestamp
 * vouches for, the chain to an authority at that moment, the certificate in its log (SCT), the entry in the log (promise and inclusion),
 * the signature, and whose it is. One refusal where the certificate cannot be relied on, for what it says is worth nothing then.
 */
export function checkCertificate({ json }: SignedBundle, trust: CertificateTrust): CertificateCheck {
  let moments: Date[] = [];
  let leaf: X509Certificate | undefined;
  try {
    const bundle = bundleFromJSON(json);
    leaf = leafOf(bundle);
    const fault = entryFault(bundle, leaf.raw);
    if (fault !== undefined) return refused('signature.log', `the log's entry does not hold: ${fault}`);
    const entity = toSignedEntity(bundle);
    moments = momentsOf(entity);
    const signer = new Verifier(trust.root).verify(entity);
    if (leaf.keyUsage?.includes(CODE_SIGNING) !== true)
      return refused('signature.chain', 'the certificate is none to sign with');
    return { ...whose(signer, trust), ...(moments.length === 0 ? {} : { time: moments[0].toISOString() }) };
  } catch (error) {
    if (error instanceof VerificationError) return refusalOf(error, moments, leaf);
    // What stands in a bundle may be anything: a parser that stumbles over it has found no signature.
    return refused('signature.invalid', 'certificate, log entry or timestamp cannot be read');
  }
}

function leafOf({ verificationMaterial: { content } }: Bundle): X509Certificate {
  if (content.$case !== 'certificate') throw new TypeError('no certificate');
  return new X509Certificate(content.certificate.rawBytes);
}

function momentsOf({ timestamps }: SignedEntity): Date[] {
  return timestamps.map((each) =>
    each.$case === 'timestamp-authority'
      ? each.timestamp.signingTime
      : new Date(1000 * Number(each.tlogEntry.integratedTime)),
  );
}

/** Not the verifier's own policy: it takes an identity for a pattern that may match anywhere. */
function whose({ identity: found }: Signer, trust: CertificateTrust): CertificateCheck {
  const identity = found?.subjectAlternativeName;
  const issuer = found?.extensions?.issuer;
  const refusals: Refusal[] = [];
  const expect = (id: Refusal['id'], what: string, expected: string, was: string | undefined) => {
    if (was === expected) return;
    const message = `the certificate's ${what} is ${was ?? 'none'}, not ${expected}`;
    refusals.push({ id, message, expected, found: was });
  };
  expect('signature.identity', 'identity', trust.identity, identity);
  expect('signature.issuer', 'issuer', trust.issuer, issuer);
  return {
    ...(identity === undefined ? {} : { identity }),
    ...(issuer === undefined ? {} : { issuer }),
    refusals,
  };
}

function refused(id: Refusal['id'], message: string): CertificateCheck {
  return { refusals: [{ id, message }] };
}

function refusalOf(
  { code, message }: VerificationError,
  moments: readonly Date[],
  leaf: X509Certificate | undefined,
): CertificateCheck {
  if (code === 'TIMESTAMP_ERROR')
    return refused('signature.time', `nobody trusted says when it was signed: ${message}`);
  if (code.startsWith('TLOG')) return refused('signature.log', `the log's entry does not hold: ${message}`);
  if (code !== 'CERTIFICATE_ERROR')
    return refused(
      'signature.invalid',
      'the signature is not that of the certificate: statement or signature were altered',
    );
  if (message.includes('SCT'))
    return refused('signature.sct', `no trusted log of certificates vouches for the certificate: ${message}`);
  const outside = leaf === undefined ? undefined : moments.find((moment) => !isValidAt(leaf, moment));
  if (outside === undefined)
    return refused(
      'signature.chain',
      'the certificate comes from no authority that the trusted root names for its time',
    );
  return refused(
    'signature.expired',
    `the certificate was not valid when it was signed, ${outside.toISOString()}`,
  );
}

function isValidAt({ validFrom, validTo }: X509Certificate, moment: Date): boolean {
  return new Date(validFrom) <= moment && moment <= new Date(validTo);
}
