import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { keylessSigner } from './keyless.ts';

/** A certificate that nobody signed but its own key: the authority here is as false as its certificate. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBdDCCARugAwIBAgIUFb7bvliIZOmvjLE2gvomVaw/PVowCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjIxNTE2MjFaGA8yMTI2MTAyOTE1MTYy
MVowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFNf
Mefw+8d5CDHGeTQtZdeLgi6Rrng3Lm5ATQQze1dIAOpjlfEsu2DhFCvyb6xmQtt+
BlPE4/K/e7spxZr0ROGjUzBRMB0GA1UdDgQWBBTjJBvd5718k6r3m491hMPmzjmV
hzAfBgNVHSMEGDAWgBTjJBvd5718k6r3m491hMPmzjmVhzAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0cAMEQCIGEvyxpUOJZSNNIPm0uUccqkKOuB6fdZY0RP
q7wznZoOAiBtxiFtloVY9rBQXDoU9URol8skaJq8CYbIHa7eIlY8mw==
-----END CERTIFICATE-----
`;

const payload = Buffer.from('{"a":1}');
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN = `${part({ alg: 'none' })}.${part({ sub: 'somebody', email: 'somebody@example.com', email_verified: true, iss: 'https://example.com' })}.c2VjcmV0`;

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** Sigstore's authority and log, as far as a signer asks them. `status`: of every answer. */
async function sigstore(status = 201): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status, { 'content-type': 'application/json' });
      const answer = request.url?.includes('signingCert')
        ? { signedCertificateEmbeddedSct: { chain: { certificates: [CERTIFICATE] } } }
        : logEntry(body);
      response.end(JSON.stringify(status < 300 ? answer : { message: 'no' }));
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server!.address() as AddressInfo).port}`, asked };
}

function logEntry(body: string): object {
  const { kind = 'dsse', apiVersion = '0.0.1' } = JSON.parse(body || '{}') as Record<string, string>;
  return {
    ['a'.repeat(64)]: {
      body: Buffer.from(JSON.stringify({ kind, apiVersion })).toString('base64'),
      integratedTime: 1_700_000_000,
      logID: 'b'.repeat(64),
      logIndex: 5,
      verification: {
        signedEntryTimestamp: 'c2ln',
        inclusionProof: { logIndex: 5, treeSize: 6, rootHash: 'c'.repeat(64), hashes: [], checkpoint: 'log' },
      },
    },
  };
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ({ code: 'none', text: '' }),
    (error) => ({ code: error.code as string, text: `${error.message} ${error.hint} ${error.cause}` }),
  );

describe('keylessSigner', () => {
  it('asks the authority for a certificate, enters the signature in the log, and bundles both', async () => {
    const { url, asked } = await sigstore();
    const bundle = await keylessSigner({ token: TOKEN, fulcioUrl: url, rekorUrl: url })(payload);
    expect(asked).toEqual(['POST /api/v2/signingCert', 'POST /api/v1/log/entries']);
    expect(bundle.signer).toEqual({ kind: 'certificate' });
    expect(Buffer.from(bundle.envelope.payload).equals(payload)).toBe(true);
    const { verificationMaterial } = bundle.json as { verificationMaterial: Record<string, unknown[]> };
    expect(verificationMaterial['tlogEntries']).toHaveLength(1);
    expect(JSON.stringify(bundle.json)).not.toContain(TOKEN);
  });

  it('says where the network refuses, and what to do', async () => {
    const closed = 'http://127.0.0.1:9';
    const { code, text } = await refusal(
      keylessSigner({ token: TOKEN, fulcioUrl: closed, rekorUrl: closed })(payload),
    );
    expect(code).toBe('E_NETWORK');
    expect(text).toContain(closed);
    expect(text).toContain('outcross keys new');
  });

  it('passes on the refusal of an authority', async () => {
    const { url } = await sigstore(403);
    const { code } = await refusal(keylessSigner({ token: TOKEN, fulcioUrl: url, rekorUrl: url })(payload));
    expect(code).toBe('E_NETWORK');
  });

  it('never shows a token, not even one that is none', async () => {
    const { url, asked } = await sigstore();
    const work = keylessSigner({ token: 'hunter2-is-no-token', fulcioUrl: url, rekorUrl: url })(payload);
    const { code, text } = await refusal(work);
    expect(code).toBe('E_KEY');
    expect(text).not.toContain('hunter2');
    expect(asked).toEqual([]);
  });
});
