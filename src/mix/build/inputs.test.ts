import { createHash } from 'node:crypto';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Shard } from '../../corpus/source.ts';
import type { RowEngine } from '../../engine/rows/row-engine.ts';
import { digestInputs, requireUnchanged } from './inputs.ts';

const disk = scratch();
const shard = (path: string, name: string, range?: readonly [number, number]): Shard => ({
  path,
  name,
  format: 'jsonl',
  compression: 'none',
  bytes: 0,
  ...(range === undefined ? {} : { range }),
});
const elsewhere = (name: string, spans: [number, number][]): Shard => ({
  ...shard(`/shown/${name}`, name),
  remote: { uri: `s3a://${name}`, bytes: 5, version: '1', spans, toLineEnd: true },
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

  it('asks whoever reads them for those of files that stand elsewhere, each once and whole', async () => {
    const asked: Shard[] = [];
    const engine = {
      digests: async (files: readonly Shard[]) => {
        asked.push(...files);
        return files.map(({ name }) => ({ bytes: name.length, sha256: `of ${name}` }));
      },
    } as Partial<RowEngine> as RowEngine;
    const here = shard(disk.write('here', 'alpha'), 'here');
    const shards = [
      { ...elsewhere('far/b.jsonl', [[0, 3]]), range: [0, 3] as const },
      here,
      { ...elsewhere('far/b.jsonl', [[2, 5]]), range: [3, 5] as const },
      elsewhere('far/a.jsonl', [[0, 5]]),
    ];
    expect(await digestInputs(shards, { engine })).toEqual([
      { name: 'far/b.jsonl', bytes: 11, sha256: 'of far/b.jsonl' },
      { name: 'here', bytes: 5, sha256: sha256('alpha') },
      { name: 'far/a.jsonl', bytes: 11, sha256: 'of far/a.jsonl' },
    ]);
    expect(asked.map(({ remote, range, bytes }) => [remote, range, bytes])).toEqual(
      ['b', 'a'].map((name) => [
        { uri: `s3a://far/${name}.jsonl`, bytes: 5, version: '1', spans: [[0, 5]] },
        undefined,
        5,
      ]),
    );
  });

  it('asks nobody where all files are here', async () => {
    const engine = { digests: () => Promise.reject(new Error('asked')) } as Partial<RowEngine> as RowEngine;
    expect(await digestInputs([shard(disk.write('near', 'x'), 'near')], { engine })).toHaveLength(1);
  });

  it('refuses a file that stands elsewhere where nobody reads it, whatever is shown of it here', async () => {
    const shown = { ...elsewhere('far/a.jsonl', []), path: disk.write('shown', 'alpha') };
    for (const options of [{}, { engine: {} as RowEngine }])
      await expect(digestInputs([shown], options)).rejects.toMatchObject({
        code: 'E_UNSUPPORTED',
        where: 's3a://far/a.jsonl',
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
    const attempt = digestInputs([shard(disk.write('s', 'x'), 's')], { signal: AbortSignal.abort() });
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

  it('leaves files that stand elsewhere to whoever reads them', async () => {
    await requireUnchanged([elsewhere('gone', [])], [{ name: 'gone', bytes: 5, sha256: '' }]);
  });
});
