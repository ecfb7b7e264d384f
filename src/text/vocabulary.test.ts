import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../base/hash.ts';
import { Vocabulary } from './vocabulary.ts';

const lane = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffffffff }));

describe('Vocabulary', () => {
  it('gives dense ids in the order of first sight', () => {
    const vocabulary = new Vocabulary();
    const texts = ['b', 'a', 'b', '', 'a', 'c'];
    expect(texts.map((text) => vocabulary.internText(text))).toEqual([0, 1, 0, 2, 1, 3]);
    expect(vocabulary.size).toBe(4);
  });

  it('behaves as a map from hashes to ids', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(lane, lane), { maxLength: 60 }), (hashes) => {
        const vocabulary = new Vocabulary();
        const map = new Map<string, number>();
        for (const [hi, lo] of hashes) {
          const key = `${hi} ${lo}`;
          expect(vocabulary.idOf(hi, lo)).toBe(map.get(key));
          if (!map.has(key)) map.set(key, map.size);
          expect(vocabulary.intern(hi, lo)).toBe(map.get(key));
          expect(vocabulary.hashOf(map.get(key) as number)).toEqual({ hi, lo });
        }
        expect(vocabulary.size).toBe(map.size);
      }),
    );
  });

  it('tells lanes apart, and takes a signed lane for the unsigned one', () => {
    const vocabulary = new Vocabulary();
    expect(vocabulary.intern(1, 2)).toBe(0);
    expect(vocabulary.intern(2, 1)).toBe(1);
    expect(vocabulary.intern(-1, -2)).toBe(2);
    expect(vocabulary.intern(0xffffffff, 0xfffffffe)).toBe(2);
    expect(vocabulary.idOf(-1, 0xfffffffe)).toBe(2);
  });

  it('keeps every id while it grows, also where hashes follow each other', () => {
    const vocabulary = new Vocabulary();
    for (let i = 0; i < 20_000; i++) {
      expect(vocabulary.intern(i % 3, i)).toBe(2 * i);
      expect(vocabulary.intern(i, 0xffffffff)).toBe(2 * i + 1);
    }
    expect(vocabulary.idOf(1, 19_999)).toBe(39_998);
    expect(vocabulary.size).toBe(40_000);
  });

  it('knows texts by the hash of the project', () => {
    const vocabulary = new Vocabulary();
    vocabulary.internText('tail');
    const { hi, lo } = hashText('tail');
    expect(vocabulary.idOf(hi, lo)).toBe(0);
  });

  it('has nothing for ids and hashes that it never gave', () => {
    const vocabulary = new Vocabulary();
    vocabulary.intern(5, 5);
    expect(vocabulary.idOf(0, 0)).toBeUndefined();
    for (const id of [-1, 1, 0.5, Number.NaN]) expect(vocabulary.hashOf(id)).toBeUndefined();
  });
});
