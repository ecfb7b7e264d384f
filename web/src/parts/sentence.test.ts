import { describe, expect, it } from 'vitest';
import { sentence } from './sentence.ts';

describe('a message as a sentence', () => {
  it.each([
    ['there is no generation yet', 'There is no generation yet'],
    ['the line novels has no generation g5', 'The line novels has no generation g5'],
    ['this check kept no report', 'This check kept no report'],
    ['It is so.', 'It is so.'],
    ['', ''],
  ])('%j begins with a capital', (given, told) => {
    expect(sentence(given)).toBe(told);
  });

  it.each([
    'data/human.jsonl does not exist',
    'g1 is early',
    'noble is early',
    'outcross.yaml names no human data',
  ])('%j begins with a name, which stays as it is', (given) => {
    expect(sentence(given)).toBe(given);
  });
});
