import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur3 } from '../prf/murmur3.ts';
import { SglangPrf, unit } from './prf.ts';

const KEY = { low: 0xdeadbeef, high: 0x12345678 };
const tokens = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 12 });

describe('SglangPrf', () => {
  it('hashes the last tokens alone, or those that there are', () => {
    fc.assert(
      fc.property(tokens, fc.integer({ min: 1, max: 8 }), (text, width) => {
        const prf = new SglangPrf(KEY);
        for (let end = 0; end <= text.length; end++) {
          const context = text.slice(Math.max(0, end - width), end);
          expect(prf.seek(text, end, width)).toBe(murmur3(context));
        }
      }),
    );
  });

  it('gives the word of key, context and token, whatever was asked before', () => {
    fc.assert(
      fc.property(tokens, fc.nat(2 ** 31 - 1), (text, token) => {
        const prf = new SglangPrf(KEY);
        prf.word(3);
        const hash = prf.seek(text, text.length, 4);
        prf.word(token ^ 1);
        expect(prf.word(token)).toBe(murmur3([KEY.low, KEY.high, hash, token]));
      }),
    );
  });

  it('is not misled by the longer context that it held before', () => {
    const used = new SglangPrf(KEY);
    used.seek([9, 9, 9, 9, 9, 9], 6, 6);
    expect(used.seek([1, 2], 2, 2)).toBe(new SglangPrf(KEY).seek([1, 2], 2, 2));
    expect(used.seek([1, 2], 1, 6)).toBe(murmur3([1]));
  });

  it('does not take the words of a key for each other', () => {
    const [a, b] = [KEY, { low: KEY.high, high: KEY.low }].map((key) => new SglangPrf(key));
    for (const prf of [a, b]) prf.seek([1, 2, 3], 3, 3);
    expect(a.word(5)).not.toBe(b.word(5));
  });
});

describe('unit', () => {
  it('lies strictly between 0 and 1 for every word, so that its logarithms are finite', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 2 ** 32 - 1)),
        (word) => {
          const u = unit(word);
          expect(u > 0 && u < 1).toBe(true);
          expect(Number.isFinite(Math.log(-Math.log(u))) && Number.isFinite(Math.log1p(-u))).toBe(true);
        },
      ),
    );
  });
});
