import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames } from './names.ts';

describe('distinctNames', () => {
  it('leaves names that are distinct', () => {
    expect(
      distinctNames([
        { path: '/d/a.jsonl', name: 'a.jsonl' },
        { path: '/d/x/b.jsonl', name: 'x/b.jsonl' },
      ]),
    ).toEqual(['a.jsonl', 'x/b.jsonl']);
  });

  it('puts parent folders before shared names until they differ', () => {
    expect(
      distinctNames([
        { path: '/d/gen1/out/a.jsonl', name: 'a.jsonl' },
        { path: '/d/gen2/out/a.jsonl', name: 'a.jsonl' },
        { path: '/d/b.jsonl', name: 'b.jsonl' },
      ]),
    ).toEqual(['gen1/out/a.jsonl', 'gen2/out/a.jsonl', 'b.jsonl']);
  });

  it('goes on where a longer name meets another', () => {
    const names = distinctNames([
      { path: '/r/x/a', name: 'a' },
      { path: '/r/y/a', name: 'a' },
      { path: '/s/x/a', name: 'x/a' },
    ]);
    expect(new Set(names).size).toBe(3);
    expect(names).toEqual(['r/x/a', 'y/a', 's/x/a']);
  });

  it('gives distinct names that do not depend on the order', () => {
    const part = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(part, { minLength: 1, maxLength: 4 });
    const files = fc.uniqueArray(fc.tuple(path, fc.nat(3)), {
      selector: ([parts]) => parts.join('/'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(files, (given) => {
        const named = given.map(([parts, kept]) => ({
          path: `/${parts.join('/')}`,
          name: parts.slice(-Math.max(1, kept)).join('/'),
        }));
        const names = distinctNames(named);
        expect(new Set(names).size).toBe(names.length);
        names.forEach((name, i) => {
          expect(named[i].path.endsWith(`/${name}`)).toBe(true);
        });
        expect(distinctNames(named.toReversed()).toReversed()).toEqual(names);
      }),
    );
  });
});
