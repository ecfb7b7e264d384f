import fc from 'fast-check';
import { expect, it } from 'vitest';
import { depthOf } from './json-depth.ts';

function depthOfValue(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOfValue));
}

it('is that of the value, whatever stands in its strings', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, space) => {
      expect(depthOf(JSON.stringify(value, undefined, space))).toBe(depthOfValue(value));
    }),
  );
});

it('counts no brackets in strings, escaped or not', () => {
  expect(depthOf('"[[[{{{"')).toBe(0);
  expect(depthOf('{"a":"\\"[[","b\\\\":["]"]}')).toBe(2);
  expect(depthOf('["never ends [[[')).toBe(1);
});

it('is found in what is no JSON, and in a million brackets', () => {
  expect(depthOf(']]][')).toBe(0);
  expect(depthOf('['.repeat(1_000_000))).toBe(1_000_000);
  expect(depthOf('[]'.repeat(500_000))).toBe(1);
  expect(depthOf('')).toBe(0);
});
