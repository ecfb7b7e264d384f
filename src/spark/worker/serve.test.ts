import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { decodeProfile, encodeProfile } from '../../profile/codec.ts';
import { DEFAULT_SETTINGS, mergeProfiles } from '../../profile/profile.ts';
import { encodeJob, type JobDocument } from '../job-document.ts';
import { decodeStreams, encodeBatch, STREAM_END, STREAM_START } from '../wire/arrow.ts';
import { TRAILER, type WireRow } from '../wire/wire-row.ts';
import type { Pipe } from './row-output.ts';
import { serve, type WorkerPipes } from './serve.ts';

const disk = scratch();
const VERSION = '1.2.3';

class Bucket extends EventEmitter implements Pipe {
  readonly pieces: Uint8Array[] = [];

  write(bytes: Uint8Array): boolean {
    this.pieces.push(Uint8Array.from(bytes));
    return true;
  }
}

const texts = (from: number, count = 200) =>
  Array.from({ length: count }, (_, i) => ({ text: `example ${from + i} of many` }));
const inputs = [disk.write('a.jsonl', jsonl(texts(0))), disk.write('b.jsonl', jsonl(texts(1000)))];
inputs.push(disk.write('few.jsonl', jsonl(texts(2000, 40))));
const spec = { inputs };
const profiling: JobDocument = {
  action: 'profile',
  task: { kernel: 'profile', spec, settings: DEFAULT_SETTINGS },
};
const tagging: JobDocument = {
  action: 'rows',
  task: { kernel: 'tag', settings: { set: { origin: 'human' } }, spec, outputs: [{ kind: 'jsonl' }] },
};
const strict: JobDocument = {
  ...tagging,
  task: { ...tagging.task, settings: { fields: { origin: 'text' } } } as typeof tagging.task,
};
const merging: JobDocument = { action: 'merge' };

/** The shards of a file, or none. */
async function shards(...files: readonly number[]): Promise<WireRow[]> {
  const planned = await planShards({ inputs: files.map((file) => inputs[file]) });
  return planned.map((shard, i) => ({ kind: 'shard', shard: i, meta: shard }));
}

function stream(rows: readonly WireRow[], trailer = rows.length): Buffer {
  const end = { kind: TRAILER, shard: -1, meta: { rows: trailer } };
  return Buffer.concat([STREAM_START, ...[...rows, end].map((row) => encodeBatch([row])), STREAM_END]);
}

/** A task: its job, and what comes in. */
type Given = readonly [document: JobDocument, bytes: Buffer, job?: string];

/** What a worker answers to tasks, stream by stream, as bytes and rows; and what it threw. */
async function served(given: readonly Given[], own: Partial<WorkerPipes> = {}) {
  const bucket = new Bucket();
  let task = 0;
  const thrown = await serve({
    // In pieces that end anywhere, as a pipe gives them.
    reads: Readable.from(cut(Buffer.concat(given.map(([, bytes]) => bytes))), { objectMode: false }),
    writes: bucket,
    readJob: async () => {
      const [document, , job = 'run-1'] = given[task++];
      return encodeJob(document, VERSION, job);
    },
    version: VERSION,
    isFit: () => true,
    ...own,
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const answers: WireRow[][] = [];
  for await (const rows of decodeStreams(Readable.from([Buffer.concat(bucket.pieces)]))) {
    answers.push([]);
    for await (const row of rows) answers.at(-1)!.push(plain(row));
  }
  return { answers, thrown, bucket, tasks: task };
}

/** With its bytes as text: two that differ are told apart in a line. */
function plain({ data, ...row }: WireRow): WireRow & { hex: string } {
  return { ...row, hex: createHash('sha256').update(data!).digest('hex'), data: Buffer.from(data!) };
}

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 777) yield bytes.subarray(at, at + 777);
}

const trailerOf = (rows: readonly WireRow[]) => rows.at(-1)!.meta;

describe('a worker that does task after task', () => {
  it('answers each as one that does no other, whatever came before it', async () => {
    const a = stream(await shards(0));
    const part = (await served([[profiling, a]])).answers[0].find(({ kind }) => kind === 'part')!;
    const tasks: Given[] = [
      [profiling, a],
      [tagging, stream(await shards(1))],
      [merging, stream([part, part])],
      [profiling, stream(await shards(0, 1))],
      [profiling, stream([])],
      [tagging, stream(await shards(0))],
      [profiling, a],
    ];
    const alone: WireRow[][] = [];
    for (const task of tasks) alone.push(...(await served([task])).answers);
    for (const order of [tasks.map((_, i) => i), [6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 2, 5, 1, 4]]) {
      const { answers, thrown } = await served(order.map((i) => tasks[i]));
      expect(thrown).toBeUndefined();
      const digests = (all: readonly WireRow[][]) =>
        all.map((rows) => rows.map(({ data: _, ...row }) => row));
      expect(digests(answers)).toEqual(digests(order.map((i) => alone[i])));
    }
  });

  it('gathers for the second part of a job no more than merging keeps, and for another job all', async () => {
    const settings = { ...DEFAULT_SETTINGS, unigramPairs: 60, pairs: 60, sampleTokens: 200 };
    const tight: JobDocument = { action: 'profile', task: { kernel: 'profile', spec, settings } };
    const [a, b] = [stream(await shards(0)), stream(await shards(2))];
    const partOf = (rows: readonly WireRow[]) => rows.find(({ kind }) => kind === 'part')!.data!;
    const profile = async (...given: Given[]) => (await served(given)).answers.map(partOf);
    const [first, second, others] = await profile([tight, a], [tight, b], [tight, b, 'run-2']);
    const [[aAlone], [bAlone]] = [await profile([tight, a]), await profile([tight, b])];
    expect([first, others]).toEqual([aAlone, bAlone]);
    expect(second.length).toBeLessThan(bAlone.length);
    const merged = (...parts: Uint8Array[]) =>
      encodeProfile(parts.map((part) => decodeProfile(part)).reduce(mergeProfiles));
    expect(merged(second, first)).toEqual(merged(aAlone, bAlone));
  });

  it('says that it takes another task, and how many rows it was given of this one alone', async () => {
    const { answers } = await served([
      [profiling, stream(await shards(0, 1))],
      [profiling, stream(await shards(0))],
    ]);
    expect(answers.map(trailerOf)).toMatchObject([
      { given: 2, again: true },
      { given: 1, again: true },
    ]);
  });

  it('says that it takes none where it has grown too large, and ends', async () => {
    const a = stream(await shards(0));
    const given: Given[] = [
      [profiling, a],
      [profiling, a],
    ];
    const { answers, thrown, tasks } = await served(given, { isFit: () => false });
    expect(answers.map(trailerOf)).toMatchObject([{ again: false }]);
    expect([thrown, tasks]).toEqual([undefined, 1]);
  });

  it('ends with the first task that fails', async () => {
    const rows = stream(await shards(0));
    const { answers, thrown, tasks } = await served([
      [tagging, rows],
      [strict, rows],
      [tagging, rows],
    ]);
    expect(answers.map(trailerOf)).toMatchObject([{ again: true }, { again: false }]);
    expect(answers[1].at(-2)).toMatchObject({ kind: 'failed', meta: { code: 'E_PROVENANCE' } });
    expect([thrown, tasks]).toEqual([undefined, 2]);
  });

  it('leaves nobody who listens to the pipe', async () => {
    const a = stream(await shards(0));
    const { bucket } = await served(Array.from({ length: 12 }, () => [profiling, a] as const));
    expect(bucket.listenerCount('error')).toBe(0);
  });
});

describe('what is no task', () => {
  it('is an error where nothing came at all', async () => {
    const { answers, thrown } = await served([]);
    expect(answers).toEqual([]);
    expect(thrown).toMatchObject({ code: 'E_WORKER' });
  });

  it.each([
    ['a stream that is cut', (rows: Buffer) => rows.subarray(0, -300)],
    ['a trailer that promises more', () => stream([], 4)],
    ['something else', () => Buffer.from('hello there, this is no stream of anything')],
  ])('is no end of the second task with %s', async (_, spoilt) => {
    const rows = stream(await shards(0));
    const { answers, thrown } = await served([
      [profiling, rows],
      [profiling, spoilt(rows)],
    ]);
    expect(trailerOf(answers[0])).toMatchObject({ again: true });
    expect(
      answers
        .slice(1)
        .flat()
        .map(({ kind }) => kind),
    ).not.toContain(TRAILER);
    expect(thrown).toMatchObject({ code: 'E_WORKER' });
  });

  it('is answered where the job is of another version, at any task', async () => {
    const rows = stream(await shards(0));
    const documents = [VERSION, '0.0.0'].map((version) => encodeJob(profiling, version, 'run-1'));
    const { answers, thrown } = await served(
      [
        [profiling, rows],
        [profiling, rows],
      ],
      { readJob: async () => documents.shift()! },
    );
    expect(answers[1][0]).toMatchObject({ kind: 'failed', meta: { code: 'E_UNSUPPORTED' } });
    expect(trailerOf(answers[1])).toMatchObject({ again: false });
    expect(thrown).toMatchObject({ code: 'E_UNSUPPORTED' });
  });

  it('is no answer where the job document cannot be read', async () => {
    const gone = new Error('gone');
    const { answers, thrown } = await served([[profiling, stream(await shards(0))]], {
      readJob: () => Promise.reject(gone),
    });
    expect([answers.flat(), thrown]).toEqual([[], gone]);
  });
});
