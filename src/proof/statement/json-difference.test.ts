import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../base/canonical.ts';
import { jsonDifferences } from './json-difference.ts';

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('jsonDifferences', () => {
  it('finds none exactly where the canonical texts are the same', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(jsonDifferences(a, structuredClone(a))).toEqual([]);
        expect(jsonDifferences(a, b).length === 0).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  it('names every place, with what was expected and what was found', () => {
    const expected = { a: 1, b: { c: [1, 2], d: 'x' }, gone: true };
    const found = { b: { d: 'y', c: [1, 3, 4] }, a: 1, more: null };
    expect(jsonDifferences(expected, found)).toEqual([
      { path: 'b.c.1', expected: 2, found: 3 },
      { path: 'b.c.2', expected: undefined, found: 4 },
      { path: 'b.d', expected: 'x', found: 'y' },
      { path: 'gone', expected: true, found: undefined },
      { path: 'more', expected: undefined, found: null },
    ]);
    expect(jsonDifferences(1, [1])).toEqual([{ path: '', expected: 1, found: [1] }]);
  });

  it('does not take what every object inherits for a field', () => {
    expect(jsonDifferences({}, JSON.parse('{"constructor":1}'))).toHaveLength(1);
  });
});
