import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { orderTexts } from './text-order.ts';

const KEYS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [0xffffffff, 0xffffffff],
] as const;
const anyKey = fc.option(fc.integer({ min: 0, max: KEYS.length - 1 }), { nil: undefined });

/** One band and one byte a text. */
function storeOf(keys: readonly (number | undefined)[]): MemoryStore {
  const store = new MemoryStore(1, 1);
  keys.forEach((key, text) => {
    store.add(key === undefined ? undefined : Uint32Array.from(KEYS[key]), 0, Uint8Array.of(text & 255), 0);
  });
  return store;
}

const hashesOf = (n: number, seed: number) =>
  Uint32Array.from({ length: 2 * n }, (_, i) => Math.imul(i + 1, seed | 1) >>> 0);

describe('MemoryStore', () => {
  it('hands over what shares a key, a key of zeros too, and nothing that has none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyKey, { maxLength: 80 }), fc.integer(), async (keys, seed) => {
        const order = orderTexts(hashesOf(keys.length, seed));
        const alive = Uint8Array.from(keys, (_, text) => (text % 5 === 3 ? 0 : 1));
        const found: number[][] = [];
        await storeOf(keys).buckets(0, order, alive, (members, length) => {
          found.push([...members.subarray(0, length)]);
        });
        const expected = [...KEYS.keys()]
          .map((key) => [...order.texts].filter((text) => alive[text] === 1 && keys[text] === key))
          .filter((members) => members.length > 1);
        expect(found.map(String).sort()).toEqual(expected.map(String).sort());
      }),
    );
  });

  it('does not mix the two halves of a key up', async () => {
    const found: number[][] = [];
    const order = orderTexts(hashesOf(4, 3));
    await storeOf([1, 2, 1, 2]).buckets(0, order, new Uint8Array(4).fill(1), (members, length) => {
      found.push([...members.subarray(0, length)].sort());
    });
    expect(found.sort()).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('gives the keys back as they were added, from wherever they stood', () => {
    const store = new MemoryStore(2, 3);
    store.add(Uint32Array.of(9, 9, 1, 2, 3, 4), 2, Uint8Array.of(8, 8, 5, 6, 7), 2);
    store.add(undefined, 0, Uint8Array.of(5, 6, 0), 0);
    const out = new Uint32Array(4);
    expect([...store.keysOf(0, out)!]).toEqual([1, 2, 3, 4]);
    expect(store.keysOf(1, out)).toBeUndefined();
    expect([store.equal(0, 0), store.equal(0, 1), store.equal(1, 0)]).toEqual([3, 2, 2]);
  });

  it('puts a set of 5,000 texts of one key into one bucket, in order', async () => {
    const n = 5000;
    const order = orderTexts(hashesOf(n, 77));
    const sets: number[][] = [];
    await storeOf(new Array(n).fill(3)).buckets(0, order, new Uint8Array(n).fill(1), (members, length) => {
      sets.push([...members.subarray(0, length)]);
    });
    expect(sets).toEqual([[...order.texts]]);
  });

  it('has no buckets of no texts', async () => {
    const visit = () => {
      throw new Error('there is none');
    };
    await storeOf([]).buckets(0, orderTexts(new Uint32Array(0)), new Uint8Array(0), visit);
  });
});
