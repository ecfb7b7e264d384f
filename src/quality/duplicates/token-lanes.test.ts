import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { laneBytesOf, lanesOfBytes, TokenReader } from './token-lanes.ts';

describe('TokenReader', () => {
  it('gives the hashes of all tokens, symbols too, as the tokeniser folds them', () => {
    const { hi, lo, length } = new TokenReader().read('It’s A.');
    const expected = ["it's", 'a', '.'].map((token) => hashText(token));
    expect(length).toBe(3);
    expect([...hi.subarray(0, 3)].map((lane) => lane >>> 0)).toEqual(expected.map((hash) => hash.hi));
    expect([...lo.subarray(0, 3)].map((lane) => lane >>> 0)).toEqual(expected.map((hash) => hash.lo));
  });

  it('reads texts longer than a piece to their end', () => {
    expect(new TokenReader().read('word '.repeat(300_000)).length).toBe(300_000);
  });
});

describe('laneBytesOf', () => {
  it('brings lanes through bytes, from any place in a block', () => {
    const { hi, lo } = new TokenReader().read('a b c');
    const bytes = laneBytesOf({ hi, lo, length: 3 });
    const block = new Uint8Array(bytes.length + 1);
    block.set(bytes, 1);
    const again = lanesOfBytes(block.subarray(1));
    expect([...again.hi]).toEqual([...hi.subarray(0, 3)]);
    expect([...again.lo]).toEqual([...lo.subarray(0, 3)]);
    expect(lanesOfBytes(new Uint8Array(0)).length).toBe(0);
  });
});
