import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest, suggestion } from './spelling.ts';

describe('editDistance', () => {
  it('counts the classic cases', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('txet', 'text')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abc', '')).toBe(3);
  });

  it('is nought for equal words only, symmetric, and at most the longer length', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('nearest', () => {
  it('finds the word that was meant', () => {
    expect(nearest('txt', ['id', 'text', 'label'])).toBe('text');
    expect(nearest('Human', ['human', 'synthetic'])).toBe('human');
    expect(nearest('train.jsonl', ['train.jsonl.gz', 'test.csv'])).toBe('train.jsonl.gz');
    expect(nearest('synthethic', ['human', 'synthetic'])).toBe('synthetic');
  });

  it('says nothing where nothing is close', () => {
    expect(nearest('body', ['id', 'label', 'text'])).toBeUndefined();
    expect(nearest('', ['a'])).toBeUndefined();
    expect(nearest('abc', [])).toBeUndefined();
  });

  it('takes the first of equals', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });

  it('does not spend time on a word of a million letters', () => {
    expect(nearest('a'.repeat(1e6), ['a'.repeat(1e6)])).toBeUndefined();
    expect(nearest('abc', ['a'.repeat(1e6)])).toBeUndefined();
  });
});

describe('suggestion', () => {
  it('is a question, or empty', () => {
    expect(suggestion('txet', ['text'])).toBe('Did you mean "text"?');
    expect(suggestion('zzz', ['text'])).toBe('');
  });
});
