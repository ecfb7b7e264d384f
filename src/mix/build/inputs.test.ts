import { createHash } from 'node:crypto';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Shard } from '../../corpus/source.ts';
import { digestInputs, requireDigestible, requireUnchanged } from './inputs.ts';

const disk = scratch();
const shard = (path: string, name: string, range?: readonly [number, number]): Shard => ({
  path,
  name,
  format: 'jsonl',
  compression: 'none',
  bytes: 0,
  ...(range === undefined ? {} : { range }),
});
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

describe('digestInputs', () => {
  it('gives each file once, in the order of the plan, whatever it was cut into', async () => {
    const a = disk.write('a', 'alpha');
    const b = disk.write('b', 'beta');
    const shards = [shard(b, 'b', [0, 2]), shard(b, 'b', [2, 4]), shard(a, 'a'), shard(b, 'b', [4, 4])];
    expect(await digestInputs(shards)).toEqual([
      { name: 'b', bytes: 4, sha256: sha256('beta') },
      { name: 'a', bytes: 5, sha256: sha256('alpha') },
    ]);
  });

  it('reads a file longer than a chunk whole, and an empty one', async () => {
    const long = Buffer.alloc(3_000_001, 'xyz');
    const shards = [shard(disk.write('long', long), 'long'), shard(disk.write('empty', ''), 'empty')];
    expect(await digestInputs(shards)).toEqual([
      { name: 'long', bytes: 3_000_001, sha256: sha256(long) },
      { name: 'empty', bytes: 0, sha256: sha256('') },
    ]);
  });

  it('tells two files of one name apart by their path', async () => {
    const shards = [shard(disk.write('x/same', '1'), 'same'), shard(disk.write('y/same', '22'), 'same')];
    expect((await digestInputs(shards)).map(({ bytes }) => bytes)).toEqual([1, 2]);
  });

  it('refuses a file that stands elsewhere, whatever is shown of it here', async () => {
    const remote = { uri: 's3a://bucket/a.jsonl', bytes: 5, version: '1', spans: [] };
    const shown = { ...shard(disk.write('shown', 'alpha'), 'a.jsonl'), remote };
    await expect(digestInputs([shown])).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      where: 's3a://bucket/a.jsonl',
    });
  });

  it('names the file that cannot be read, and refuses standard input', async () => {
    await expect(digestInputs([shard('/none/such', 'such')])).rejects.toMatchObject({
      code: 'E_UNREADABLE',
      where: 'such',
    });
    await expect(digestInputs([shard('-', '-')])).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('stops at a signal', async () => {
    const attempt = digestInputs([shard(disk.write('s', 'x'), 's')], AbortSignal.abort());
    await expect(attempt).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});

describe('requireUnchanged', () => {
  it('passes files as long as they were, and names one that is not, or is gone', async () => {
    const paths = ['p', 'q'].map((name) => disk.write(`u/${name}`, 'data'));
    const shards = paths.map((path, i) => shard(path, `u${i}`));
    const inputs = await digestInputs(shards);
    await requireUnchanged(shards, inputs);
    appendFileSync(paths[1], '!');
    await expect(requireUnchanged(shards, inputs)).rejects.toMatchObject({ code: 'E_FORMAT', where: 'u1' });
    writeFileSync(paths[1], 'data');
    rmSync(paths[0]);
    await expect(requireUnchanged(shards, inputs)).rejects.toMatchObject({ code: 'E_FORMAT', where: 'u0' });
  });
});

describe('requireDigestible', () => {
  it('lets paths pass, and refuses the first URI', () => {
    expect(() => requireDigestible(['a.jsonl', '/data/b', 'c:d'])).not.toThrow();
    expect(() => requireDigestible(['a', 'hdfs://n/b', 's3a://c'])).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED', where: 'hdfs://n/b' }),
    );
  });
});
