import { describe, expect, it } from 'vitest';
import type { Workspace } from '../workspace.ts';
import { placeOfPath } from './place-of-path.ts';

const workspace = {
  file: 'w/outcross.yaml',
  folder: 'w',
  config: {
    human: 'data/human.jsonl',
    generations: ['data/g1.jsonl', { name: 'g2', corpus: ['data/g2a.jsonl', 's3://bucket/g2b.jsonl'] }],
  },
  placeOf: (path: readonly (string | number)[]) => path.join('/'),
} as Workspace;

describe('placeOfPath', () => {
  it('finds where the configuration names a path, however deep', () => {
    expect(placeOfPath(workspace, 'w/data/human.jsonl')).toBe('human');
    expect(placeOfPath(workspace, 'w/data/g1.jsonl')).toBe('generations/0');
    expect(placeOfPath(workspace, 'w/data/g2a.jsonl')).toBe('generations/1/corpus/0');
    expect(placeOfPath(workspace, 's3://bucket/g2b.jsonl')).toBe('generations/1/corpus/1');
  });

  it('finds nothing of a path that somebody else named', () => {
    expect(placeOfPath(workspace, 'other/human.jsonl')).toBeUndefined();
    expect(placeOfPath({ ...workspace, config: {} }, 'w/data/g1.jsonl')).toBeUndefined();
  });
});
