import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Shapes } from './shapes.ts';

const keys = fc.uniqueArray(
  fc.oneof(fc.string(), fc.constantFrom('a', 'b', '\u0000', 'a\u0000b', '10', '9', '"')),
  {
    maxLength: 6,
  },
);

describe('Shapes', () => {
  it('gives the keys of an object, sorted by their UTF-16 units, with what stands before each value', () => {
    const { sorted, heads } = new Shapes().of({
      text: 1,
      id: 2,
      '\u20ac': 3,
      '\u{1f600}': 4,
      '\ufb33': 5,
      '"': 6,
    });
    // RFC 8785, 3.2.3: the smiley's first unit, D83D, comes before FB33.
    expect(sorted).toEqual(['"', 'id', 'text', '\u20ac', '\u{1f600}', '\ufb33']);
    expect(heads[0]).toBe('{"\\"":');
    expect(heads[1]).toBe(',"id":');
  });

  it('gives objects of the same keys in the same order one shape, and others another', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        const shapes = new Shapes();
        const of = (list: readonly string[]) => shapes.of(Object.fromEntries(list.map((key) => [key, 0])));
        const first = of(one);
        expect(of(one)).toBe(first);
        const second = of(other);
        const isSame = JSON.stringify(first.keys) === JSON.stringify(second.keys);
        expect(second.id === first.id).toBe(isSame);
        expect([...second.sorted].sort()).toEqual([...second.keys].sort());
      }),
    );
  });

  it('forgets shapes rather than fill the memory, and never gives a number twice', () => {
    const shapes = new Shapes();
    const ids = new Set<number>();
    for (let i = 0; i < 10_000; i++) ids.add(shapes.of({ [`k${i}`]: 0 }).id);
    expect(ids.size).toBe(10_000);
    expect(ids.has(shapes.of({ k0: 0 }).id)).toBe(false);
  });
});
