import { describe, expect, it } from 'vitest';
import { textPaths } from './text-paths.ts';

describe('textPaths', () => {
  it('takes a name for one path', () => {
    expect(textPaths('body.en')).toEqual(['body.en']);
  });

  it('takes commas for several, the name that holds them itself first', () => {
    expect(textPaths('text, content')).toEqual(['text, content', 'text', 'content']);
    expect(textPaths('a,,a,')).toEqual(['a,,a,', 'a']);
  });
});
