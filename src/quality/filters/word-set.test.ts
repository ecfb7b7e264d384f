import { describe, expect, it } from 'vitest';
import { TextScan } from './text-scan.ts';
import { WordSet } from './word-set.ts';

const scan = new TextScan();
const set = new WordSet(['the', 'of', 'and']);
const count = (text: string) => {
  scan.run(text);
  return [set.different(scan.words), set.tokens(scan.words)];
};

describe('WordSet', () => {
  it('counts which of its words a text has, and how many of the text are among them', () => {
    expect(count('the end of the road and of the line')).toEqual([3, 6]);
    expect(count('the the the')).toEqual([1, 3]);
  });

  it('minds case, and knows no other word', () => {
    expect(count('The THE theory offer')).toEqual([0, 0]);
    expect(count('')).toEqual([0, 0]);
  });
});
