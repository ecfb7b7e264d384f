import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { factOf, fileFact, filesFact, nameIn } from './files-fact.ts';

const disk = scratch();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('filesFact', () => {
  it('of one file has the digest of the file', async () => {
    const path = disk.write('data/a.jsonl', 'abc');
    const file = { name: 'data/a.jsonl', bytes: 3, sha256: sha256('abc') };
    expect(await fileFact(path, disk.folder)).toEqual(file);
    expect(await filesFact('a', [path], disk.folder)).toEqual({
      name: 'a',
      count: 1,
      bytes: 3,
      sha256: file.sha256,
      files: [file],
    });
  });

  it('of several has one digest, in whatever order and under whatever names they come', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((text) => disk.write(text, text));
    const one = await filesFact('x', [a, b], disk.folder);
    const other = await filesFact('y', [b, disk.write('elsewhere/a', 'a')], disk.folder);
    expect(other.sha256).toBe(one.sha256);
    expect((await filesFact('x', [a, c], disk.folder)).sha256).not.toBe(one.sha256);
    expect((await filesFact('x', [a, b, b], disk.folder)).sha256).not.toBe(one.sha256);
    const digests = [sha256('a'), sha256('b')].sort();
    expect(one.sha256).toBe(sha256(JSON.stringify(digests)));
  });

  it('does not list very many, and takes none at all', () => {
    const many = Array.from({ length: 101 }, (_, i) => ({ name: `${i}`, bytes: 1, sha256: sha256(`${i}`) }));
    expect(factOf('many', many)).toMatchObject({ count: 101, bytes: 101 });
    expect(factOf('many', many).files).toBeUndefined();
    expect(factOf('none', [])).toMatchObject({ count: 0, bytes: 0, sha256: sha256('[]') });
  });

  it('reads files larger than its pieces', async () => {
    const text = 'x'.repeat(3_000_000);
    expect(await fileFact(disk.write('large', text), disk.folder)).toMatchObject({
      bytes: 3_000_000,
      sha256: sha256(text),
    });
  });

  it('names what is not there', async () => {
    const path = join(disk.folder, 'nothing');
    await expect(fileFact(path, disk.folder)).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: path });
    await expect(fileFact(disk.folder, disk.folder)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });
});

describe('nameIn', () => {
  it('is relative to the workspace, also outside of it', () => {
    expect(nameIn('/w', '/w/data/a')).toBe('data/a');
    expect(nameIn('/w', '/other/a')).toBe('../other/a');
    expect(nameIn('/w', '/w')).toBe('.');
  });
});
