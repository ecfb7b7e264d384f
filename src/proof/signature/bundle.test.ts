import { generateKeyPairSync } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../base/canonical.ts';
import { KEY_TYPES, newSigningKey, type SigningKey, spkiOf } from '../keys/signing-key.ts';
import type { Loose } from '../loose.test.support.ts';
import { BUNDLE_MEDIA_TYPE, bundleOfJson, bundleText, isBundleSignedBy, signBundle } from './bundle.ts';

const payload = canonicalBytes({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [],
  predicate: { n: 1 },
});

/** Sigstore's own verifier, with the key alone: no log, no time. */
function verifyByReference(json: unknown, trusted: SigningKey): void {
  const root = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
  const keys = { [trusted.id]: { rawBytes: spkiOf(trusted.key) } };
  const material = toTrustMaterial(root as never, keys as never);
  const verifier = new Verifier(material, { tlogThreshold: 0, timestampThreshold: 0, ctlogThreshold: 0 });
  verifier.verify(toSignedEntity(bundleFromJSON(json)));
}

describe.each(KEY_TYPES)('a bundle signed with %s', (type) => {
  const key = newSigningKey(type);
  const bundle = signBundle(payload, key);
  const json = JSON.parse(bundleText(bundle));

  it('is a Sigstore bundle of version 0.3 with an in-toto statement', () => {
    expect(json.mediaType).toBe(BUNDLE_MEDIA_TYPE);
    expect(json.dsseEnvelope.payloadType).toBe('application/vnd.in-toto+json');
    expect(json.verificationMaterial.publicKey).toEqual({ hint: key.id });
    expect(Buffer.from(json.dsseEnvelope.payload, 'base64').equals(payload)).toBe(true);
  });

  it('is accepted by the reference verifier under its key, and refused under another', () => {
    expect(() => verifyByReference(json, key)).not.toThrow();
    const other = newSigningKey(type);
    expect(() => verifyByReference(json, { ...other, id: key.id })).toThrow(/signature verification failed/);
    expect(() => verifyByReference(json, other)).toThrow(/key not found/);
  });

  it('comes back as it was, and is found signed by its key alone', () => {
    const read = bundleOfJson(json, 'b');
    expect(read.signer).toEqual({ kind: 'key', id: key.id });
    expect(isBundleSignedBy(read, key)).toBe(true);
    expect(isBundleSignedBy(read, newSigningKey(type))).toBe(false);
    const altered = { ...read, envelope: { ...read.envelope, payloadType: 'text/plain' } };
    expect(isBundleSignedBy(altered, key)).toBe(false);
  });
});

describe('bundleOfJson', () => {
  const key = newSigningKey('ed25519');
  const text = bundleText(signBundle(payload, key));
  const edited = (edit: (json: Loose) => void) => {
    const json = JSON.parse(text);
    edit(json);
    return () => bundleOfJson(json, 'b.json');
  };

  it('signs the same payload with the same bytes', () => {
    expect(bundleText(signBundle(payload, key))).toBe(text);
  });

  it.each([
    [
      'another media type',
      (json: Loose) => (json.mediaType = 'application/vnd.dev.sigstore.bundle.v0.2+json'),
    ],
    ['a field that no bundle has', (json: Loose) => (json.note = 'trust me')],
    ['a field that no envelope has', (json: Loose) => (json.dsseEnvelope.note = 1)],
    [
      'a second signature',
      (json: Loose) => json.dsseEnvelope.signatures.push(json.dsseEnvelope.signatures[0]),
    ],
    ['no signature', (json: Loose) => (json.dsseEnvelope.signatures = [])],
    ['another payload type', (json: Loose) => (json.dsseEnvelope.payloadType = 'text/plain')],
    ['two keys', (json: Loose) => (json.dsseEnvelope.signatures[0].keyid = 'f'.repeat(64))],
    ['no material', (json: Loose) => delete json.verificationMaterial],
    [
      'base64 with bits to spare',
      (json: Loose) =>
        (json.dsseEnvelope.signatures[0].sig = json.dsseEnvelope.signatures[0].sig.replace(/.==$/, 'B==')),
    ],
  ])('refuses %s', (_, edit) => {
    expect(edited(edit)).toThrow(expect.objectContaining({ code: 'E_PROOF' }));
  });

  it('refuses what is no bundle at all', () => {
    for (const value of [undefined, null, 1, 'x', [], {}]) {
      expect(() => bundleOfJson(value, 'b')).toThrow(expect.objectContaining({ code: 'E_PROOF' }));
    }
  });

  it('does not mind how the JSON is laid out', () => {
    const laidOut = JSON.parse(JSON.stringify(JSON.parse(text), undefined, 2));
    expect(isBundleSignedBy(bundleOfJson(laidOut, 'b'), key)).toBe(true);
  });

  it('takes no key of another algorithm for a signer', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const bundle = bundleOfJson(JSON.parse(text), 'b');
    expect(isBundleSignedBy(bundle, { id: key.id, type: 'p256', key: rsa })).toBe(false);
  });
});
