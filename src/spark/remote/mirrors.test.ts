import { describe, expect, it } from 'vitest';
import type { Frame } from '../driver/frames.ts';
import { answered, fixedPart, Mirrors } from './mirrors.ts';

const ROOT = '/tmp/outcross-mirror-x';

function frame(head: Frame['head'], value?: unknown): Frame {
  return { head, payload: Buffer.from(JSON.stringify(value ?? null)) };
}

/** A driver that shows one file under whatever it is asked for. */
function played(files = [[`${ROOT}/s3a/bucket/d/a.jsonl`, 's3a://bucket/d/a.jsonl', 5, 'v1']]) {
  const asked: unknown[] = [];
  const mirrors = new Mirrors(async (head) => {
    asked.push(head);
    if (files.length === 0) throw new Error('gone');
    return frame({ kind: 'done', root: ROOT }, { path: `${ROOT}/s3a/bucket/d`, files });
  });
  return { mirrors, asked, files };
}

describe('what is listed for a pattern', () => {
  it.each([
    ['s3a://b/x/*.jsonl', 's3a://b/x'],
    ['s3a://b/x/day=*/y/*.jsonl', 's3a://b/x'],
    ['s3a://b/**', 's3a://b/'],
    ['file:///*.jsonl', 'file:///'],
    ['file:///data/[ab].jsonl', 'file:///data'],
  ])('of %s is %s', (uri, below) => {
    expect(fixedPart(uri)).toBe(below);
  });

  it.each(['s3a://bucket', 's3a://b/', 's3a://b/x/day=1', 'hdfs://host:9000/a b/c%2A'])(
    'is nothing of %s, which is none',
    (uri) => {
      expect(fixedPart(uri)).toBeUndefined();
    },
  );
});

describe('mirrors', () => {
  it('ask for an input once, whoever plans over it at the same time or later', async () => {
    const { mirrors, asked } = played();
    const [a, b] = await Promise.all([mirrors.of('s3a://bucket/d'), mirrors.of('s3a://bucket/d')]);
    expect(b).toBe(a);
    expect(await mirrors.of('s3a://bucket/d')).toBe(a);
    await mirrors.of('s3a://bucket/*/a.jsonl');
    expect(asked).toEqual([
      { what: 'show', uri: 's3a://bucket/d' },
      { what: 'show', uri: 's3a://bucket/*/a.jsonl', below: 's3a://bucket/' },
    ]);
  });

  it('ask again for what could not be shown', async () => {
    const { mirrors, asked, files } = played([]);
    await expect(mirrors.of('s3a://bucket/d')).rejects.toThrow('gone');
    files.push([`${ROOT}/s3a/bucket/d/a.jsonl`, 's3a://bucket/d/a.jsonl', 5, 'v1']);
    expect((await mirrors.of('s3a://bucket/d')).input).toBe(`${ROOT}/s3a/bucket/d`);
    expect(asked).toHaveLength(2);
  });

  it('know what each file stands for, and no other', async () => {
    const mirror = await played().mirrors.of('s3a://bucket/d');
    expect(mirror.fileOf(`${ROOT}/s3a/bucket/d/a.jsonl`)).toEqual({
      uri: 's3a://bucket/d/a.jsonl',
      bytes: 5,
      version: 'v1',
    });
    expect(() => mirror.fileOf('/etc/passwd')).toThrow(expect.objectContaining({ code: 'E_INTERNAL' }));
  });

  it('tell of files by the URIs that they stand for', async () => {
    const { told } = await played().mirrors.of('s3a://bucket/d');
    expect(told(`${ROOT}/s3a/bucket/d/a.jsonl is empty; see "${ROOT}/file/data/x" and /tmp/y`)).toBe(
      's3a://bucket/d/a.jsonl is empty; see "file:///data/x" and /tmp/y',
    );
    expect(told(`${ROOT}/hdfs/host:9000/x`)).toBe('hdfs://host:9000/x');
    expect(told(`${ROOT}-other/s3a/b`)).toBe(`${ROOT}-other/s3a/b`);
  });
});

describe("a driver's answer", () => {
  it('is what was asked for, or the error that it met, in its own words', () => {
    const done = frame({ kind: 'done', root: null }, [1]);
    expect(answered(done)).toEqual(done);
    const failure = {
      code: 'E_NOT_FOUND',
      message: 's3a://b does not exist',
      where: 's3a://b',
      hint: 'Check.',
    };
    expect(() => answered(frame({ kind: 'failed', failure }))).toThrow(expect.objectContaining(failure));
  });

  it.each([
    [{ kind: 'broken', message: 'no memory' }, 'no memory'],
    [{ kind: 'gone', message: 'the driver is gone: signal SIGKILL' }, 'SIGKILL'],
  ])('that is none is an error: %j', (head, said) => {
    const error = expect.objectContaining({ code: 'E_WORKER', message: expect.stringContaining(said) });
    expect(() => answered(frame(head))).toThrow(error);
  });
});
