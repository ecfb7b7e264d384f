import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { IDENTITY, ISSUER, localSigstore } from '../../proof/signature/sigstore.test.support.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const KEYS = ['--no-config', '--keys-folder', at('keys')];
const sigstore = localSigstore();
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN = `${part({ alg: 'none' })}.${part({ sub: 'a', email: IDENTITY, email_verified: true, iss: ISSUER })}.c2VjcmV0`;

async function outcross(...args: string[]) {
  const folder = args[0] === 'mix' ? ['--no-config'] : KEYS;
  const made = desk({ TOKEN });
  made.out.columns = 100;
  const status = await run([...args, ...folder], made.context);
  return { status, out: made.out.text.replace(/\s+/g, ' '), err: made.err.text };
}

const set = at('train.jsonl');
const proof = `${set}.proof.json`;
const rootFile = disk.write('root.json', JSON.stringify(sigstore.root));
const trusted = (identity = IDENTITY, issuer = ISSUER, root = rootFile) => [
  '--trusted-root',
  root,
  '--certificate-identity',
  identity,
  '--certificate-oidc-issuer',
  issuer,
];
const verify = (...args: string[]) => outcross('verify', proof, '--workers', '0', ...args);
const idsOf = async (...args: string[]) => {
  const { status, out } = await verify('--json', ...args);
  return { status, ids: JSON.parse(out).differences.map(({ id }: { id: string }) => id) };
};

beforeAll(async () => {
  const rows = Array.from({ length: 6 }, (_, i) => ({
    id: `e${i}`,
    text: `text ${i}`,
    provenance: { origin: 'human' },
  }));
  const input = disk.write('input.jsonl', jsonl(rows));
  const policy = disk.write('policy.yaml', 'policy: { order: input, weights: none }\n');
  await outcross('mix', input, '--policy', policy, '-o', set, '--workers', '0');
  const { url } = await sigstore.listen();
  const at = ['--keyless', '--identity-token-env', 'TOKEN', '--fulcio-url', url, '--rekor-url', url];
  expect(await outcross('prove', set, '--workers', '0', ...at)).toMatchObject({ status: 0, err: '' });
});
afterAll(() => sigstore.close());

describe('outcross verify of a keyless proof', () => {
  it('passes what the named identity signed, and says who, by whose word, and when', async () => {
    const { status, out } = await verify('--data', set, ...trusted());
    expect(status).toBe(0);
    expect(out).toContain(
      `Signature: ${IDENTITY}, vouched for by ${ISSUER}, trusted; signed 2026-01-02T03:04:05.000Z`,
    );
    expect(out).toContain('Checked: signature, statement, files, rows, counts, policy, manifest');
  });

  it('refuses another identity, issuer and root, each by its name', async () => {
    expect(await idsOf(...trusted('else@example.com'))).toEqual({ status: 1, ids: ['signature.identity'] });
    expect(await idsOf(...trusted(IDENTITY, 'https://else.example.com'))).toEqual({
      status: 1,
      ids: ['signature.issuer'],
    });
    const foreign = disk.write('foreign.json', JSON.stringify(localSigstore('foreign').root));
    expect(await idsOf(...trusted(IDENTITY, ISSUER, foreign))).toEqual({
      status: 1,
      ids: ['signature.chain'],
    });
  });

  it('refuses without a root, and says what would do', async () => {
    const { status, out } = await verify();
    expect(status).toBe(1);
    expect(out).toContain('--trusted-root, --certificate-identity and --certificate-oidc-issuer');
  });

  it('names what was altered in set and statement, as for keys', async () => {
    const text = readFileSync(set, 'utf8');
    const altered = disk.write('altered.jsonl', text.replace('text 3', 'text 4'));
    expect((await idsOf('--data', altered, ...trusted())).ids).toContain('row.changed');
    const json = JSON.parse(readFileSync(proof, 'utf8'));
    const statement = JSON.parse(Buffer.from(json.dsseEnvelope.payload, 'base64').toString());
    statement.predicate.tool.version = '9.9.9';
    json.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement)).toString('base64');
    const forged = disk.write('forged.proof.json', JSON.stringify(json));
    const { status, out } = await outcross('verify', forged, ...trusted());
    expect(status).toBe(1);
    expect(out).toContain('[signature.log]');
  });

  it.each([
    [trusted().slice(0, 4), /E_USAGE.*--trusted-root, --certificate-identity, --certificate-oidc-issuer/],
    [trusted().slice(2), /E_USAGE/],
    [trusted(''), /E_USAGE/],
    [trusted(IDENTITY, ISSUER, at('nowhere.json')), /E_NOT_FOUND/],
    [trusted(IDENTITY, ISSUER, set), /E_KEY.*no trusted root/],
  ])('does not begin with %j', async (options, message) => {
    expect(await verify(...options)).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringMatching(message),
    });
  });

  it('trusts with a root no key that was not named', async () => {
    await outcross('keys', 'new');
    const signed = at('signed.proof.json');
    expect((await outcross('prove', set, '-o', signed, '--workers', '0')).status).toBe(0);
    expect((await outcross('verify', signed)).status).toBe(0);
    const { status, out } = await outcross('verify', signed, ...trusted());
    expect(status).toBe(1);
    expect(out).toContain('foreign signature');
  });

  it('lets a set begin with one that was proven keyless, where its signer is named', async () => {
    const without = await outcross('prove', set, '--extends', proof, '-o', at('next.json'), '--workers', '0');
    expect(without).toMatchObject({ status: 2, err: expect.stringContaining('--certificate-identity') });
    const next = ['prove', set, '--extends', proof, '-o', at('next.json'), '--workers', '0', ...trusted()];
    expect((await outcross(...next)).out).toContain('Begins with the 6 rows');
  });

  it('refuses a statement that names a key beside the certificate', async () => {
    const key = at('by-key.json');
    await outcross('prove', set, '-o', key, '--workers', '0');
    const { payload } = JSON.parse(readFileSync(key, 'utf8')).dsseEnvelope;
    const bundle = sigstore.sign(Buffer.from(payload, 'base64'));
    writeFileSync(at('both.json'), JSON.stringify(bundle.json));
    const { status, out } = await outcross('verify', at('both.json'), ...trusted());
    expect(status).toBe(1);
    expect(out).toContain('[signature.signer]');
  });
});
