import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { profileCorpus } from '../../engine/profile-corpus.ts';
import { decodeProfile, encodeProfile } from '../../profile/codec.ts';
import { DEFAULT_SETTINGS, mergeProfiles } from '../../profile/profile.ts';
import type { JobDocument } from '../job-document.ts';
import { decodeRows, encodeBatch, STREAM_END, STREAM_START } from '../wire/arrow.ts';
import { TRAILER, type WireRow } from '../wire/wire-row.ts';
import { toFragment, toRowFragment } from './fragment-rows.ts';
import { RowInput } from './row-input.ts';
import { type Pipe, RowOutput } from './row-output.ts';
import { work } from './work.ts';

const disk = scratch();

/** A pipe that keeps what it is given. */
class Bucket extends EventEmitter implements Pipe {
  readonly pieces: Uint8Array[] = [];

  write(bytes: Uint8Array): boolean {
    this.pieces.push(Uint8Array.from(bytes));
    return true;
  }
}

function stream(rows: readonly WireRow[], trailer = rows.length): Buffer {
  const end = { kind: TRAILER, shard: -1, meta: { rows: trailer } };
  return Buffer.concat([STREAM_START, ...[...rows, end].map((row) => encodeBatch([row])), STREAM_END]);
}

async function worked(document: JobDocument, rows: readonly WireRow[]): Promise<WireRow[]> {
  const bucket = new Bucket();
  const input = new RowInput(decodeRows(Readable.from([stream(rows)])));
  await work({ job: 'run-1', document }, input, new RowOutput(bucket));
  const answers: WireRow[] = [];
  for await (const row of decodeRows(Readable.from(bucket.pieces))) answers.push(row);
  const trailer = answers.pop()!;
  expect(trailer).toMatchObject({ kind: TRAILER, meta: { rows: answers.length } });
  return answers;
}

const examples = Array.from({ length: 300 }, (_, i) => ({ text: `example ${i} of so many`, made: 'human' }));
const input = disk.write('a.jsonl', `${jsonl(examples.slice(0, 200))}broken\n${jsonl(examples.slice(200))}`);
const spec = { inputs: [input] };
const profiling: JobDocument = {
  action: 'profile',
  task: { kernel: 'profile', spec, settings: DEFAULT_SETTINGS },
};

async function shardRows(targetBytes = 5000): Promise<WireRow[]> {
  const shards = await planShards(spec, { targetBytes });
  return shards.map((shard, i) => ({ kind: 'shard', shard: i, meta: shard }));
}

const kindsOf = (rows: readonly WireRow[]) =>
  rows.map(({ kind }) => kind).filter((kind) => kind !== 'progress');

describe('a worker that profiles', () => {
  it('makes one part of all its shards, and ends each', async () => {
    const shards = await shardRows();
    const rows = await worked(profiling, shards);
    expect(kindsOf(rows).filter((kind) => kind === 'end')).toHaveLength(shards.length);
    expect(kindsOf(rows).filter((kind) => kind === 'rows')).toHaveLength(1);
    const whole = await profileCorpus(spec, { workers: 0 });
    const part = decodeProfile(rows.at(-1)!.data!);
    expect(encodeProfile({ ...part, trouble: whole.trouble })).toEqual(encodeProfile(whole));
  });

  it('tells of every byte and example', async () => {
    const rows = await worked(profiling, await shardRows());
    const told = rows
      .filter(({ kind }) => kind === 'progress')
      .map(({ meta }) => meta as Record<string, number>);
    const sum = (key: string) => told.reduce((total, one) => total + one[key], 0);
    const bytes = (await planShards(spec)).reduce((total, shard) => total + shard.bytes, 0);
    expect([sum('bytes'), sum('examples')]).toEqual([bytes, 300]);
  });

  it('makes no part of nothing', async () => {
    expect(await worked(profiling, [])).toEqual([]);
  });

  it('answers with the error where a shard cannot be read, and says which', async () => {
    const [first, second] = await shardRows();
    const gone = { ...second, meta: { ...(second.meta as object), path: '/none/such', name: 'such' } };
    const last = (await worked(profiling, [first, gone])).at(-1)!;
    expect(last).toMatchObject({ kind: 'failed', shard: 1, meta: { code: 'E_NOT_FOUND', where: 'such' } });
  });
});

describe('a worker that merges', () => {
  it('gives the profile of the parts together, and says of how many', async () => {
    const parts: WireRow[] = [];
    for (const row of await shardRows()) parts.push((await worked(profiling, [row])).at(-1)!);
    const [merged, ...none] = await worked({ action: 'merge' }, parts);
    expect(none).toEqual([]);
    expect(merged.meta).toEqual({ parts: parts.length });
    const expected = parts.map(({ data }) => decodeProfile(data!)).reduce(mergeProfiles);
    expect(Buffer.compare(merged.data!, encodeProfile(expected))).toBe(0);
  });

  it('answers with the error of a part that is damaged', async () => {
    const part = { kind: 'part', shard: -1, meta: { parts: 1 }, data: Buffer.from('OUTCROSS-PROFILE\n{}') };
    expect((await worked({ action: 'merge' }, [part]))[0]).toMatchObject({ kind: 'failed' });
  });
});

describe('a worker that maps records', () => {
  const tagging: JobDocument = {
    action: 'rows',
    task: { kernel: 'tag', settings: { set: { origin: 'human' } }, spec, outputs: [{ kind: 'jsonl' }] },
  };

  it('gives the fragments of each shard in order, which come back as they were', async () => {
    const rows = await worked(tagging, await shardRows(1 << 20));
    expect(kindsOf(rows)).toEqual(['rows', 'block', 'end']);
    const [bad, block, end] = rows.filter(({ kind }) => kind !== 'progress').map(toRowFragment);
    expect(bad).toMatchObject({ kind: 'rows', shard: 0, rows: [{ file: 'a.jsonl', row: 201 }] });
    expect(block).toMatchObject({ kind: 'block', shard: 0, output: 0 });
    if (block?.kind !== 'block') throw new Error('no block came');
    expect(block.ends).toHaveLength(300);
    expect(block.ends.at(-1)).toBe(block.bytes.length);
    expect(end).toMatchObject({
      kind: 'end',
      rows: 301,
      malformed: 1,
      summary: { records: 300, changed: 300 },
    });
  });

  it('leaves records in files where that is asked for, and says where', async () => {
    const folder = mkdtempSync(join(disk.folder, 'left-'));
    const parts = { uri: 's3a://b/_temporary/run', format: 'jsonl', compression: 'none' } as const;
    const task = { ...tagging.task, outputs: [{ kind: 'jsonl', parts } as const] };
    const shards = await shardRows();
    const told = { kind: 'folder', shard: -1, meta: { path: folder } };
    const rows = await worked({ action: 'rows', task }, [told, ...shards]);
    expect(kindsOf(rows)).not.toContain('block');
    const file = rows.at(-1)!;
    expect(file).toMatchObject({ kind: 'written', meta: { output: 0, records: 300 } });
    const here = await worked(tagging, shards);
    const blocks = here.filter(({ kind }) => kind === 'block').map(({ data }) => data!);
    const { path, bytes } = file.meta as { path: string; bytes: number };
    expect(dirname(path)).toBe(folder);
    expect(readFileSync(path)).toEqual(Buffer.concat(blocks));
    expect(bytes).toBe(readFileSync(path).length);
  });

  it('names the row of the shard that a kernel stops at', async () => {
    const task = { ...tagging.task, settings: { fields: { origin: 'text' } } } as typeof tagging.task;
    const [failed] = (await worked({ action: 'rows', task }, await shardRows())).filter(
      ({ kind }) => kind === 'failed',
    );
    expect(failed).toMatchObject({ shard: 0, meta: { code: 'E_PROVENANCE', row: 1 } });
  });
});

describe('a worker that links', () => {
  const near = { unit: 'words', shingle: 5, bands: 1, rows: 4, threshold: 0.7 } as const;
  const piece = (
    names: readonly number[],
    begins: readonly number[],
    lanes: readonly number[][],
  ): WireRow => ({
    kind: 'members',
    shard: -1,
    meta: { members: names.length },
    data: Buffer.concat([
      Buffer.from(Uint32Array.from(names.flatMap((name) => [name, 0])).buffer),
      Buffer.from([...begins, ...lanes.flat()]),
    ]),
  });

  it('gives the pairs of each bucket, also of one that comes in two pieces, and counts members', async () => {
    const pieces = [
      piece(
        [1, 2],
        [1, 0],
        [
          [1, 1, 1, 1],
          [2, 2, 2, 2],
        ],
      ),
      piece(
        [3, 9],
        [0, 1],
        [
          [2, 2, 2, 2],
          [2, 2, 2, 2],
        ],
      ),
    ];
    const rows = await worked({ action: 'links', near }, pieces);
    expect(rows.map(({ kind, meta }) => [kind, meta])).toEqual([
      ['links', { links: 1 }],
      ['counted', { members: 4 }],
    ]);
    expect([...new Uint32Array(Uint8Array.from(rows[0].data!).buffer)]).toEqual([2, 0, 3, 0]);
  });

  it('counts none of nothing', async () => {
    expect(await worked({ action: 'links', near }, [])).toMatchObject([
      { kind: 'counted', meta: { members: 0 } },
    ]);
  });

  it('answers with the error where members come out of order', async () => {
    const [failed] = await worked({ action: 'links', near }, [
      piece(
        [2, 1],
        [1, 0],
        [
          [1, 1, 1, 1],
          [1, 1, 1, 1],
        ],
      ),
    ]);
    expect(failed).toMatchObject({ kind: 'failed', meta: { code: 'E_WORKER' } });
  });
});

describe('what a worker is given', () => {
  it.each([
    ['a trailer that promises more', (rows: WireRow[]) => stream(rows, 9)],
    ['no trailer', (rows: WireRow[]) => Buffer.concat([STREAM_START, encodeBatch(rows), STREAM_END])],
    ['a row that is cut', (rows: WireRow[]) => stream(rows).subarray(0, -500)],
    ['something else', () => Buffer.from('hello there, this is no stream')],
  ])('is no end with %s', async (_, make) => {
    const bytes = make(await shardRows());
    const output = new RowOutput(new Bucket());
    const running = work(
      { job: 'run-1', document: profiling },
      new RowInput(decodeRows(Readable.from([bytes]))),
      output,
    );
    await expect(running).rejects.toMatchObject({ code: 'E_WORKER' });
  });
});

describe('what a worker writes', () => {
  it('waits until there is room', async () => {
    const bucket = new Bucket();
    bucket.write = () => false;
    const output = new RowOutput(bucket);
    let settled = false;
    const put = output.put({ kind: 'end', shard: 0, meta: {} }).then(() => {
      settled = true;
    });
    await Promise.resolve();
    expect(settled).toBe(false);
    bucket.emit('drain');
    await put;
    expect(settled).toBe(true);
  });

  it('stops the work where nobody reads', async () => {
    const bucket = new Bucket();
    const output = new RowOutput(bucket);
    bucket.emit('error', new Error('EPIPE'));
    const running = work(
      { job: 'run-1', document: profiling },
      new RowInput(decodeRows(Readable.from([stream(await shardRows())]))),
      output,
    );
    await expect(running).rejects.toMatchObject({ code: 'E_WRITE' });
    expect(output.signal.aborted).toBe(true);
  });
});

describe('rows that are no fragments', () => {
  it('are told from those that are', () => {
    const row = { kind: 'trailer', shard: -1, meta: {} };
    expect([toFragment(row), toRowFragment(row)]).toEqual([undefined, undefined]);
  });
});
