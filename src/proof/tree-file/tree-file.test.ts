import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { hexOf, leafDigest } from '../merkle/hash.ts';
import { isIncluded } from '../merkle/inclusion.ts';
import { TreeBuilder } from '../merkle/tree-builder.ts';
import { CHUNK_LEAVES } from './layout.ts';
import { TreeFile } from './tree-file.ts';
import { TreeFileWriter } from './tree-file-writer.ts';

const disk = scratch();
const NAMES = ['id', 'text'] as const;
const digestOf = (i: number) => leafDigest(`leaf ${i}`);

/** A stored tree of `size` leaves in two files; ids `e0`, `e1`, ..., every tenth `twin`. */
async function stored(size: number) {
  const path = join(disk.folder, `${size}.tree`);
  const writer = await TreeFileWriter.open(path);
  const builder = new TreeBuilder();
  for (let i = 0; i < size; i++) {
    const { hi, lo } = hashText(i % 10 === 9 ? 'twin' : `e${i}`);
    const leaf = { digest: digestOf(i), row: i + 1, idHigh: hi, idLow: lo };
    writer.add({ ...leaf, fields: i % 2 === 0 ? NAMES : ['text'], hashes: i % 2 === 0 ? [i, 7] : [i] });
    builder.add(leaf.digest);
    if (i % 1000 === 0) await writer.settle();
  }
  const root = builder.root();
  const first = Math.floor(size / 3);
  const sha256 = await writer.stage({
    root: hexOf(root),
    files: [
      { name: 'a.jsonl', records: first },
      { name: 'b.jsonl', records: size - first },
    ],
    parts: [
      { file: 0, first: 0, rowsBefore: 0, range: [0, 10] },
      { file: 1, first, rowsBefore: 0 },
    ],
  });
  await writer.commit();
  return { path, root, sha256, first };
}

describe('TreeFile', () => {
  it('gives audit paths that lead to the root, for trees within a group, a chunk, and of several chunks', async () => {
    for (const size of [1, 2, 3, 255, 256, 257, 700, 1024, CHUNK_LEAVES, CHUNK_LEAVES + 777]) {
      const { path, root } = await stored(size);
      const tree = await TreeFile.open(path);
      expect(await tree.root()).toBe(root);
      const picks = fc.sample(fc.nat(size - 1), { numRuns: 12, seed: size });
      for (const index of [0, size - 1, Math.floor(size / 2), ...picks]) {
        const leaf = await tree.leaf(index);
        expect(leaf).toBe(digestOf(index));
        expect(isIncluded({ leaf, index, size, path: await tree.path(index) }, root)).toBe(true);
      }
      await tree.close();
    }
  });

  it('finds an example by its id, and all that share one', async () => {
    const { path } = await stored(CHUNK_LEAVES + 500);
    const tree = await TreeFile.open(path);
    for (const index of [0, 1, 8, 4000, 65_535, 65_536, 66_001]) {
      const { hi, lo } = hashText(`e${index}`);
      expect(await tree.find(hi, lo)).toEqual(index % 10 === 9 ? [] : [index]);
    }
    const { hi, lo } = hashText('twin');
    const twins = await tree.find(hi, lo);
    expect(twins).toHaveLength(Math.floor((CHUNK_LEAVES + 500) / 10));
    expect(twins.slice(0, 3)).toEqual([9, 19, 29]);
    const { hi: high, lo: low } = hashText('nobody');
    expect(await tree.find(high, low)).toEqual([]);
    expect(await tree.find(0, 0)).toEqual([]);
    expect(await tree.find(0xffffffff, 0xffffffff)).toEqual([]);
    await tree.close();
  });

  it('remembers the file, row and fields of every leaf', async () => {
    const { path, first } = await stored(700);
    const tree = await TreeFile.open(path);
    let index = 0;
    for await (const leaf of tree.leaves()) {
      expect(leaf.index).toBe(index);
      expect(leaf.digest).toBe(digestOf(index));
      expect([leaf.file, leaf.row]).toEqual([index < first ? 'a.jsonl' : 'b.jsonl', index + 1]);
      const fields = index % 2 === 0 ? { id: index, text: 7 } : { text: index };
      expect(Object.fromEntries(leaf.fields!)).toEqual(fields);
      index++;
    }
    expect(index).toBe(700);
    expect(await tree.placeOf(first - 1)).toMatchObject({
      file: 'a.jsonl',
      row: first,
      part: { range: [0, 10] },
    });
    expect(await tree.placeOf(first)).toMatchObject({ file: 'b.jsonl', row: first + 1, part: { first } });
    await tree.close();
  });

  it('holds a tree without leaves', async () => {
    const { path, root } = await stored(0);
    const tree = await TreeFile.open(path);
    expect(await tree.root()).toBe(root);
    expect(await tree.find(1, 2)).toEqual([]);
    await tree.close();
  });

  it('tells the digest of what it wrote, and writes the same bytes for the same leaves', async () => {
    const one = await stored(3000);
    const bytes = readFileSync(one.path);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(one.sha256);
    expect((await stored(3000)).sha256).toBe(one.sha256);
  });

  it('refuses a file that was cut short, is none, or says what does not add up', async () => {
    const { path } = await stored(700);
    const { size } = statSync(path);
    const cut = join(disk.folder, 'cut.tree');
    for (const length of [0, 5, 20, size - 1, size - 400]) {
      copyFileSync(path, cut);
      truncateSync(cut, length);
      await expect(TreeFile.open(cut)).rejects.toMatchObject({ code: 'E_PROOF' });
    }
    const bytes = readFileSync(path, 'latin1');
    for (const [from, to] of [
      ['"size":700', '"size":701'],
      ['"leaves":700', '"leaves":600'],
      ['outcross.tree/1', 'outcross.tree/2'],
      ['OCTREE1\n', 'OCTREE2\n'],
      ['"records":233', '"records":234'],
    ]) {
      expect(bytes).toContain(from);
      writeFileSync(cut, bytes.replace(from, to), 'latin1');
      await expect(TreeFile.open(cut)).rejects.toMatchObject({ code: 'E_PROOF' });
    }
    await expect(TreeFile.open(join(disk.folder, 'none.tree'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
