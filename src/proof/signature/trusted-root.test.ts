import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Loose } from '../loose.test.support.ts';
import { localSigstore } from './sigstore.test.support.ts';
import { trustedRootOf } from './trusted-root.ts';

const { root } = localSigstore();

function reading(edit: (json: Loose) => void) {
  const json = structuredClone(root);
  edit(json);
  return () => trustedRootOf(JSON.stringify(json), 'root.json');
}

describe('trustedRootOf', () => {
  it('reads authorities, logs and clocks', () => {
    const read = trustedRootOf(JSON.stringify(root), 'root.json');
    expect(read.certificateAuthorities).toHaveLength(1);
    expect(read.timestampAuthorities[0].certChain).toHaveLength(2);
    expect(read.tlogs[0]).toMatchObject({ baseURL: 'https://rekor.example.com' });
    expect(read.ctlogs[0].logID.toString('base64')).toBe(root.ctlogs[0].logId.keyId);
    expect(read.ctlogs[0].validFor.start.toISOString()).toBe(root.ctlogs[0].publicKey.validFor.start);
  });

  it('takes periods without ends for open ones, and lists that are absent for empty', () => {
    const read = reading((json) => {
      delete json.timestampAuthorities;
      delete json.tlogs[0].publicKey.validFor;
    })();
    expect(read.timestampAuthorities).toEqual([]);
    expect(read.tlogs[0].validFor.start.getTime()).toBe(0);
    expect(read.tlogs[0].validFor.end.getFullYear()).toBeGreaterThan(9999);
  });

  it('prefers the id that checkpoints are signed under', () => {
    const read = reading((json) => (json.tlogs[0].checkpointKeyId = { keyId: 'AAECAw==' }))();
    expect([...read.tlogs[0].logID]).toEqual([0, 1, 2, 3]);
  });

  it('reads keys of other kinds', () => {
    const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    for (const [rawBytes, keyDetails] of [
      [ed25519, 'PKIX_ED25519'],
      [rsa.export({ format: 'der', type: 'spki' }), 'PKIX_RSA_PKCS1V15_2048_SHA256'],
      [rsa.export({ format: 'der', type: 'pkcs1' }), 'PKCS1_RSA_PKCS1V5'],
    ] as const) {
      const key = { rawBytes: rawBytes.toString('base64'), keyDetails };
      const read = reading((json) => Object.assign(json.tlogs[0].publicKey, key))();
      expect(read.tlogs[0].publicKey.asymmetricKeyType).toBe(
        keyDetails === 'PKIX_ED25519' ? 'ed25519' : 'rsa',
      );
    }
  });

  it.each<[string, (json: Loose) => void, RegExp]>([
    ['another kind of document', (json) => (json.mediaType = 'application/json'), /media type/],
    ['no media type', (json) => delete json.mediaType, /media type/],
    ['no authority', (json) => (json.certificateAuthorities = []), /no certificate authority/],
    [
      'an authority without a chain',
      (json) => delete json.certificateAuthorities[0].certChain,
      /certificateAuthorities\[0\].certChain is absent/,
    ],
    [
      'an empty chain',
      (json) => (json.certificateAuthorities[0].certChain.certificates = []),
      /holds no certificate/,
    ],
    [
      'a certificate that is none',
      (json) => (json.certificateAuthorities[0].certChain.certificates[0].rawBytes = 'AAAA'),
      /is no certificate/,
    ],
    [
      'a key that is none',
      (json) => (json.ctlogs[0].publicKey.rawBytes = 'AAAA'),
      /ctlogs\[0\].publicKey is no public key/,
    ],
    ['a log without an id', (json) => delete json.tlogs[0].logId, /tlogs\[0\].logId is absent/],
    [
      'an id that is no base64',
      (json) => (json.tlogs[0].logId.keyId = 7),
      /tlogs\[0\].logId.keyId is no base64/,
    ],
    [
      'a moment that is none',
      (json) => (json.tlogs[0].publicKey.validFor.start = 'yesterday'),
      /validFor.start is no moment/,
    ],
    ['a list that is none', (json) => (json.tlogs = {}), /tlogs is no list/],
    ['an entry that is none', (json) => (json.tlogs = ['x']), /tlogs\[0\] is no object/],
  ])('refuses %s, and says where it stands', (_, edit, message) => {
    expect(reading(edit)).toThrow(
      expect.objectContaining({ code: 'E_KEY', where: 'root.json', message: expect.stringMatching(message) }),
    );
  });

  it.each(['', '{', '[]', 'null', '"root"'])('refuses %j', (text) => {
    expect(() => trustedRootOf(text, 'root.json')).toThrow(expect.objectContaining({ code: 'E_KEY' }));
  });
});
