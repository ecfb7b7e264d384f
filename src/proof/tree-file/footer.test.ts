import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unprivileged } from '../../../test/fixtures/unprivileged.ts';
import { hashText } from '../../base/hash.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Loose } from '../loose.test.support.ts';
import { hexOf, leafDigest } from '../merkle/hash.ts';
import { CHUNK_LEAVES, GROUP_LEAVES, MAGIC, NO_SHAPE, sectionsOf } from './layout.ts';
import { TreeFile } from './tree-file.ts';
import { TreeFileWriter } from './tree-file-writer.ts';

const disk = scratch();
const LEAVES = 5;

/** A stored tree of five leaves with one field each. */
async function stored(name: string): Promise<string> {
  const path = join(disk.folder, name);
  const writer = await TreeFileWriter.open(path);
  for (let i = 0; i < LEAVES; i++) {
    const { hi, lo } = hashText(`e${i}`);
    const leaf = { digest: leafDigest(`${i}`), row: i + 1, idHigh: hi, idLow: lo };
    writer.add({ ...leaf, fields: ['text'], hashes: [i] });
  }
  await writer.stage({
    root: hexOf(leafDigest('any')),
    files: [{ name: 'a.jsonl', records: LEAVES }],
    parts: [{ file: 0, first: 0, rowsBefore: 0 }],
  });
  await writer.commit();
  return path;
}

/** The file with another footer. */
function withFooter(path: string, edit: (footer: Loose) => void): void {
  const bytes = readFileSync(path);
  const length = bytes.readUInt32LE(bytes.length - MAGIC.length - 4);
  const at = bytes.length - MAGIC.length - 4 - length;
  const footer = JSON.parse(bytes.subarray(at, at + length).toString());
  edit(footer);
  const text = Buffer.from(JSON.stringify(footer));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, at), text, size, MAGIC]));
}

/** The file with another number at an offset of its first chunk. */
function withNumber(path: string, offset: number, value: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt32LE(value, MAGIC.length + offset);
  writeFileSync(path, bytes);
}

const SECTIONS = sectionsOf({ leaves: LEAVES, fields: LEAVES });

async function drained(tree: TreeFile) {
  const leaves = [];
  for await (const leaf of tree.leaves()) leaves.push(leaf);
  return leaves;
}

describe('the footer of a stored tree', () => {
  it.each<[string, (footer: Loose) => void]>([
    ['no list of chunks', (f) => delete f.chunks],
    ['a chunk that is nothing', (f) => (f.chunks[0] = null)],
    ['a chunk that begins elsewhere', (f) => (f.chunks[0].at = 9)],
    ['a chunk of no leaves', (f) => f.chunks.push({ ...f.chunks[0], leaves: 0 })],
    ['a number of fields that is none', (f) => (f.chunks[0].fields = -1)],
    ['a size that is a fraction', (f) => (f.size = 4.5)],
    ['a root of other digits', (f) => (f.root = 'z'.repeat(64))],
    ['files that are an object', (f) => (f.files = { length: 1 })],
    ['a file that is nothing', (f) => (f.files = [null])],
    ['a file without a name', (f) => delete f.files[0].name],
    ['a file whose name is a number', (f) => (f.files[0].name = 7)],
    ['records below nought', (f) => f.files.push({ name: 'b', records: -1 }, { name: 'c', records: 1 })],
    ['a part of a file that is not there', (f) => (f.parts[0].file = 1)],
    ['a part of what every list has', (f) => (f.parts[0].file = 'length')],
    ['a part of a file in words', (f) => (f.parts[0].file = '0')],
    ['a part that is nothing', (f) => (f.parts = [null])],
    ['shapes that are no lists', (f) => (f.shapes = ['text'])],
    ['a field whose name is none', (f) => (f.shapes = [[null]])],
  ])('is refused with %s', async (name, edit) => {
    const path = await stored(`${name.replaceAll(' ', '-')}.tree`);
    await (await TreeFile.open(path)).close();
    withFooter(path, edit);
    await expect(TreeFile.open(path)).rejects.toMatchObject({ code: 'E_PROOF', where: path });
  });

  it('is refused where it is longer than the file, by whatever length it claims', async () => {
    const path = await stored('long.tree');
    const bytes = readFileSync(path);
    for (const length of [bytes.length, 0x7fffffff, 0xffffffff, 0]) {
      bytes.writeUInt32LE(length, bytes.length - MAGIC.length - 4);
      writeFileSync(path, bytes);
      await expect(TreeFile.open(path), String(length)).rejects.toMatchObject({ code: 'E_PROOF' });
    }
  });

  it('is looked for in no folder', async () => {
    const folder = join(disk.folder, 'folder.tree');
    mkdirSync(folder);
    await expect(TreeFile.open(folder)).rejects.toMatchObject({
      code: expect.stringMatching(/^E_(UNREADABLE|PROOF)$/),
    });
  });

  it('is not read without the right to', async () => {
    const path = await stored('closed.tree');
    chmodSync(path, 0);
    chmodSync(dirname(path), 0o755);
    await expect(unprivileged(() => TreeFile.open(path))).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('that says nothing of parts gives digests, and no place', async () => {
    const path = await stored('no-parts.tree');
    withFooter(path, (footer) => (footer.parts = []));
    const tree = await TreeFile.open(path);
    expect(await tree.leaf(2)).toBe(leafDigest('2'));
    await expect(tree.placeOf(2)).rejects.toMatchObject({ code: 'E_PROOF' });
    await tree.close();
  });
});

describe('the chunk of a stored tree that somebody changed', () => {
  it('says E_PROOF where an id leads to no leaf', async () => {
    const path = await stored('place.tree');
    for (let i = 0; i < LEAVES; i++) withNumber(path, SECTIONS.ids + i * 12 + 8, 4_000_000);
    const tree = await TreeFile.open(path);
    const { hi, lo } = hashText('e3');
    await expect(tree.find(hi, lo)).rejects.toMatchObject({ code: 'E_PROOF' });
    await tree.close();
  });

  it('says E_PROOF where rows have more fields than were stored', async () => {
    const path = await stored('fields.tree');
    withFooter(path, (footer) => (footer.shapes = [['text', 'id', 'more']]));
    const tree = await TreeFile.open(path);
    await expect(drained(tree)).rejects.toMatchObject({ code: 'E_PROOF' });
    await tree.close();
  });

  it('knows no fields of a row whose shape is none', async () => {
    const path = await stored('shape.tree');
    withNumber(path, SECTIONS.shapes, NO_SHAPE);
    withNumber(path, SECTIONS.shapes + 4, 77);
    const tree = await TreeFile.open(path);
    const leaves = await drained(tree);
    expect(leaves.slice(0, 2).map(({ fields }) => fields)).toEqual([undefined, undefined]);
    expect(leaves[2].fields?.has('text')).toBe(true);
    await tree.close();
  });

  it('leads to another root where a leaf is another', async () => {
    const path = await stored('leaf.tree');
    const before = await TreeFile.open(path);
    const root = await before.root();
    await before.close();
    withNumber(path, 0, 0x12345678);
    const after = await TreeFile.open(path);
    expect(await after.root()).not.toBe(root);
    await after.close();
  });
});

describe('sectionsOf', () => {
  it('puts sections one after the other without a gap: 32, 32 a group, 4, 12, 4 and 4 bytes', () => {
    for (const [leaves, fields] of [
      [0, 0],
      [1, 3],
      [GROUP_LEAVES - 1, 9],
      [GROUP_LEAVES, 0],
      [CHUNK_LEAVES, 5 * CHUNK_LEAVES],
    ]) {
      const groups = Math.floor(leaves / 256);
      const lengths = [32 * leaves, 32 * groups, 4 * leaves, 12 * leaves, 4 * leaves, 4 * fields];
      const ends = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b, 0));
      expect(Object.values(sectionsOf({ leaves, fields }))).toEqual(ends);
    }
  });
});
