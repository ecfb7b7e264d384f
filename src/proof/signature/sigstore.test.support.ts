import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle';
import { canonicalJson } from '../../base/canonical.ts';
import type { Loose } from '../loose.test.support.ts';
import { naivePath, naiveRoot } from '../merkle/naive.test.support.ts';
import { BUNDLE_MEDIA_TYPE, bundleOfJson, type SignedBundle } from './bundle.ts';
import {
  CA_EXTENSIONS,
  certificate,
  type LeafClaims,
  leafExtensions,
  logId,
  type Party,
  party,
  sctExtension,
  signedBy,
  timestampResponse,
} from './certificates.test.support.ts';
import { IN_TOTO, preAuthEncoding } from './dsse.ts';

export const IDENTITY = 'releases@example.com';
export const ISSUER = 'https://accounts.example.com';
/** When everything happens, in seconds since 1970: 2026-01-02T03:04:05Z. */
export const NOON = 1_767_323_045;
const YEAR = 365 * 86_400;
const LIFETIME = 600;

export interface KeylessClaims extends Partial<LeafClaims> {
  /** When the log enters it. Default: a minute after the certificate was made. */
  readonly enteredAt?: number;
  /** No promise of a log of certificates. */
  readonly withoutSct?: boolean;
  /** A timestamp of RFC 3161 vouches for the moment, and not the log's promise. */
  readonly timestamped?: boolean;
}

/** A Sigstore of one's own: authority, log of certificates, log of signatures, timestamps. */
export interface LocalSigstore {
  /** As `cosign trusted-root create` writes it. */
  readonly root: Loose;
  /** What somebody signs here, without a network. */
  sign(payload: Uint8Array, claims?: KeylessClaims): SignedBundle;
  /** Answers over HTTP as Fulcio and Rekor do. */
  listen(): Promise<{ readonly url: string; readonly asked: string[] }>;
  close(): void;
}

/** `name`: of another name all keys are others. */
export function localSigstore(name = 'local'): LocalSigstore {
  const parties = partiesOf(name);
  let server: Server | undefined;
  return {
    root: trustedRoot(parties),
    sign: (payload, claims = {}) => signedHere(parties, payload, claims),
    close: () => void server?.close(),
    listen: async () => {
      const asked: string[] = [];
      server = createServer((request, response) => {
        let body = '';
        request.on('data', (piece) => (body += piece));
        request.on('end', () => {
          asked.push(`${request.method} ${request.url}`);
          const json = JSON.parse(body) as Loose;
          const answer = request.url?.includes('signingCert')
            ? certified(parties, json)
            : logged(parties, json);
          response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
        });
      });
      await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
    },
  };
}

interface Parties {
  readonly authority: Party;
  readonly ctlog: Party;
  readonly tlog: Party;
  readonly clock: Party;
  readonly signer: Party;
}

function partiesOf(name: string): Parties {
  const of = (role: string) => party(`${name} ${role}`);
  return {
    authority: of('authority'),
    ctlog: of('ctlog'),
    tlog: of('tlog'),
    clock: of('clock'),
    signer: of('signer'),
  };
}

function authorityCertificate(authority: Party): Buffer {
  return certificate({
    subject: authority,
    issuer: authority,
    from: NOON - YEAR,
    to: NOON + YEAR,
    extensions: CA_EXTENSIONS,
  });
}

function clockCertificate({ clock, authority }: Parties): Buffer {
  const period = { from: NOON - YEAR, to: NOON + YEAR };
  return certificate({ subject: clock, issuer: authority, ...period, extensions: [CA_EXTENSIONS[1]] });
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function trustedRoot(parties: Parties): Loose {
  const { authority, ctlog, tlog } = parties;
  const validFor = { start: new Date(1000 * (NOON - YEAR)).toISOString() };
  const logOf = (log: Party, baseUrl: string) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(log.spki), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: base64(logId(log)) },
  });
  const chainOf = (...certificates: Buffer[]) => ({
    subject: { organization: 'example', commonName: authority.name },
    uri: 'https://fulcio.example.com',
    certChain: { certificates: certificates.map((each) => ({ rawBytes: base64(each) })) },
    validFor,
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(tlog, 'https://rekor.example.com')],
    certificateAuthorities: [chainOf(authorityCertificate(authority))],
    ctlogs: [logOf(ctlog, 'https://ctfe.example.com')],
    timestampAuthorities: [chainOf(clockCertificate(parties), authorityCertificate(authority))],
  };
}

function leafCertificate({ authority, ctlog }: Parties, spki: Uint8Array, claims: KeylessClaims): Buffer {
  const { identity = IDENTITY, issuer = ISSUER, usage, withoutSct = false } = claims;
  const extensions = leafExtensions({ identity, issuer, ...(usage === undefined ? {} : { usage }) });
  const options = {
    subject: { name: 'signer', spki },
    issuer: authority,
    from: NOON - 60,
    to: NOON + LIFETIME,
    extensions,
  };
  if (withoutSct) return certificate(options);
  return certificate({ ...options, extensions: [...extensions, sctExtension(ctlog, options, NOON - 60)] });
}

function pemOf(der: Uint8Array): string {
  const lines = base64(der)
    .match(/.{1,64}/g)!
    .join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Fulcio's answer to a request. */
function certified(parties: Parties, { publicKeyRequest }: Loose): Loose {
  const pem = String(publicKeyRequest.publicKey.content).replace(/-----[A-Z ]+-----|\s/g, '');
  const leaf = leafCertificate(parties, Buffer.from(pem, 'base64'), {});
  return {
    signedCertificateEmbeddedSct: {
      chain: { certificates: [leaf, authorityCertificate(parties.authority)].map(pemOf) },
    },
  };
}

/** Rekor's answer to a proposed entry. */
function logged(parties: Parties, { spec }: Loose): Loose {
  const { envelope, verifiers } = spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope);
  const body = entryBody(Buffer.from(payload, 'base64'), signatures[0].sig, verifiers[0]);
  return { ['a'.repeat(64)]: entryOf(parties, body, NOON) };
}

function entryBody(payload: Uint8Array, signature: string, verifier: string): Buffer {
  const value = createHash('sha256').update(payload).digest('hex');
  return Buffer.from(
    canonicalJson({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: { algorithm: 'sha256', value },
        payloadHash: { algorithm: 'sha256', value },
        signatures: [{ signature, verifier }],
      },
    }),
  );
}

/** The third of five entries, in the form of Rekor's API. */
function entryOf({ tlog }: Parties, body: Buffer, integratedTime: number): Loose {
  const others = ['a', 'b', 'c', 'd'].map((text) => Buffer.from(text));
  const leaves = [...others.slice(0, 2), body, ...others.slice(2)];
  const root = naiveRoot(leaves);
  const note = `rekor.example.com - 1\n${leaves.length}\n${base64(root)}\n`;
  const noteSignature = Buffer.concat([logId(tlog).subarray(0, 4), signedBy(tlog, Buffer.from(note))]);
  const told = { body: base64(body), integratedTime, logID: logId(tlog).toString('hex'), logIndex: 1002 };
  return {
    ...told,
    verification: {
      signedEntryTimestamp: base64(signedBy(tlog, Buffer.from(canonicalJson(told)))),
      inclusionProof: {
        logIndex: 2,
        treeSize: leaves.length,
        rootHash: root.toString('hex'),
        hashes: naivePath(2, leaves).map((hash) => hash.toString('hex')),
        checkpoint: `${note}\n\u2014 rekor.example.com ${base64(noteSignature)}\n`,
      },
    },
  };
}

/** An entry of Rekor's API as a bundle holds it. */
function bundledEntry({ body, integratedTime, logID, logIndex, verification }: Loose): Loose {
  const { inclusionProof: proof, signedEntryTimestamp } = verification;
  const ofHex = (hex: string) => base64(Buffer.from(hex, 'hex'));
  return {
    logIndex: String(logIndex),
    logId: { keyId: ofHex(logID) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: ofHex(proof.rootHash),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map(ofHex),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: body,
  };
}

function signedHere(parties: Parties, payload: Uint8Array, claims: KeylessClaims): SignedBundle {
  const { signer, clock, authority } = parties;
  const { enteredAt = NOON, timestamped = false } = claims;
  const leaf = leafCertificate(parties, signer.spki, claims);
  const signature = signedBy(signer, preAuthEncoding(IN_TOTO, payload));
  const body = entryBody(payload, base64(signature), base64(Buffer.from(pemOf(leaf))));
  const entry = bundledEntry(entryOf(parties, body, enteredAt));
  // As version 2 of Rekor does: inclusion alone, and the moment from elsewhere.
  if (timestamped) {
    delete entry.inclusionPromise;
    entry.integratedTime = '0';
  }
  const stamps = timestamped
    ? [{ signedTimestamp: base64(timestampResponse(clock, authority.name, signature, enteredAt)) }]
    : [];
  const json = {
    mediaType: BUNDLE_MEDIA_TYPE,
    verificationMaterial: {
      certificate: { rawBytes: base64(leaf) },
      tlogEntries: [entry],
      timestampVerificationData: { rfc3161Timestamps: stamps },
    },
    dsseEnvelope: {
      payloadType: IN_TOTO,
      payload: base64(payload),
      signatures: [{ sig: base64(signature) }],
    },
  };
  return bundleOfJson(bundleToJSON(bundleFromJSON(json)), 'the bundle');
}
