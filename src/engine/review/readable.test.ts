import { describe, expect, it } from 'vitest';
import { beginning, isReadable } from './readable.ts';

const example = (more: object) => ({ id: 'a', group: 'a', text: 'x', ...more });

describe('isReadable', () => {
  it('takes what a person can read and the ledger can name', () => {
    expect(isReadable(example({}))).toBe(true);
    expect(isReadable(example({ id: '\u202e😀 <b>' }))).toBe(true);
    expect(isReadable(example({ text: 'x'.repeat(500_000) }))).toBe(true);
  });

  it.each([
    ['no text', { text: '' }],
    ['more text than an edit may hold', { text: 'x'.repeat(500_001) }],
    ['no name', { id: '' }],
    ['a name that is too long', { id: 'x'.repeat(513) }],
    ['NUL in its name', { id: 'a\u0000b' }],
    ['half a character in its name', { id: 'a\ud800' }],
    ['a picture', { image: { width: 1, height: 1, channels: 1, data: new Uint8Array(1) } }],
    ['cells', { columns: { a: 1 } }],
  ])('leaves out what has %s', (_, more) => {
    expect(isReadable(example(more))).toBe(false);
  });
});

describe('beginning', () => {
  it('cuts no character in two', () => {
    expect(beginning('x'.repeat(2_000))).toBe('x'.repeat(2_000));
    expect(beginning('x'.repeat(2_001))).toBe(`${'x'.repeat(2_000)} ...`);
    const cut = beginning(`${'x'.repeat(1_999)}😀 and more`);
    expect(cut).toBe(`${'x'.repeat(1_999)} ...`);
  });
});
