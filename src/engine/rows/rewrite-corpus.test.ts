import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BlockSink } from '../../corpus/block-sink.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import type { BadRow } from '../../corpus/source.ts';
import { rewriteCorpus } from './rewrite-corpus.ts';
import type { RowEngine } from './row-engine.ts';
import type { RowJob } from './row-job.ts';
import { runRows } from './run-rows.ts';

const disk = scratch();
let cwd: string;
let runs = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${runs++}`);
  mkdirSync(cwd);
});

const input = (text = jsonl([{ text: 'one' }, { text: 'two' }])) =>
  disk.write(join(`run-${runs - 1}`, 'in', 'a.jsonl'), text);
const copy = (inputs: string[], path: string, options = {}) =>
  rewriteCorpus({ inputs }, { kernel: 'copy', settings: {}, outputs: [{ path: join(cwd, path) }] }, options);

describe('rewriteCorpus', () => {
  it('writes what the kernel gives and tells what it met', async () => {
    const bad: BadRow[] = [];
    const text = `${jsonl([{ text: 'one' }])}broken\n${jsonl([{ text: 'two' }])}`;
    const { outputs, malformed } = await copy([input(text)], 'out.jsonl', {
      onBadRow: (row: BadRow) => bad.push(row),
    });
    expect(readFileSync(join(cwd, 'out.jsonl'), 'utf8')).toBe(jsonl([{ text: 'one' }, { text: 'two' }]));
    expect(outputs[0].records).toBe(2);
    expect(malformed).toBe(1);
    expect(bad.map(({ file, row }) => [file, row])).toEqual([['a.jsonl', 2]]);
  });

  it('writes to the path of a file:// URI, and refuses others that no engine writes', async () => {
    const job = (path: string) => ({ kernel: 'copy', settings: {}, outputs: [{ path }] }) as const;
    const spec = { inputs: [`file://${input()}`] };
    const { outputs } = await rewriteCorpus(spec, job(`file://${join(cwd, 'out.jsonl')}`));
    expect(outputs[0].files[0].path).toBe(join(cwd, 'out.jsonl'));
    await expect(rewriteCorpus(spec, job('s3a://bucket/out'))).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      where: 's3a://bucket/out',
    });
  });

  it('hands an output that is a URI to the engine that writes it', async () => {
    const asked: unknown[] = [];
    const done: string[] = [];
    const sink: BlockSink = {
      encoding: { kind: 'jsonl' },
      write: async ({ ends }) => void done.push(`write ${ends.length}`),
      stage: async () => void done.push('stage'),
      commit: async () => ({ files: [], records: 2 }),
      abort: async () => void done.push('abort'),
    };
    const engine = {
      rows: (job: RowJob) => runRows(job, { workers: 0 }),
      async openSink(...call: unknown[]) {
        asked.push(call);
        return sink;
      },
    } as Partial<RowEngine> as RowEngine;
    const outputs = [{ path: 's3a://bucket/out', compression: 'gzip', replace: true }] as const;
    const spec = { inputs: [input()] };
    const written = await rewriteCorpus(spec, { kernel: 'copy', settings: {}, outputs }, { engine });
    expect(asked).toEqual([['s3a://bucket/out', { like: [], compression: 'gzip', replace: true }]]);
    expect(done).toEqual(['write 2', 'stage']);
    expect(written.outputs[0].records).toBe(2);
  });

  it('writes nothing when it fails: at a malformed row when strict, at its end, at a file that is cut', async () => {
    const broken = input('{"text":"x"}\nbroken\n');
    await expect(copy([broken], 'out.jsonl', { strict: true })).rejects.toMatchObject({
      code: 'E_ROW',
      where: 'a.jsonl:2',
    });
    const beforeCommit = () => Promise.reject(new Error('no'));
    await expect(copy([broken], 'out.jsonl', { beforeCommit })).rejects.toThrow('no');
    await expect(copy([broken, join(cwd, 'none.jsonl')], 'out.jsonl')).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
    expect(readdirSync(cwd)).toEqual(['in']);
  });

  it('makes all outputs appear, or none', async () => {
    const outputs = [{ path: join(cwd, 'one.jsonl') }, { path: join(cwd, 'no', 'two.jsonl') }];
    await expect(
      rewriteCorpus({ inputs: [input()] }, { kernel: 'copy', settings: {}, outputs }),
    ).rejects.toMatchObject({ code: 'E_WRITE' });
    expect(readdirSync(cwd)).toEqual(['in']);
  });

  it('never writes over what it reads, however the path is spelt', async () => {
    const path = input();
    symlinkSync(path, join(cwd, 'link.jsonl'));
    symlinkSync(join(cwd, 'in'), join(cwd, 'folder'));
    for (const output of ['in/a.jsonl', './in/../in/a.jsonl', 'link.jsonl', 'folder/a.jsonl', 'in']) {
      const running = rewriteCorpus(
        { inputs: [path] },
        { kernel: 'copy', settings: {}, outputs: [{ path: join(cwd, output), replace: true }] },
      );
      await expect(running).rejects.toMatchObject({ code: 'E_USAGE' });
    }
    expect(readFileSync(path, 'utf8')).toBe(jsonl([{ text: 'one' }, { text: 'two' }]));
  });

  it('takes a hard link for a file of its own: the rename parts them', async () => {
    const path = input();
    linkSync(path, join(cwd, 'hard.jsonl'));
    const outputs = [{ path: join(cwd, 'hard.jsonl'), replace: true }];
    await rewriteCorpus(
      { inputs: [path] },
      { kernel: 'copy', settings: { change: { fields: { n: 1 } } }, outputs },
    );
    expect(readFileSync(path, 'utf8')).not.toContain('"n"');
    expect(readFileSync(join(cwd, 'hard.jsonl'), 'utf8')).toContain('"n":1');
  });

  it('refuses two outputs of one name, or one in the other', async () => {
    for (const [a, b] of [
      ['x.jsonl', './x.jsonl'],
      ['x', 'x/y.jsonl'],
    ]) {
      const outputs = [{ path: join(cwd, a) }, { path: `${cwd}/${b}` }];
      await expect(
        rewriteCorpus({ inputs: [input()] }, { kernel: 'copy', settings: {}, outputs }),
      ).rejects.toMatchObject({ code: 'E_USAGE' });
    }
  });

  it('says which file is not there before it writes anything', async () => {
    await expect(copy([join(cwd, 'nothing.jsonl')], 'out.jsonl')).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
