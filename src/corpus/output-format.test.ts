import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressMember, destinationOf, endingFor } from './output-format.ts';

describe('destinationOf', () => {
  it.each([
    ['out.jsonl', false, 'jsonl', 'none'],
    ['a/out.JSONL.gz', false, 'jsonl', 'gzip'],
    ['out.csv', false, 'csv', 'none'],
    ['out.tsv.gz', false, 'tsv', 'gzip'],
    ['out.parquet', false, 'parquet', 'none'],
    ['out', true, 'jsonl', 'none'],
    ['out.v2', true, 'jsonl', 'none'],
    ['out.jsonl/', true, 'jsonl', 'none'],
  ] as const)('takes %s for what its ending says', (path, folder, format, compression) => {
    expect(destinationOf(path)).toEqual({ path, folder, format, compression });
  });

  it('makes the parts of a folder what is asked for', () => {
    const destination = destinationOf('out', { format: 'csv', compression: 'gzip' });
    expect(endingFor(destination)).toBe('.csv.gz');
    expect(endingFor(destinationOf('out', { format: 'parquet' }))).toBe('.parquet');
  });

  it.each(['out.txt', 'out.json', 'out.md'])(
    'refuses %s, which would lose fields or cannot be appended',
    (path) => {
      expect(() => destinationOf(path)).toThrow(expect.objectContaining({ code: 'E_OPTION', where: path }));
    },
  );

  it('refuses a format that the ending contradicts, and a compressed Parquet file', () => {
    expect(() => destinationOf('a.csv', { format: 'jsonl' })).toThrow(/it is not jsonl/);
    expect(() => destinationOf('a.parquet.gz')).toThrow(/compressed inside/);
  });
});

describe('compressMember', () => {
  it('gives a whole gzip member, and plain bytes as they are', async () => {
    const bytes = Buffer.from('hello');
    expect(gunzipSync(await compressMember(bytes, 'gzip')).toString()).toBe('hello');
    expect(await compressMember(bytes, 'none')).toBe(bytes);
  });
});
