import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { type Entry, tarOf } from './tar.ts';

const disk = scratch();

async function archive(entries: readonly Partial<Entry>[]): Promise<Buffer> {
  const whole = entries.map((entry) => ({ name: 'a', bytes: Buffer.from('x'), executable: false, ...entry }));
  async function* one() {
    yield* whole;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of tarOf(one())) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Unpacks with the system's own program. */
function unpacked(name: string, bytes: Buffer): string {
  const folder = join(disk.folder, name);
  mkdirSync(folder);
  const { status, stderr } = spawnSync('tar', ['-xf', disk.write(`${name}.tar`, bytes), '-C', folder]);
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  return folder;
}

describe('tarOf', () => {
  it('is unpacked by tar, with contents and modes', async () => {
    const contents = [0, 1, 511, 512, 513, 5000].map((n) => Buffer.alloc(n, n));
    const entries = contents.map((bytes, i) => ({ name: `deep/${i}.bin`, bytes, executable: i === 2 }));
    const folder = unpacked('whole', await archive(entries));
    for (const [i, bytes] of contents.entries()) {
      expect(readFileSync(join(folder, `deep/${i}.bin`)).equals(bytes)).toBe(true);
      expect(statSync(join(folder, `deep/${i}.bin`)).mode & 0o111).toBe(i === 2 ? 0o111 : 0);
    }
  });

  it('keeps names that are longer than the field for them', async () => {
    const name = `node_modules/${'a'.repeat(60)}/${'b'.repeat(60)}/naïve.js`;
    const folder = unpacked('long', await archive([{ name }]));
    expect(readFileSync(join(folder, name), 'utf8')).toBe('x');
  });

  it('refuses a name that has no room, and does not cut it', async () => {
    await expect(archive([{ name: 'c'.repeat(101) }])).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('gives equal bytes for equal entries', async () => {
    expect((await archive([{ name: 'b' }])).equals(await archive([{ name: 'b' }]))).toBe(true);
  });

  it('is an archive where there is nothing', async () => {
    expect(readdirSync(unpacked('empty', await archive([])))).toEqual([]);
  });
});
