import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { sealedPem } from '../../proof/keys/sealed-key.ts';
import { newSigningKey } from '../../proof/keys/signing-key.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);

async function keys(folder: string, args: readonly string[], env = {}) {
  const made = desk(env);
  made.out.columns = 100;
  const status = await run(['keys', ...args, '--no-config', '--keys-folder', at(folder)], made.context);
  return { status, out: made.out.text, err: made.err.text };
}

describe('outcross keys', () => {
  it('makes a key that only its owner may read, and never prints what is secret of it', async () => {
    for (const type of ['ed25519', 'p256']) {
      const made = await keys(type, ['new', '--type', type]);
      expect(made.status).toBe(0);
      const [name] = readdirSync(at(type)).filter((file) => /^[0-9a-f]{64}\.pem$/.test(file));
      expect(made.out).toContain(name.slice(0, 64));
      expect(statSync(join(at(type), name)).mode & 0o777).toBe(0o600);
      const secret = readFileSync(join(at(type), name), 'utf8').split('\n')[1];
      const listed = await keys(type, ['list']);
      const exported = await keys(type, ['export', name.slice(0, 64)]);
      for (const { out } of [made, listed, exported]) expect(out).not.toContain(secret);
      expect(exported.out).toContain('BEGIN PUBLIC KEY');
    }
  });

  it('lists what signs, what is sealed, and what only checks', async () => {
    expect((await keys('mixed', ['list'])).out).toContain('There is no key');
    await keys('mixed', ['new']);
    await keys('mixed', ['new', '--passphrase-env', 'PASS'], { PASS: 'horse' });
    const { secret: _, ...other } = newSigningKey('p256');
    await keys('mixed', [
      'import',
      disk.write('other.jwk', JSON.stringify(other.key.export({ format: 'jwk' }))),
    ]);
    const { out } = await keys('mixed', ['list', '--json']);
    const kinds = JSON.parse(out).keys.map(
      ({ signs, sealed }: { signs: boolean; sealed: boolean }) => `${signs} ${sealed}`,
    );
    expect(kinds.sort()).toEqual(['false false', 'true false', 'true true']);
    const table = (await keys('mixed', ['list'])).out;
    for (const word of ['checks only', 'signs', 'signs, sealed']) expect(table).toContain(word);
  });

  it('exports the public half as PEM and JWK, which are the same key', async () => {
    await keys('export', ['new', '--type', 'p256']);
    const { id } = JSON.parse((await keys('export', ['list', '--json'])).out).keys[0];
    const pem = (await keys('export', ['export', id])).out;
    const jwk = JSON.parse((await keys('export', ['export', id.slice(0, 12), '--as', 'jwk'])).out);
    expect(jwk.kid).toBe(id);
    expect(jwk.d).toBeUndefined();
    expect(createPublicKey(pem).equals(createPublicKey({ key: jwk, format: 'jwk' }))).toBe(true);
  });

  it('imports a sealed key with its passphrase, and keeps it sealed', async () => {
    const key = newSigningKey('ed25519');
    const file = disk.write('sealed.pem', sealedPem(key, 'horse'));
    expect((await keys('import', ['import', file])).err).toContain('--passphrase-env');
    expect((await keys('import', ['import', file, '--passphrase-env', 'P'], { P: 'cow' })).err).toContain(
      'E_KEY',
    );
    const { out } = await keys('import', ['import', file, '--passphrase-env', 'P', '--json'], { P: 'horse' });
    expect(JSON.parse(out)).toEqual({ id: key.id, type: 'ed25519', signs: true, sealed: true, new: true });
    const again = await keys('import', ['import', file, '--passphrase-env', 'P', '--json'], { P: 'horse' });
    expect(JSON.parse(again.out).new).toBe(false);
  });

  it('refuses what is no key, other kinds, and a passphrase that cannot be asked for', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
      type: 'spki',
      format: 'pem',
    });
    for (const [args, message] of [
      [['import', disk.write('no.pem', 'hunter2')], 'holds no key'],
      [['import', disk.write('rsa.pem', rsa)], 'rsa'],
      [['import', at('nowhere.pem')], 'E_NOT_FOUND'],
      [['new', '--passphrase'], 'there is none'],
      [['new', '--passphrase-env', 'NOT_SET'], 'NOT_SET'],
      [['new', '--type', 'rsa'], 'rsa'],
      [['export', 'abcdef'], 'E_NOT_FOUND'],
    ] as const) {
      const { status, err } = await keys('refusals', args);
      expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining(message) });
      expect(err).not.toContain('hunter2');
    }
  });
});
