import { type Bundle, bundleFromJSON, bundleToJSON, toDSSEBundle } from '@sigstore/bundle';
import { canonicalJson } from '../../base/canonical.ts';
import { OutcrossError } from '../../base/errors.ts';
import { isSignedBy, type PublicKey, type SigningKey, signed } from '../keys/signing-key.ts';
import { type Envelope, IN_TOTO, preAuthEncoding } from './dsse.ts';

export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** A Sigstore bundle with an in-toto statement in it. */
export interface SignedBundle {
  readonly envelope: Envelope;
  /** `key`: by the fingerprint of a key; `certificate`: of Sigstore's authority, keyless. */
  readonly signer: { readonly kind: 'key'; readonly id: string } | { readonly kind: 'certificate' };
  /** The bundle as JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Signs a payload; the same payload and an Ed25519 key give the same bundle. */
export function signBundle(payload: Uint8Array, key: SigningKey): SignedBundle {
  const bundle = toDSSEBundle({
    artifact: Buffer.from(payload),
    artifactType: IN_TOTO,
    signature: signed(key, preAuthEncoding(IN_TOTO, payload)),
    keyHint: key.id,
    certificateChain: false,
  });
  return bundleOfJson(bundleToJSON(bundle), 'the bundle');
}

/** True where the envelope holds a signature of this key. */
export function isBundleSignedBy({ envelope }: SignedBundle, key: PublicKey): boolean {
  return isSignedBy(key, preAuthEncoding(envelope.payloadType, envelope.payload), envelope.signature);
}

/** A bundle as its file holds it. */
export function bundleText({ json }: SignedBundle): string {
  return `${JSON.stringify(json)}\n`;
}

/**
 * Reads a bundle, strictly: whatever stands in it beside what a bundle has, or is written otherwise than a bundle writes it, is
 * refused, for nothing of it would be covered by the signature. Throws `E_PROOF`.
 */
export function bundleOfJson(value: unknown, where: string): SignedBundle {
  const json = value as Record<string, unknown>;
  if (json?.['mediaType'] !== BUNDLE_MEDIA_TYPE) {
    throw new OutcrossError('E_PROOF', `${where} is no proof: its media type is not ${BUNDLE_MEDIA_TYPE}`, {
      where,
      hint: 'Name the proof, which ends in .proof.json and stands beside its set, or the proof of an example; if this is it, get it again from where it was published.',
    });
  }
  let bundle: Bundle;
  let isSame: boolean;
  try {
    bundle = bundleFromJSON(json);
    isSame = canonicalJson(bundleToJSON(bundle)) === canonicalJson(json);
  } catch (error) {
    throw notBundle(where, error instanceof Error ? error.message : String(error));
  }
  if (!isSame) {
    throw notBundle(
      where,
      'something in it is no part of a bundle, or is written otherwise than a bundle writes it',
    );
  }
  return { ...contentOf(bundle, where), json };
}

function contentOf({ content, verificationMaterial }: Bundle, where: string): Omit<SignedBundle, 'json'> {
  if (content.$case !== 'dsseEnvelope') throw notBundle(where, 'it signs no statement');
  const { payloadType, payload, signatures } = content.dsseEnvelope;
  if (payloadType !== IN_TOTO) throw notBundle(where, `its payload is not ${IN_TOTO}`);
  const [{ sig, keyid }] = signatures;
  const envelope = { payloadType, payload, signature: sig, keyId: keyid };
  const material = verificationMaterial.content;
  if (material.$case !== 'publicKey') {
    if (keyid !== '') throw notBundle(where, 'it names a key beside a certificate');
    return { envelope, signer: { kind: 'certificate' } };
  }
  const { hint } = material.publicKey;
  if (keyid !== hint) throw notBundle(where, 'it names two keys');
  return { envelope, signer: { kind: 'key', id: hint } };
}

function notBundle(where: string, why: string): OutcrossError {
  return new OutcrossError('E_PROOF', `${where} is no proof as it was written: ${why}`, {
    where,
    hint: 'Get the file again from where it was published.',
  });
}
