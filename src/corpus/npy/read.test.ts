import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Example } from '../example.ts';
import { scratch } from '../fixtures.test.support.ts';
import { planShards } from '../plan.ts';
import { readShard } from '../read.ts';
import type { BadRow } from '../source.ts';
import { npyBytes, npyHead } from './npy.test.support.ts';

const disk = scratch();
const ROWS = Array.from({ length: 9 }, (_, i) => [i, i + 0.5, -i]);

/** Everything that reading a file gives. */
async function read(path: string, targetBytes?: number) {
  const examples: Example[] = [];
  const bad: BadRow[] = [];
  let bytes = 0;
  const spec = { inputs: [path], modality: 'vectors' as const };
  const shards = await planShards(spec, targetBytes === undefined ? {} : { targetBytes });
  for (const shard of shards) {
    const events = { badRow: (row: BadRow) => bad.push(row), progress: (n: number) => (bytes += n) };
    for await (const batch of readShard(shard, spec, events)) examples.push(...batch);
  }
  return { examples, bad, bytes, shards: shards.length };
}

const vectors = ({ examples }: { examples: readonly Example[] }) =>
  examples.map(({ vector }) => [...vector!]);

describe('reading a .npy file', () => {
  it.each([
    ['<f4', false],
    ['>f4', false],
    ['<f8', true],
    ['<f2', true],
  ])('gives its rows as vectors: %s, Fortran order %s', async (descr, fortran) => {
    const path = disk.write(`r${descr.slice(1)}${fortran}.npy`, npyBytes(ROWS, { descr, fortran }));
    const found = await read(path);
    expect(vectors(found)).toEqual(ROWS);
    expect(found.examples[4]).toMatchObject({ text: '', id: expect.stringMatching(/\.npy#5$/) });
    expect(found.examples[4].group).toBe(found.examples[4].id);
    expect(found.bad).toEqual([]);
  });

  it('gives the same rows however it is cut into shards', async () => {
    for (const fortran of [false, true]) {
      const path = disk.write(`cut${fortran}.npy`, npyBytes(ROWS, { fortran }));
      const whole = await read(path);
      const cut = await read(path, 24);
      expect(cut.shards).toBe(5);
      expect(cut.examples).toEqual(whole.examples);
      expect([whole.bytes, cut.bytes]).toEqual([108, 108]);
    }
  });

  it('reads a compressed one as a stream', async () => {
    const path = disk.write('z.npy.gz', gzipSync(npyBytes(ROWS)));
    expect(vectors(await read(path))).toEqual(ROWS);
  });

  it('passes over rows with NaN, with infinity and with what is too large, and says where they are', async () => {
    const rows = [
      [1, 2],
      [Number.NaN, 0],
      [3, 4],
      [0, Number.NEGATIVE_INFINITY],
      [1e30, 0],
    ];
    const { examples, bad } = await read(disk.write('bad.npy', npyBytes(rows, { descr: '<f8' })));
    expect(examples.map(({ id }) => id)).toEqual(['bad.npy#1', 'bad.npy#3']);
    expect(bad.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'the vector holds NaN in place 1'],
      [4, 'the vector holds an infinite number in place 2'],
      [5, expect.stringMatching(/^the vector holds 1.*e\+30 in place 1$/)],
    ]);
  });

  it.each([
    ['one axis', npyHead('(6,)', '<f4'), 'E_FORMAT'],
    ['a stack of images', npyHead('(6, 28, 28)', '<f4'), 'E_FORMAT'],
    ['rows without numbers', npyHead('(6, 0)', '<f4'), 'E_FORMAT'],
    ['rows of a million numbers', npyHead('(1, 1000000)', '<f4'), 'E_FORMAT'],
    ['no rows', npyHead('(0, 4)', '<f4'), 'E_EMPTY'],
  ])('refuses %s', async (name, bytes, code) => {
    await expect(read(disk.write(`${name}.npy`, bytes))).rejects.toMatchObject({ code });
  });

  it('says where a file ends that was cut, after the rows before it', async () => {
    const whole = npyBytes(ROWS);
    const path = disk.write('short.npy', whole.subarray(0, whole.length - 13));
    await expect(read(path)).rejects.toMatchObject({
      code: 'E_TRUNCATED',
      message: expect.stringContaining('row 8 of 9'),
    });
    const zipped = disk.write('short.npy.gz', gzipSync(whole.subarray(0, whole.length - 13)));
    await expect(read(zipped)).rejects.toMatchObject({ code: 'E_TRUNCATED' });
    const fortran = npyBytes(ROWS, { fortran: true });
    const columns = disk.write('shortf.npy', fortran.subarray(0, fortran.length - 1));
    await expect(read(columns)).rejects.toMatchObject({ code: 'E_TRUNCATED' });
  });

  it('cannot read columns from a stream', async () => {
    const path = disk.write('f.npy.gz', gzipSync(npyBytes(ROWS, { fortran: true })));
    await expect(read(path)).rejects.toMatchObject({ code: 'E_UNSUPPORTED' });
  });
});
