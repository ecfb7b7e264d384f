import { describe, expect, it } from 'vitest';
import { newSigningKey, type SigningKey, spkiOf } from '../../proof/keys/signing-key.ts';
import { signBundle } from '../../proof/signature/bundle.ts';
import { IDENTITY, ISSUER, localSigstore } from '../../proof/signature/sigstore.test.support.ts';
import { trustedRootOf } from '../../proof/signature/trusted-root.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import { checkSignature } from './trust.ts';

const payload = Buffer.from('{"a":1}');
const ours = newSigningKey('ed25519');
const other = newSigningKey('p256');

const statementBy = (keyId: string | undefined, key: SigningKey) =>
  ({
    predicate:
      keyId === undefined
        ? {}
        : { signer: { keyId, type: key.type, spki: spkiOf(key.key).toString('base64') } },
  }) as unknown as Statement;
const ids = ({ differences }: ReturnType<typeof checkSignature>) => differences.map(({ id }) => id);

describe('checkSignature', () => {
  it('trusts what a trusted key signed', () => {
    const checked = checkSignature(signBundle(payload, ours), statementBy(ours.id, ours), {
      keys: [other, ours],
    });
    expect(checked).toEqual({ check: { trusted: true, keyId: ours.id, type: 'ed25519' }, differences: [] });
  });

  it('does not trust another key, though it signed rightly', () => {
    const checked = checkSignature(signBundle(payload, other), statementBy(other.id, other), {
      keys: [ours],
    });
    expect(checked.check).toEqual({ trusted: false, keyId: other.id });
    expect(ids(checked)).toEqual(['signature.foreign']);
  });

  it('does not trust a signature that only claims to be of a trusted key', () => {
    const bundle = signBundle(payload, { ...other, id: ours.id });
    expect(ids(checkSignature(bundle, statementBy(ours.id, ours), { keys: [ours] }))).toEqual([
      'signature.invalid',
    ]);
  });

  it('does not trust a statement that names another signer, or none', () => {
    for (const named of [other.id, undefined]) {
      const checked = checkSignature(signBundle(payload, ours), statementBy(named, ours), { keys: [ours] });
      expect(checked.check.trusted).toBe(false);
      expect(ids(checked)).toEqual(['signature.signer']);
    }
  });

  it('trusts the key that a statement brings only under the fingerprint that is trusted', () => {
    const bundle = signBundle(payload, ours);
    const trust = { keys: [], fingerprints: [ours.id] };
    expect(checkSignature(bundle, statementBy(ours.id, ours), trust).check.trusted).toBe(true);
    // The fingerprint is trusted, but the key that comes with it is another.
    expect(ids(checkSignature(bundle, statementBy(ours.id, other), trust))).toEqual(['signature.foreign']);
    expect(
      ids(checkSignature(bundle, statementBy(ours.id, ours), { keys: [], fingerprints: [other.id] })),
    ).toEqual(['signature.foreign']);
    expect(ids(checkSignature(bundle, undefined, trust))).toEqual(['signature.foreign']);
  });

  it('does not fall over a key that is none', () => {
    const statement = {
      predicate: { signer: { keyId: ours.id, type: 'x', spki: 'AAAA' } },
    } as unknown as Statement;
    const trust = { keys: [], fingerprints: [ours.id] };
    expect(ids(checkSignature(signBundle(payload, ours), statement, trust))).toEqual(['signature.foreign']);
  });

  it('trusts a certificate only where its root and its identity are named', () => {
    const sigstore = localSigstore();
    const root = trustedRootOf(JSON.stringify(sigstore.root), 'root.json');
    const certificate = { root, identity: IDENTITY, issuer: ISSUER };
    const bundle = sigstore.sign(payload);
    expect(ids(checkSignature(bundle, statementBy(undefined, ours), { keys: [ours] }))).toEqual([
      'signature.certificate',
    ]);
    const trust = { keys: [], certificate };
    expect(checkSignature(bundle, statementBy(undefined, ours), trust)).toMatchObject({
      check: { trusted: true, identity: IDENTITY, issuer: ISSUER },
      differences: [],
    });
    // A key that a statement names would be taken for the signer by whoever reads it.
    const named = checkSignature(bundle, statementBy(ours.id, ours), trust);
    expect(named.check.trusted).toBe(false);
    expect(ids(named)).toEqual(['signature.signer']);
    const other = checkSignature(bundle, undefined, {
      ...trust,
      certificate: { ...certificate, identity: 'x' },
    });
    expect(other.check).toMatchObject({ trusted: false, identity: IDENTITY });
  });

  it('checks the signature of a payload that is no statement', () => {
    expect(checkSignature(signBundle(payload, ours), undefined, { keys: [ours] }).check.trusted).toBe(true);
  });
});
