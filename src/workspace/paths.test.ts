import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathIn, pathsIn } from './paths.ts';

const here = process.cwd();

describe('pathIn', () => {
  it('sees a path of the file from the working folder', () => {
    expect(pathIn({ folder: here }, 'data/a.jsonl')).toBe('data/a.jsonl');
    expect(pathIn({ folder: join(here, 'sub') }, 'a.jsonl')).toBe('sub/a.jsonl');
    expect(pathIn({ folder: join(here, '..') }, 'a.jsonl')).toBe('../a.jsonl');
    expect(pathIn({ folder: here }, '.')).toBe('.');
  });

  it('leaves absolute paths and standard input alone', () => {
    expect(pathIn({ folder: '/srv' }, '/data/a.jsonl')).toBe('/data/a.jsonl');
    expect(pathIn({ folder: '/srv' }, '-')).toBe('-');
    expect(pathIn({ folder: '/srv' }, 's3a://bucket/a')).toBe('s3a://bucket/a');
  });

  it('keeps patterns', () => {
    expect(pathsIn({ folder: here }, ['d/g*.jsonl', 'e/{a,b}'])).toEqual(['d/g*.jsonl', 'e/{a,b}']);
    expect(pathsIn({ folder: '/srv' }, 'x')).toEqual([relative(here, '/srv/x')]);
  });
});
