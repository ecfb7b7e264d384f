import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { readShards, scratch } from './fixtures.test.support.ts';
import { planShards } from './plan.ts';
import { mirrorOfFolder } from './remote.test.support.ts';
import { isUri, localPath, toldOf } from './remote.ts';

const disk = scratch();
disk.write('corpus/day=1/a.jsonl', '{"text":"a"}\n');
disk.write('corpus/day=2/a.jsonl.gz', '{"text":"b"}\n');
disk.write('corpus/_SUCCESS', '');
disk.write('lost/b.unknown', 'x');
const BUCKET = 's3a://bucket';

/** Plans over the scratch folder as if it were a bucket. */
const plan = (...inputs: readonly string[]) =>
  planShards(
    { inputs },
    { mirrorOf: async (uri) => mirrorOfFolder(disk.folder, BUCKET, uri.slice(BUCKET.length)) },
  );

describe('an input', () => {
  it('is a URI where it begins with a scheme and two slashes', () => {
    for (const uri of ['s3a://b/c', 'hdfs://host:9000/x', 'file:///x', 'S3://b', 'abfs+x.y-z://b'])
      expect(isUri(uri)).toBe(true);
    for (const path of ['a/b', '/a', '-', 'c:/x', 'c://x', 'a:b', './s3a://b', '://b', ''])
      expect(isUri(path)).toBe(false);
  });

  it('is read as a path where its scheme is that of files, as Hadoop reads it', () => {
    expect(localPath('file:///a/b c%20d')).toBe('/a/b c%20d');
    expect(localPath('FILE:///')).toBe('/');
  });

  it.each(['s3a://b/c', 'hdfs:///x', 'file://host/x'])(
    'is refused here where it stands elsewhere: %s',
    (uri) => {
      expect(() => localPath(uri)).toThrow(
        expect.objectContaining({
          code: 'E_UNSUPPORTED',
          where: uri,
          hint: expect.stringContaining('--engine spark'),
        }),
      );
    },
  );

  it('that names a file by its URI gives the shards of its path', async () => {
    const path = join(disk.folder, 'corpus');
    expect(await planShards({ inputs: [`file://${path}`] })).toEqual(await planShards({ inputs: [path] }));
  });
});

describe('a plan over files that are shown', () => {
  it('calls them what files of this machine would be called', async () => {
    const there = await plan(`${BUCKET}/corpus`);
    const here = await planShards({ inputs: [join(disk.folder, 'corpus')] });
    expect(there.map(({ remote: _, ...shard }) => shard)).toEqual(here);
    expect(there.map(({ remote }) => remote!.uri)).toEqual([
      `${BUCKET}/corpus/day=1/a.jsonl`,
      `${BUCKET}/corpus/day=2/a.jsonl.gz`,
    ]);
  });

  it('reads a file once that two inputs give, and takes patterns', async () => {
    const shards = await plan(`${BUCKET}/corpus/*/a.jsonl`, `${BUCKET}/corpus`);
    expect(shards.map(({ name }) => name)).toEqual(['day=1/a.jsonl', 'day=2/a.jsonl.gz']);
  });

  it('goes with files of this machine', async () => {
    const own = disk.write('own/a.jsonl', '{"text":"c"}\n');
    const shards = await plan(own, `${BUCKET}/corpus/day=1`);
    expect(shards.map(({ name, remote }) => [name, remote?.uri])).toEqual([
      ['own/a.jsonl', undefined],
      ['day=1/a.jsonl', `${BUCKET}/corpus/day=1/a.jsonl`],
    ]);
  });

  it.each([
    ['lost', 'E_EMPTY'],
    ['lost/b.unknown', 'E_FORMAT'],
    ['corpus/*.csv', 'E_NOT_FOUND'],
  ])('speaks of URIs where %s is at fault', async (below, code) => {
    const error = await plan(`${BUCKET}/${below}`).catch((thrown) => thrown);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).toContain(`${BUCKET}/`);
    expect(JSON.stringify(error)).not.toContain(disk.folder);
  });

  it('gives shards that are not read here, where zeros stand in the place of their bytes', async () => {
    const { examples, error } = await readShards(await plan(`${BUCKET}/corpus`));
    expect(examples).toEqual([]);
    expect(error).toMatchObject({ code: 'E_UNSUPPORTED', where: `${BUCKET}/corpus/day=1/a.jsonl` });
  });
});

describe('an error about a file that is shown', () => {
  const mirror = mirrorOfFolder('/tmp/m', BUCKET);

  it('keeps its code and its cause', () => {
    const cause = new OutcrossError('E_EMPTY', '/tmp/m/a is empty', {
      where: '/tmp/m/a',
      hint: 'See /tmp/m/a.',
    });
    expect(toldOf(mirror, cause)).toMatchObject({
      code: 'E_EMPTY',
      message: `${BUCKET}/a is empty`,
      where: `${BUCKET}/a`,
      hint: `See ${BUCKET}/a.`,
      cause,
    });
  });

  it('is left alone where no mirror was in it, or no code', () => {
    const error = new OutcrossError('E_EMPTY', '/tmp/m/a is empty');
    expect(toldOf(undefined, error)).toBe(error);
    const other = new TypeError('/tmp/m/a');
    expect(toldOf(mirror, other)).toBe(other);
  });
});
