import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TopList } from './top-list.ts';

describe('TopList', () => {
  it('keeps what sorting all would put first, in that order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(20), (values, most) => {
        const things = values.map((value, i) => ({ value, i }));
        const before = (a: (typeof things)[0], b: (typeof things)[0]) =>
          a.value === b.value ? a.i < b.i : a.value > b.value;
        const list = new TopList(most, before);
        for (const thing of things) list.offer(thing);
        const sorted = [...things].sort((a, b) => (before(a, b) ? -1 : 1));
        expect(list.sorted()).toEqual(sorted.slice(0, most));
      }),
    );
  });
});
