import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runs } from '../../test/fixtures/thorough.ts';
import { type YamlMap, yamlMap } from './yaml.ts';

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.integer(),
  fc.boolean(),
);
const key = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('yes', 'a', 'num_bytes', 'null', '<<'));
const map: fc.Arbitrary<YamlMap> = fc.letrec<{ map: YamlMap }>((tie) => ({
  map: fc.dictionary(
    key.filter((name) => name !== '__proto__'),
    fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(fc.oneof({ maxDepth: 3 }, scalar, tie('map')), { maxLength: 3 }),
      tie('map'),
    ),
  ),
})).map;

describe('yamlMap', () => {
  it('is read back as it was, by YAML 1.1 and by YAML 1.2', () => {
    fc.assert(
      fc.property(map, (value) => {
        fc.pre(Object.keys(value).length > 0);
        const text = yamlMap(value);
        for (const version of ['1.1', '1.2'] as const)
          expect(parse(text, { version, merge: false })).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: runs(200) },
    );
  });

  it('leaves out what is undefined, and writes what is empty as such', () => {
    expect(yamlMap({ a: undefined, b: [], c: {}, d: [{}], e: [{ f: 1, g: 'x' }] })).toBe(
      'b: []\nc: {}\nd:\n- {}\ne:\n- f: 1\n  g: "x"',
    );
  });

  it('holds no character that YAML forbids', () => {
    expect(yamlMap({ a: '\u0000\u0085\u2028\ufeff\ud800' })).toBe('a: "\\x00\\x85\\u2028\\ufeff\uFFFD"');
  });
});
