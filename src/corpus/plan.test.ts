import { execFileSync } from 'node:child_process';
import { linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parquet, scratch, zstdFrame } from './fixtures.test.support.ts';
import { planShards } from './plan.ts';
import type { CorpusSpec } from './source.ts';

const files = scratch();
const below = (...parts: string[]) => join(files.folder, ...parts);
const plan = (inputs: string[], spec: Partial<CorpusSpec> = {}, targetBytes?: number) =>
  planShards({ inputs, ...spec }, targetBytes === undefined ? {} : { targetBytes });

describe('planShards', () => {
  it('tells format and size by the file, compression by its bytes', async () => {
    const text = '{"text":"a"}\n';
    const written: [name: string, data: string | Uint8Array][] = [
      ['a.csv', 'text\na\n'],
      ['b.jsonl', gzipSync(text)],
      ['c.jsonl.gz', text],
      ['d.md', '# a'],
      ['e.txt.zst', zstdFrame(Buffer.from(text))],
    ];
    for (const [name, data] of written) files.write(`kinds/${name}`, data);
    const shards = await plan([below('kinds')]);
    expect(shards.map(({ name, format, compression }) => [name, format, compression])).toEqual([
      ['a.csv', 'csv', 'none'],
      ['b.jsonl', 'jsonl', 'gzip'],
      ['c.jsonl.gz', 'jsonl', 'none'],
      ['d.md', 'document', 'none'],
      ['e.txt.zst', 'text', 'zstd'],
    ]);
    expect(shards[0]).toEqual({
      path: below('kinds', 'a.csv'),
      name: 'a.csv',
      format: 'csv',
      compression: 'none',
      bytes: 7,
    });
  });

  it('cuts files of lines into ranges that part them, each at most the target', async () => {
    const path = files.write('cut.jsonl', 'x'.repeat(100));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 120 }), async (target) => {
        const shards = await plan([path], {}, target);
        const ranges = shards.map((shard) => shard.range ?? [0, 100]);
        expect(ranges[0][0]).toBe(0);
        expect(ranges.at(-1)?.[1]).toBe(100);
        ranges.slice(1).forEach((range, i) => {
          expect(range[0]).toBe(ranges[i][1]);
        });
        expect(shards.every((shard) => shard.bytes > 0 && shard.bytes <= target)).toBe(true);
      }),
    );
    expect((await plan([path]))[0].range).toBeUndefined();
  });

  it('cuts no compressed file, no table and no document', async () => {
    const text = 'text\n'.repeat(1000);
    for (const [name, data] of [
      ['whole.csv', text],
      ['whole.json', text],
      ['whole.md', text],
      ['whole.jsonl', gzipSync(text)],
    ] as const) {
      expect((await plan([files.write(name, data)], {}, 10)).length).toBe(1);
    }
  });

  it('puts neighbouring row groups of a Parquet file together', async () => {
    const data = Array.from({ length: 10 }, (_, i) => `text ${i}`);
    const path = files.write(
      'groups.parquet',
      parquet([{ name: 'text', data, type: 'STRING' }], { rowGroupSize: 2 }),
    );
    const each = await plan([path], {}, 1);
    expect(each.map((shard) => shard.rowGroups)).toEqual([0, 1, 2, 3, 4].map((i) => [i, i + 1]));
    const pairs = await plan([path], {}, each[0].bytes * 2);
    expect(pairs.map((shard) => shard.rowGroups)).toEqual([
      [0, 2],
      [2, 4],
      [4, 5],
    ]);
    const empty = files.write('none.parquet', parquet([{ name: 'text', data: [], type: 'STRING' }]));
    expect((await plan([empty]))[0].rowGroups?.[0]).toBe(0);
  });

  it('reads a file once, however often it is reached', async () => {
    const path = files.write('once/a.jsonl', 'x');
    symlinkSync('a.jsonl', below('once', 'link.jsonl'));
    const again = join(below('once'), '..', 'once', 'a.jsonl');
    const shards = await plan([path, below('once'), `${below('once')}/*.jsonl`, again, '-', '-']);
    expect(shards.map((shard) => shard.path)).toEqual([path, '-']);
    const link = below('once', 'link.jsonl');
    expect((await plan([link, path])).map((shard) => shard.path)).toEqual([link]);
    expect((await plan([path, link])).map((shard) => shard.path)).toEqual([path]);
  });

  it('takes hard links for two files', async () => {
    files.write('hard/a.jsonl', 'x');
    linkSync(below('hard', 'a.jsonl'), below('hard', 'b.jsonl'));
    expect((await plan([below('hard')])).length).toBe(2);
  });

  it('keeps the order of the inputs, and gives files of one name distinct names', async () => {
    files.write('line/g2/out.jsonl', 'x');
    files.write('line/g1/out.jsonl', 'x');
    files.write('line/g1/other.jsonl', 'x');
    const shards = await plan([below('line', 'g2'), below('line', 'g1')]);
    expect(shards.map((shard) => shard.name)).toEqual(['g2/out.jsonl', 'other.jsonl', 'g1/out.jsonl']);
  });

  it('gives the same plan twice', async () => {
    expect(await plan([files.folder], { format: 'jsonl' }, 50)).toEqual(
      await plan([files.folder], { format: 'jsonl' }, 50),
    );
  });

  it('reads standard input and pipes as JSON lines unless told otherwise', async () => {
    expect(await plan(['-'])).toEqual([
      { path: '-', name: 'stdin', format: 'jsonl', compression: 'none', bytes: 0 },
    ]);
    expect((await plan(['-'], { format: 'csv' }))[0].format).toBe('csv');
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [below('fifo')]);
    expect((await plan([below('fifo')]))[0]).toMatchObject({ format: 'jsonl', bytes: 0 });
  });

  it('passes over empty parts of a folder', async () => {
    files.write('parts/part-0.jsonl', '');
    files.write('parts/part-1.jsonl', 'x');
    files.write('parts/part-2.jsonl.gz', gzipSync(''));
    files.write('parts/part-3.jsonl.zst', zstdFrame(Buffer.alloc(0)));
    expect((await plan([below('parts')])).map((shard) => shard.name)).toEqual(['part-1.jsonl']);
  });
});

describe('planShards, refused', () => {
  const refused = (inputs: string[], spec: Partial<CorpusSpec> = {}) =>
    plan(inputs, spec).then(
      () => undefined,
      (error) => error,
    );

  it('where no input is given', async () => {
    expect(await refused([])).toMatchObject({ code: 'E_NO_INPUT' });
    expect(await refused([''])).toMatchObject({ code: 'E_NO_INPUT' });
  });

  it('where a file is missing', async () => {
    files.write('near/train.jsonl', 'x');
    expect(await refused([below('near', 'tarin.jsonl')])).toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('train.jsonl'),
    });
  });

  it('where the ending tells no format', async () => {
    expect(await refused([files.write('notes.log', 'x')])).toMatchObject({
      code: 'E_FORMAT',
      message: expect.stringContaining('.log'),
      hint: expect.stringContaining('--format'),
    });
    expect(await refused([files.write('a.npz', 'x')])).toMatchObject({
      code: 'E_FORMAT',
      hint: expect.stringContaining('.npy'),
    });
    expect(await refused([files.write('README', 'x')])).toMatchObject({ code: 'E_FORMAT' });
    expect(await refused([below('README')], { format: 'document' })).toBeUndefined();
  });

  it('where a file, or all of a folder, is empty', async () => {
    const path = files.write('empty/a.jsonl', '');
    expect(await refused([path])).toMatchObject({ code: 'E_EMPTY', where: path });
    expect(await refused([below('empty')])).toMatchObject({ code: 'E_EMPTY' });
    files.write('empty/b.jsonl', '');
    expect(await refused([files.write('nothing.jsonl.gz', gzipSync(''))])).toMatchObject({ code: 'E_EMPTY' });
    expect(await refused([below('empty')])).toMatchObject({
      code: 'E_EMPTY',
      message: expect.stringContaining('all 2'),
    });
  });

  it('where a compression, or a compressed Parquet file, cannot be read', async () => {
    const xz = Buffer.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1, 2, 3);
    expect(await refused([files.write('a.jsonl.xz', xz)], { format: 'jsonl' })).toMatchObject({
      code: 'E_FORMAT',
      message: expect.stringContaining('xz'),
    });
    expect(await refused([files.write('a.parquet.gz', gzipSync('PAR1'))])).toMatchObject({
      code: 'E_FORMAT',
    });
    expect(await refused(['-'], { format: 'parquet' })).toMatchObject({ code: 'E_FORMAT' });
  });

  it('where a Parquet file is cut', async () => {
    const whole = parquet([{ name: 'text', data: ['a'], type: 'STRING' }]);
    expect(await refused([files.write('cut.parquet', whole.subarray(0, 30))])).toMatchObject({
      code: 'E_TRUNCATED',
    });
  });

  it('where a size makes no sense', async () => {
    const path = files.write('ok.jsonl', 'x');
    for (const targetBytes of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(plan([path], {}, targetBytes)).rejects.toMatchObject({
        code: 'E_OPTION',
        where: 'targetBytes',
      });
    }
    expect(await refused([path], { maxRowBytes: 0 })).toMatchObject({ code: 'E_OPTION' });
  });
});
