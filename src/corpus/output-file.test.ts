import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scratch } from './fixtures.test.support.ts';
import { OutputFile } from './output-file.ts';
import { MEMBER_BYTES } from './output-format.ts';
import type { Compression } from './source.ts';

const disk = scratch();
let files = 0;

/** Writes the pieces, each a record. */
async function write(pieces: readonly Uint8Array[], compression: Compression = 'none') {
  const path = join(disk.folder, `f${files++}`);
  const file = await OutputFile.open(path, compression);
  for (const piece of pieces) await file.write(piece, 1);
  await file.stage();
  return { written: await file.commit(), bytes: readFileSync(path), content: file.content };
}

/** Bytes that do not compress away, so that members differ. */
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24);
const MEMBER = Buffer.of(0x1f, 0x8b, 8);

/** How many gzip members follow each other, each unpacked by itself. */
function members(bytes: Buffer): number {
  const starts: number[] = [];
  for (let at = bytes.indexOf(MEMBER); at >= 0; at = bytes.indexOf(MEMBER, at + 1)) starts.push(at);
  const isMember = (start: number, end: number) => {
    try {
      return gunzipSync(bytes.subarray(start, end)).length <= MEMBER_BYTES;
    } catch {
      return false;
    }
  };
  let count = 0;
  for (let from = 0; from < bytes.length; count++) {
    const end = [...starts.filter((start) => start > from), bytes.length].find((to) => isMember(from, to));
    if (end === undefined) throw new Error('these bytes are no members');
    from = end;
  }
  return count;
}

describe('OutputFile', () => {
  it('tells the size and the digest of the bytes that stand on the disk', async () => {
    for (const compression of ['none', 'gzip'] as const) {
      const { written, bytes, content } = await write(
        [Buffer.from('one\n'), Buffer.from('two\n')],
        compression,
      );
      expect(written).toMatchObject({
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        records: 2,
      });
      expect(content).toBe(8);
    }
  });

  it('gives the same compressed bytes whatever the pieces, more members than are compressed at once', async () => {
    const whole = noise(5 * MEMBER_BYTES + 17);
    const cuts = [0, 1, MEMBER_BYTES - 1, MEMBER_BYTES, 2 * MEMBER_BYTES + 5, 4 * MEMBER_BYTES, whole.length];
    const pieces = cuts.slice(1).map((end, i) => whole.subarray(cuts[i], end));
    const [one, many] = [await write([whole], 'gzip'), await write(pieces, 'gzip')];
    expect(many.bytes.equals(one.bytes)).toBe(true);
    expect(gunzipSync(many.bytes).equals(whole)).toBe(true);
    expect(members(one.bytes)).toBe(6);
  });

  it('writes nothing as one empty member, and no empty member behind a full one', async () => {
    const none = await write([], 'gzip');
    expect(members(none.bytes)).toBe(1);
    expect(gunzipSync(none.bytes)).toHaveLength(0);
    expect(members((await write([noise(MEMBER_BYTES)], 'gzip')).bytes)).toBe(1);
    expect((await write([])).bytes).toHaveLength(0);
  });

  it('does not mind that a piece is written over once it was taken', async () => {
    const piece = noise(1000);
    const path = join(disk.folder, 'reused');
    const file = await OutputFile.open(path, 'gzip');
    await file.write(piece);
    piece.fill(0);
    await file.stage();
    await file.commit();
    expect(gunzipSync(readFileSync(path)).equals(noise(1000))).toBe(true);
  });

  it('shows nothing before it is committed, and leaves nothing where it is discarded', async () => {
    for (const staged of [false, true]) {
      const path = join(disk.folder, `hidden-${staged}`);
      const file = await OutputFile.open(path, 'gzip');
      await file.write(noise(3 * MEMBER_BYTES));
      if (staged) await file.stage();
      expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
      await file.discard();
      expect(readdirSync(disk.folder).filter((name) => /hidden|^\./.test(name))).toEqual([]);
    }
  });

  it('names what was staged by the path that it is going to have', async () => {
    const file = await OutputFile.open(join(disk.folder, 'now'));
    await file.write(Buffer.from('x'), 4);
    await file.stage();
    expect(file.written('/later/then.jsonl')).toMatchObject({
      path: '/later/then.jsonl',
      name: 'then.jsonl',
      bytes: 1,
      records: 4,
    });
    await file.discard();
  });
});
