import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../../corpus/fixtures.test.support.ts';
import { KeyStore } from './key-store.ts';
import { KEY_SCHEMA, type StoredKey } from './stored-key.ts';

const disk = scratch();
let folder: string;
let warnings: string[];
let stores = 0;

beforeEach(() => {
  folder = join(disk.folder, `store-${stores++}`, 'keys');
  warnings = [];
});

const store = () => new KeyStore(folder, (message) => warnings.push(message));

function key(id: string, secret = '42'): StoredKey {
  return {
    schema: KEY_SCHEMA,
    id,
    scheme: 'vllm-gumbel',
    secrets: [secret],
    parameters: {},
    created: '2026-01-02',
  };
}

describe('KeyStore', () => {
  it('keeps keys for their owner alone, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await store().add(key('a'));
    } finally {
      process.umask(before);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'a.json')).mode & 0o777).toBe(0o600);
    expect(await store().list()).toEqual([key('a')]);
    expect(warnings).toEqual([]);
  });

  it('keeps keys out of version control', async () => {
    await store().add(key('a'));
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('never takes the place of a key with another, and leaves nothing behind', async () => {
    await store().add(key('a'));
    await expect(store().add(key('a', '43'))).rejects.toMatchObject({ code: 'E_WRITE' });
    expect(await store().list()).toEqual([key('a')]);
    expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'a.json']);
  });

  it('lets one of two that add the same id at once win', async () => {
    const done = await Promise.allSettled([store().add(key('a', '1')), store().add(key('a', '2'))]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store().list()).toHaveLength(1);
  });

  it('replaces a key under the same permissions', async () => {
    await store().add(key('a'));
    await store().replace({ ...key('a'), retired: '2026-02-03', replacedBy: 'b' });
    expect(statSync(join(folder, 'a.json')).mode & 0o777).toBe(0o600);
    expect((await store().get(['a']))[0].replacedBy).toBe('b');
  });

  it('warns of files and folders that others may read', async () => {
    await store().add(key('a'));
    chmodSync(join(folder, 'a.json'), 0o640);
    chmodSync(folder, 0o755);
    expect(await store().list()).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringContaining(`chmod 700 ${folder}`),
      expect.stringContaining(`chmod 600 ${join(folder, 'a.json')}`),
    ]);
  });

  it('gives keys in the order asked for, each once, and names the nearest where there is none', async () => {
    for (const id of ['b', 'a', 'production']) await store().add(key(id));
    expect((await store().get()).map(({ id }) => id)).toEqual(['a', 'b', 'production']);
    expect((await store().get(['b', 'a', 'b'])).map(({ id }) => id)).toEqual(['b', 'a']);
    await expect(store().get(['producton'])).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('Did you mean "production"?'),
    });
  });

  it('says how to make a key where there is none', async () => {
    expect(await store().list()).toEqual([]);
    await expect(store().get()).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('keys new'),
    });
  });

  it('tells of a damaged file without what stands in it', async () => {
    await store().add(key('a'));
    for (const text of [
      '{"secrets": ["987654"',
      '{}',
      JSON.stringify({ ...key('a'), secrets: ['987654', '1'] }),
    ]) {
      writeFileSync(join(folder, 'a.json'), text);
      const failed = await store()
        .list()
        .then(
          () => undefined,
          (error: Error) => error,
        );
      expect(failed).toMatchObject({ code: 'E_FORMAT' });
      expect(failed?.message).not.toContain('987654');
    }
  });
});
