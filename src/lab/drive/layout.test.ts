import { describe, expect, it } from 'vitest';
import { GENERATION_FILES, generationFolder, inGeneration, Layout } from './layout.ts';

describe('the layout of a drive', () => {
  it('sorts generations by name as by number, to the thousandth', () => {
    const names = Array.from({ length: 999 }, (_, i) => generationFolder(i + 1));
    expect([...names].sort()).toEqual(names);
    expect(generationFolder(1000)).toBe('g1000');
  });

  it('gives every file of every generation a place of its own', () => {
    const layout = new Layout('/d');
    const files = Object.values(GENERATION_FILES);
    const paths = [1, 2, 10, 100].flatMap((g) => files.map((file) => layout.file(g, file)));
    expect(new Set(paths).size).toBe(paths.length);
    expect(layout.file(7, 'mix.jsonl')).toBe('/d/g007/mix.jsonl');
    expect(layout.at(inGeneration(7, 'mix.jsonl'))).toBe(layout.file(7, 'mix.jsonl'));
  });
});
