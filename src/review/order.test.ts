import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleaved } from './order.ts';

describe('interleaved', () => {
  it('mixes two lists evenly', () => {
    expect(interleaved(['a', 'b', 'c', 'd'], ['1', '2'])).toEqual(['a', 'b', '1', 'c', 'd', '2']);
    expect(interleaved([], [1, 2])).toEqual([1, 2]);
    expect(interleaved([1, 2], [])).toEqual([1, 2]);
  });

  it('holds everything once, each list in its order, and half of each in its half', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), fc.uniqueArray(fc.nat(200)), (first, second) => {
        const all = interleaved(first, second);
        expect([...all].sort()).toEqual([...new Set([...first, ...second])].sort());
        expect(all.filter((thing) => first.includes(thing))).toEqual(first);
        const rest = second.filter((thing) => !first.includes(thing));
        expect(all.filter((thing) => rest.includes(thing))).toEqual(rest);
        const half = all.slice(0, all.length >> 1);
        const own = half.filter((thing) => first.includes(thing)).length;
        expect(Math.abs(own - first.length / 2)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
