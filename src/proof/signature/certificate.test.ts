import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import type { Loose } from '../loose.test.support.ts';
import { bundleOfJson, type SignedBundle } from './bundle.ts';
import { checkCertificate } from './certificate.ts';
import { IDENTITY, ISSUER, localSigstore, NOON } from './sigstore.test.support.ts';
import { trustedRootOf } from './trusted-root.ts';

const payload = Buffer.from('{"a":1}');
const sigstore = localSigstore();
const root = trustedRootOf(JSON.stringify(sigstore.root), 'root.json');
const trust = { root, identity: IDENTITY, issuer: ISSUER };
const bundle = sigstore.sign(payload);
const idsOf = (signed: SignedBundle, by = trust) => checkCertificate(signed, by).refusals.map(({ id }) => id);

/** A bundle that was changed; undefined where it is no bundle any more. */
function edited(edit: (json: Loose) => void, of = bundle): SignedBundle | undefined {
  const json = structuredClone(of.json) as Loose;
  edit(json);
  try {
    return bundleOfJson(json, 'b');
  } catch (error) {
    if (error instanceof OutcrossError && error.code === 'E_PROOF') return undefined;
    throw error;
  }
}

const entryOf = (json: Loose) => json.verificationMaterial.tlogEntries[0];

describe('checkCertificate', () => {
  it('says whose signature it is, who vouched for it, and when it was made', () => {
    const time = new Date(1000 * NOON).toISOString();
    expect(checkCertificate(bundle, trust)).toEqual({
      identity: IDENTITY,
      issuer: ISSUER,
      time,
      refusals: [],
    });
  });

  it('takes the moment from a timestamp where the log promises none', () => {
    const time = new Date(1000 * NOON).toISOString();
    const stamped = sigstore.sign(payload, { timestamped: true });
    expect(checkCertificate(stamped, trust)).toMatchObject({ time, refusals: [] });
  });

  it('knows workflows by their address', () => {
    const identity = 'https://git.example.com/a/b/.ci/release.yml@refs/tags/v1';
    const signed = sigstore.sign(payload, { identity });
    expect(checkCertificate(signed, { ...trust, identity })).toMatchObject({ identity, refusals: [] });
  });

  it('refuses another identity and another issuer, each by its name', () => {
    expect(idsOf(sigstore.sign(payload, { identity: 'else@example.com' }))).toEqual(['signature.identity']);
    expect(idsOf(sigstore.sign(payload, { issuer: 'https://else.example.com' }))).toEqual([
      'signature.issuer',
    ]);
    expect(idsOf(bundle, { ...trust, identity: 'x', issuer: 'y' })).toEqual([
      'signature.identity',
      'signature.issuer',
    ]);
  });

  it.each(['releases@example.co', '.*', 'eleases@example.com', 'releases.example.com', '', `${IDENTITY} `])(
    'takes no part of an identity, and no pattern: %j',
    (identity) => expect(idsOf(bundle, { ...trust, identity })).toEqual(['signature.identity']),
  );

  it('refuses what the log entered after the certificate had expired, or before it was made', () => {
    for (const enteredAt of [NOON + 3_600, NOON - 3_600]) {
      expect(idsOf(sigstore.sign(payload, { enteredAt }))).toEqual(['signature.expired']);
      expect(idsOf(sigstore.sign(payload, { enteredAt, timestamped: true }))).toEqual(['signature.expired']);
    }
  });

  it('refuses authorities and logs of another root', () => {
    const foreign = localSigstore('foreign');
    expect(idsOf(foreign.sign(payload))).toEqual(['signature.chain']);
    const mixed = (part: object) => ({
      ...trust,
      root: trustedRootOf(JSON.stringify({ ...sigstore.root, ...part }), 'r'),
    });
    expect(idsOf(bundle, mixed({ tlogs: foreign.root.tlogs }))).toEqual(['signature.log']);
    expect(idsOf(bundle, mixed({ tlogs: [] }))).toEqual(['signature.log']);
    expect(idsOf(bundle, mixed({ ctlogs: foreign.root.ctlogs }))).toEqual(['signature.sct']);
    const stamped = sigstore.sign(payload, { timestamped: true });
    expect(idsOf(stamped, mixed({ timestampAuthorities: foreign.root.timestampAuthorities }))).toEqual([
      'signature.time',
    ]);
  });

  it('refuses a root whose authority was not trusted at that time', () => {
    const late = structuredClone(sigstore.root);
    late.certificateAuthorities[0].validFor = { start: new Date(1000 * (NOON + 60)).toISOString() };
    expect(idsOf(bundle, { ...trust, root: trustedRootOf(JSON.stringify(late), 'r') })).toEqual([
      'signature.chain',
    ]);
  });

  it('refuses a certificate that no log of certificates promised', () => {
    expect(idsOf(sigstore.sign(payload, { withoutSct: true }))).toEqual(['signature.sct']);
  });

  it('refuses a certificate for something else than signing', () => {
    expect(idsOf(sigstore.sign(payload, { usage: '1.3.6.1.5.5.7.3.1' }))).toEqual(['signature.chain']);
  });

  it('refuses a bundle without an entry in the log, or without a moment', () => {
    expect(idsOf(edited((json) => delete json.verificationMaterial.tlogEntries)!)).toEqual([
      'signature.time',
    ]);
    expect(idsOf(edited((json) => delete entryOf(json).inclusionPromise)!)).toEqual(['signature.time']);
    const stamped = sigstore.sign(payload, { timestamped: true });
    const bare = edited((json) => delete json.verificationMaterial.tlogEntries, stamped)!;
    expect(idsOf(bare)).toEqual(['signature.log']);
  });

  it('refuses the entry of another signature', () => {
    const other = sigstore.sign(Buffer.from('{"a":2}')).json;
    const swapped = edited(
      (json) => (json.verificationMaterial = structuredClone((other as Loose).verificationMaterial)),
    )!;
    expect(idsOf(swapped)).toEqual(['signature.log']);
  });

  it('refuses the entry of the same signature under another certificate', () => {
    const other = sigstore.sign(payload, { identity: 'thief@example.com' }).json as Loose;
    const stolen = edited(
      (json) => (json.verificationMaterial.certificate = other.verificationMaterial.certificate),
    )!;
    expect(idsOf(stolen)).toContain('signature.log');
  });

  it.each([
    ['the promise of a log', bundle],
    ['a timestamp', sigstore.sign(payload, { timestamped: true })],
  ])('refuses a bundle with %s in which one byte of anything was changed', (_, original) => {
    const passed: string[] = [];
    for (const [path, text, set] of stringsOf(original.json)) {
      if (original !== bundle && UNREAD.test(path)) continue;
      for (const changed of alterations(text)) {
        const altered = edited((json) => set(json, changed), original);
        if (altered !== undefined && idsOf(altered).length === 0) passed.push(`${path}: ${changed}`);
      }
    }
    expect(passed).toEqual([]);
  });

  it('refuses a timestamp of another moment, of another signature, or by another hand', () => {
    const stamped = sigstore.sign(payload, { timestamped: true });
    const stampOf = (json: Loose) => json.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0];
    const bytes = Buffer.from(stampOf(stamped.json).signedTimestamp, 'base64');
    const moment = bytes.indexOf('20260102030405Z');
    for (const at of [moment + 11, moment - 10, bytes.length - 1]) {
      const copy = Buffer.from(bytes);
      copy[at] ^= 1;
      const altered = edited((json) => (stampOf(json).signedTimestamp = copy.toString('base64')), stamped)!;
      expect(idsOf(altered)).toEqual(['signature.time']);
    }
  });

  it('is not held up by a name under a checkpoint that is a pattern without an end', () => {
    const note = edited((json) => {
      const { checkpoint } = entryOf(json).inclusionProof;
      checkpoint.envelope = checkpoint.envelope.replace('\u2014 rekor', '\u2014 (.|.|.|.|.)*x');
    })!;
    expect(checkCertificate(note, trust).refusals).toMatchObject([
      { id: 'signature.log', message: expect.stringContaining('a name under its checkpoint') },
    ]);
  });
});

/** Without a promise nobody signs the first two, and nothing is read from them. What a timestamp is wrapped in is not signed. */
const UNREAD = /tlogEntries\.0\.(logIndex|logId)|signedTimestamp/;

type Setter = (json: Loose, value: string) => void;

/** All strings in a value: where they stand, what they are, and what replaces them. */
function* stringsOf(value: unknown, path: readonly string[] = []): Generator<[string, string, Setter]> {
  if (typeof value === 'string') {
    const set: Setter = (json, text) => {
      const last = path.at(-1)!;
      const holder = path.slice(0, -1).reduce((at, key) => at[key], json);
      holder[last] = text;
    };
    yield [path.join('.'), value, set];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* stringsOf(inner, [...path, key]);
  }
}

/** Base64 with one bit changed, at four places; numbers one higher; other text with one letter changed. */
function alterations(text: string): string[] {
  if (/^\d+$/.test(text)) return [String(Number(text) + 1)];
  const bytes = Buffer.from(text, 'base64');
  const isBase64 = bytes.toString('base64') === text;
  const of = isBase64 ? bytes : Buffer.from(text);
  const places = [...new Set(Array.from({ length: 4 }, (_, i) => Math.floor(((i + 0.5) * of.length) / 4)))];
  return places.map((at) => {
    const copy = Buffer.from(of);
    copy[at] ^= 1;
    return isBase64 ? copy.toString('base64') : copy.toString();
  });
}
