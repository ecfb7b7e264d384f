import { OutcrossError } from '../../base/errors.ts';
import { type PublicKey, publicKeyOfSpki, spkiOf } from '../../proof/keys/signing-key.ts';
import { isBundleSignedBy, type SignedBundle } from '../../proof/signature/bundle.ts';
import { type CertificateTrust, checkCertificate } from '../../proof/signature/certificate.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import type { Difference } from './difference.ts';

/** Whose signatures count. */
export interface Trust {
  readonly keys: readonly PublicKey[];
  /** Fingerprints of keys that a statement may bring with it. */
  readonly fingerprints?: readonly string[];
  /** Whose keyless signatures count; nobody's without it. */
  readonly certificate?: CertificateTrust;
}

export interface SignatureCheck {
  /** True where a trusted key, or the trusted identity, signed exactly this. */
  readonly trusted: boolean;
  /** Fingerprint of the key that the bundle names. */
  readonly keyId?: string;
  readonly type?: string;
  /** Of a keyless signature: whose certificate it is, who vouched for it, and when it was signed (ISO 8601, by the log). */
  readonly identity?: string;
  readonly issuer?: string;
  readonly time?: string;
}

interface Checked {
  readonly check: SignatureCheck;
  readonly differences: readonly Difference[];
}

/** Checks whose signature a bundle has. `statement` is undefined where its payload is none. */
export function checkSignature(
  bundle: SignedBundle,
  statement: Statement | undefined,
  trust: Trust,
): Checked {
  const { signer } = bundle;
  if (signer.kind === 'certificate') return checkKeyless(bundle, statement, trust);
  const { id } = signer;
  const named = statement?.predicate.signer?.keyId;
  const differences: Difference[] = [];
  if (statement !== undefined && named !== id) {
    differences.push({
      id: 'signature.signer',
      field: 'signer.keyId',
      expected: named,
      found: id,
      message: `the statement says that ${named ?? 'nobody'} signs it, the bundle ${id}`,
    });
  }
  const key = trust.keys.find((each) => each.id === id) ?? broughtKey(statement, id, trust);
  if (key === undefined)
    return { check: { trusted: false, keyId: id }, differences: [foreign(id), ...differences] };
  const told = statement?.predicate.signer;
  if (told !== undefined && named === id && (told.type !== key.type || told.spki !== base64Of(key))) {
    const message = `the statement calls itself signed by key ${id}, and describes another key`;
    differences.push({ id: 'signature.signer', field: 'signer', message });
  }
  const isSigned = isBundleSignedBy(bundle, key);
  if (!isSigned) {
    const message = `the signature is not that of key ${id}: statement or signature were altered`;
    differences.unshift({ id: 'signature.invalid', message, found: id });
  }
  return { check: { trusted: isSigned && differences.length === 0, keyId: id, type: key.type }, differences };
}

function checkKeyless(bundle: SignedBundle, statement: Statement | undefined, trust: Trust): Checked {
  if (trust.certificate === undefined) return { check: { trusted: false }, differences: [CERTIFICATE] };
  const { refusals, ...whose } = checkCertificate(bundle, trust.certificate);
  const differences: Difference[] = [...refusals];
  const named = statement?.predicate.signer?.keyId;
  if (named !== undefined) {
    const message = `the statement says that key ${named} signs it, and a certificate did`;
    differences.push({ id: 'signature.signer', field: 'signer.keyId', expected: named, message });
  }
  return { check: { trusted: differences.length === 0, ...whose }, differences };
}

function base64Of({ key }: PublicKey): string {
  return spkiOf(key).toString('base64');
}

/** A key that the statement brings with it is as good as the fingerprint that it is known by. */
function broughtKey(
  statement: Statement | undefined,
  id: string,
  { fingerprints = [] }: Trust,
): PublicKey | undefined {
  const spki = statement?.predicate.signer?.spki;
  if (spki === undefined || !fingerprints.includes(id)) return undefined;
  try {
    const key = publicKeyOfSpki(Buffer.from(spki, 'base64'), 'the statement');
    return key.id === id ? key : undefined;
  } catch (error) {
    if (error instanceof OutcrossError) return undefined;
    throw error;
  }
}

function foreign(id: string): Difference {
  return {
    id: 'signature.foreign',
    found: id,
    message: `foreign signature: key ${id} is not trusted here`,
  };
}

const CERTIFICATE: Difference = {
  id: 'signature.certificate',
  message:
    'signed keyless, by a certificate of Sigstore: say whose it must be, with --trusted-root, --certificate-identity and --certificate-oidc-issuer',
};
