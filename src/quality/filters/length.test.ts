import { describe, expect, it } from 'vitest';
import { brokenBy, measuresOf, PROSE } from './filters.test.support.ts';

const broken = (text: string) => brokenBy('length', text);

describe('length', () => {
  it('lets prose pass', async () => {
    expect(await broken(PROSE)).toEqual([]);
  });

  it('wants 20 characters to a million', async () => {
    expect(await broken('a bb ccc dddd eeeeee')).toEqual([]);
    expect(await broken('a bb ccc dddd eeeee')).toEqual(['characters.min']);
    expect(await broken(`${'ab '.repeat(333_333)}z`)).not.toContain('characters.max');
    expect(await broken(`${'ab '.repeat(333_333)}zz`)).toContain('characters.max');
  });

  it('wants 5 words to 200,000', async () => {
    expect(await broken('aaaaa bbbbb ccccc ddddd')).toEqual(['words.min']);
    expect(await broken('a '.repeat(200_000))).toEqual([]);
    expect(await broken('a '.repeat(200_001))).toEqual(['words.max']);
  });

  it('wants no word of more than 1,000 characters', async () => {
    const text = (n: number) => `a b c d ${'😀'.repeat(n)}`;
    expect(await broken(text(1000))).toEqual([]);
    expect(await broken(text(1001))).toEqual(['longest-word']);
    expect((await measuresOf('length', text(7)))['longest-word']).toBe(7);
  });
});
