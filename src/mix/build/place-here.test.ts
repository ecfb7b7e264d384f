import { describe, expect, it } from 'vitest';
import { placeHere } from './place-here.ts';

describe('placeHere', () => {
  it.each([
    ['train.jsonl', 'train.jsonl'],
    ['/data/train/', '/data/train/'],
    ['c:d', 'c:d'],
    ['file:///data/train', '/data/train'],
    ['FILE:///data/a b%20.jsonl', '/data/a b%20.jsonl'],
  ])('of %s is %s', (path, here) => {
    expect(placeHere(path)).toBe(here);
  });

  it.each(['s3a://bucket/train', 'hdfs://host:9000/train.jsonl', 'file://host/train'])(
    'is none of %s',
    (uri) => {
      expect(() => placeHere(uri)).toThrow(expect.objectContaining({ code: 'E_UNSUPPORTED', where: uri }));
    },
  );
});
