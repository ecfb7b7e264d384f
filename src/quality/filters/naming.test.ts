import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Naming } from './naming.ts';

const keys = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
  maxLength: 300,
});

describe('Naming', () => {
  it('numbers keys in the order in which they first come, and counts them', () => {
    const naming = new Naming();
    fc.assert(
      fc.property(keys, (list) => {
        naming.start(list.length);
        const names = new Map<string, number>();
        const counts: number[] = [];
        for (const [hi, lo] of list) {
          const key = `${hi} ${lo}`;
          if (!names.has(key)) names.set(key, names.size);
          const name = names.get(key)!;
          counts[name] = (counts[name] ?? 0) + 1;
          expect(naming.name(hi, lo)).toBe(name);
        }
        expect(naming.size).toBe(names.size);
        expect(Array.from(naming.counts.subarray(0, naming.size))).toEqual(counts);
      }),
    );
  });

  it('has room for as many different keys as were announced', () => {
    for (const size of [0, 1, 2, 3, 255, 256, 257, 5000]) {
      const naming = new Naming();
      naming.start(size);
      for (let i = 0; i < size; i++) expect(naming.name(i, ~i)).toBe(i);
      for (let i = 0; i < size; i++) expect(naming.name(i, ~i)).toBe(i);
    }
  });
});
