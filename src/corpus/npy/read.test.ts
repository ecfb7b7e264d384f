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

describe('a .npy file that lies', () => {
  it.each([false, true])(
    'about its rows is read to its end, in one shard (Fortran order: %s)',
    async (fortran) => {
      // Cut into shards of 24 bytes, what the header claims would be a million millions of them.
      const head = npyHead('(1000000000000000, 1)', '<f4', fortran);
      const path = disk.write(
        `lies${fortran}.npy`,
        Buffer.concat([head, Buffer.from(Float32Array.of(1, 2).buffer)]),
      );
      const spec = { inputs: [path], modality: 'vectors' as const };
      expect(await planShards(spec, { targetBytes: 24 })).toHaveLength(1);
      await expect(read(path)).rejects.toMatchObject({ code: 'E_TRUNCATED' });
    },
  );

  it('gives the rows that are there before it says so', async () => {
    const short = npyBytes(ROWS).subarray(0, -4);
    const path = disk.write('before.npy', short);
    const spec = { inputs: [path], modality: 'vectors' as const };
    const [shard] = await planShards(spec);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const batch of readShard(shard, spec, { badRow: () => {}, progress: () => {} }))
        seen.push(...batch.map(({ id }) => id));
    })();
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('row 9 of 9') });
    expect(seen).toHaveLength(8);
  });

  it('by bytes behind its rows is read without them', async () => {
    const longer = Buffer.concat([npyBytes(ROWS), Buffer.from('and a signature')]);
    expect(vectors(await read(disk.write('longer.npy', longer)))).toEqual(ROWS);
    expect(vectors(await read(disk.write('longer.npy.gz', gzipSync(longer))))).toEqual(ROWS);
  });

  it('in a stream that ends within its header', async () => {
    const path = disk.write('head.npy.gz', gzipSync(npyBytes(ROWS).subarray(0, 40)));
    await expect(read(path)).rejects.toMatchObject({ code: 'E_TRUNCATED' });
  });

  it('about what it is, in a stream', async () => {
    const path = disk.write('text.npy.gz', gzipSync('{"text": "these are words, and no numbers"}\n'));
    await expect(read(path)).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});

describe('a .npy file', () => {
  const path = () => disk.write('plain.npy', npyBytes(ROWS));

  it.each([undefined, 'text', 'code', 'table'] as const)(
    'holds no %s: nothing is read of it as such',
    async (modality) => {
      const spec = { inputs: [path()], ...(modality === undefined ? {} : { modality }) };
      await expect(planShards(spec)).rejects.toMatchObject({
        code: 'E_FORMAT',
        message: `plain.npy is an array of numbers, which holds no ${modality ?? 'text'}`,
        hint: expect.stringContaining('--modality vectors'),
      });
    },
  );

  it('beside texts in a folder is no text without words', async () => {
    disk.write('both/a.jsonl', '{"text": "one two"}\n');
    disk.write('both/b.npy', npyBytes(ROWS));
    await expect(planShards({ inputs: [`${disk.folder}/both`] })).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: 'b.npy',
    });
    expect(await planShards({ inputs: [`${disk.folder}/both/*.jsonl`] })).toHaveLength(1);
  });

  it('of one row and one number, and of the most numbers a row may have', async () => {
    expect(vectors(await read(disk.write('one.npy', npyBytes([[7]]))))).toEqual([[7]]);
    const widest = npyBytes([Array.from({ length: 1 << 16 }, (_, i) => i)], { descr: '<i4' });
    const [row] = vectors(await read(disk.write('widest.npy', widest)));
    expect([row.length, row[65_535]]).toEqual([65_536, 65_535]);
  });

  it('of long rows is handed over in small batches', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => Array.from({ length: 60_000 }, () => i));
    const spec = {
      inputs: [disk.write('long.npy', npyBytes(rows, { descr: '|u1' }))],
      modality: 'vectors' as const,
    };
    const [shard] = await planShards(spec);
    const sizes: number[] = [];
    for await (const batch of readShard(shard, spec, { badRow: () => {}, progress: () => {} }))
      sizes.push(batch.length);
    expect(Math.max(...sizes)).toBe(9);
    expect(sizes.reduce((a, b) => a + b)).toBe(40);
  });

  it('of 64-bit numbers gives what a float32 holds of them', async () => {
    const rows = [
      [1 + 2 ** -30, 16_777_217],
      [1e-50, -1e-50],
    ];
    const [first, second] = vectors(await read(disk.write('wide.npy', npyBytes(rows, { descr: '<f8' }))));
    expect(first).toEqual([1, 16_777_216]);
    expect(second.map(Math.abs)).toEqual([0, 0]);
  });

  it('of numbers beyond those of a float32 has malformed rows, not infinite vectors', async () => {
    const found = await read(disk.write('beyond.npy', npyBytes([[1e39], [1]], { descr: '<f8' })));
    expect(vectors(found)).toEqual([[1]]);
    expect(found.bad.map(({ reason }) => reason)).toEqual(['the vector holds an infinite number in place 1']);
  });

  it('with nothing but malformed rows gives no example, and names each', async () => {
    const { examples, bad } = await read(
      disk.write('nan.npy', npyBytes(Array.from({ length: 7 }, () => [Number.NaN, 1]))),
    );
    expect(examples).toEqual([]);
    expect(bad.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('has the ids of its own name, whatever stands in it', async () => {
    const { examples } = await read(disk.write('__proto__ ü\u202e.npy', npyBytes([[1], [2]])));
    expect(examples.map(({ id }) => id)).toEqual(['__proto__ ü\u202e.npy#1', '__proto__ ü\u202e.npy#2']);
  });
});
