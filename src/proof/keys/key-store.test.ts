import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { ProofKeyStore } from './key-store.ts';
import { publicPem } from './sealed-key.ts';
import { newSigningKey } from './signing-key.ts';

const disk = scratch();
let stores = 0;
function store() {
  const warnings: string[] = [];
  const made = new ProofKeyStore(join(disk.folder, `s${stores++}`, 'keys'), (message) =>
    warnings.push(message),
  );
  return { store: made, warnings };
}
const key = newSigningKey('ed25519');

describe('ProofKeyStore', () => {
  it('keeps a key for its owner alone, out of version control', async () => {
    const { store: keys } = store();
    expect(await keys.list()).toEqual([]);
    expect(await keys.add(key)).toBe(true);
    expect(readdirSync(keys.folder).sort()).toEqual(['.gitignore', `${key.id}.pem`, `${key.id}.pub.pem`]);
    expect(statSync(keys.folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(keys.folder, `${key.id}.pem`)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(keys.folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('stays out of version control though a full disk left .gitignore empty', async () => {
    const { store: keys } = store();
    mkdirSync(keys.folder, { recursive: true });
    writeFileSync(join(keys.folder, '.gitignore'), '');
    await keys.add(key);
    expect(readFileSync(join(keys.folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('gives back what signs, by its fingerprint or its first digits', async () => {
    const { store: keys } = store();
    await keys.add(key);
    const listed = await keys.get(key.id.slice(0, 8).toUpperCase());
    expect(listed).toMatchObject({ id: key.id, type: 'ed25519', secret: 'plain' });
    expect((await keys.signing(listed)).secret.equals(key.secret)).toBe(true);
    for (const id of ['', 'abc', key.id.slice(0, 5), 'f'.repeat(64)]) {
      await expect(keys.get(id)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    }
  });

  it('opens a sealed key with its passphrase alone', async () => {
    const { store: keys } = store();
    await keys.add(key, 'correct horse');
    const listed = await keys.get(key.id);
    expect(listed.secret).toBe('sealed');
    await expect(keys.signing(listed)).rejects.toMatchObject({ code: 'E_KEY' });
    await expect(keys.signing(listed, 'wrong')).rejects.toMatchObject({ code: 'E_KEY' });
    expect((await keys.signing(listed, 'correct horse')).id).toBe(key.id);
  });

  it('leaves a key that is there as it is', async () => {
    const { store: keys } = store();
    await keys.add(key, 'first');
    expect(await keys.add(key, 'second')).toBe(false);
    expect((await keys.signing(await keys.get(key.id), 'first')).id).toBe(key.id);
  });

  it('keeps the public half of others, which cannot sign', async () => {
    const { store: keys } = store();
    const { secret: _, ...other } = newSigningKey('p256');
    await keys.add(other);
    const listed = await keys.get(other.id);
    expect(listed.secret).toBe('none');
    await expect(keys.signing(listed)).rejects.toMatchObject({ code: 'E_KEY' });
  });

  it('warns of a private key that others may read', async () => {
    const { store: keys, warnings } = store();
    await keys.add(key);
    chmodSync(join(keys.folder, `${key.id}.pem`), 0o644);
    await keys.signing(await keys.get(key.id));
    expect(warnings).toEqual([expect.stringContaining('chmod 600')]);
  });

  it('refuses a key that stands under the fingerprint of another', async () => {
    const { store: keys } = store();
    await keys.add(key);
    const foreign = newSigningKey('ed25519');
    writeFileSync(join(keys.folder, `${key.id}.pub.pem`), publicPem(foreign));
    await expect(keys.list()).rejects.toMatchObject({ code: 'E_KEY' });
    const { store: others } = store();
    await others.add(key);
    await others.add(foreign);
    renameSync(join(others.folder, `${foreign.id}.pem`), join(others.folder, `${key.id}.pem`));
    await expect(others.signing(await others.get(key.id))).rejects.toMatchObject({ code: 'E_KEY' });
  });

  it('passes over the keys of watermarks, which stand in the same folder', async () => {
    const { store: keys } = store();
    await keys.add(key);
    writeFileSync(join(keys.folder, 'production.json'), '{}');
    expect(await keys.list()).toHaveLength(1);
  });
});
