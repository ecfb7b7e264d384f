import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { canonicalJson } from '../../base/canonical.ts';
import type { Row } from '../../corpus/fields.ts';
import { RowEncoder } from './row-encoder.ts';

const encoder = new RowEncoder();
const encode = (row: Row) => encoder.encode(row);

/** The fields of a row by name, as hashes. */
function fieldsOf(row: Row): Record<string, number> {
  encoder.encodeFields(row);
  return Object.fromEntries(encoder.fields.map((name, i) => [name, encoder.digests[i]]));
}

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const rows = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'id',
      'text',
      'provenance',
      '10',
      '9',
      '__proto__',
      'a\u0000b',
      'é',
      '\u{1f600}',
      '\ufb33',
    ),
    fc.string(),
  ),
  fc.oneof(json, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'grapheme' })),
);

describe('RowEncoder', () => {
  it('writes what canonicalJson writes', () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(encode(row)).toBe(canonicalJson(row));
        expect(encoder.encodeFields(row)).toBe(canonicalJson(row));
        expect(encoder.digests).toHaveLength(encoder.fields.length);
      }),
      { numRuns: runs(500) },
    );
  });

  it('does not take keys that hold U+0000 for others', () => {
    const one = { 'a\u0000b': 1, c: 2 };
    const other = { a: 1, 'b\u0000c': 2 };
    expect(encode(one)).toBe(canonicalJson(one));
    expect(encode(other)).toBe(canonicalJson(other));
    expect(Object.keys(fieldsOf(other))).toEqual(['a', 'b\u0000c']);
  });

  it('gives the arrays and numbers of RFC 8785, 3.2.2', () => {
    const row = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as Row;
    expect(encode(row)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('tells a lone surrogate from the character that stands for bad text', () => {
    expect(encode({ text: '\ud800' })).toBe('{"text":"\\ud800"}');
    expect(encode({ text: '\ud800' })).not.toBe(encode({ text: '\ufffd' }));
  });

  it('writes what tables hold beside JSON', () => {
    expect(encode({ a: 5n, b: 2n ** 60n, c: 2n ** 60n + 1n })).toBe(
      '{"a":5,"b":1152921504606847000,"c":"1152921504606846977"}',
    );
    expect(encode({ at: new Date(0), never: new Date(Number.NaN), raw: Uint8Array.of(1, 2) })).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","never":null,"raw":"AQI="}',
    );
    expect(encode({ a: undefined, b: Number.NaN, c: { d: undefined } })).toBe('{"b":null,"c":{}}');
    expect(encoder.encodeFields({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(encode({})).toBe('{}');
  });

  it('refuses rows that are nested too deep, and does not run out of stack', () => {
    const deep = (levels: number) => JSON.parse(`{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`) as Row;
    expect(encode(deep(499))).toBe(canonicalJson(deep(499)));
    for (const levels of [500, 5000]) {
      expect(() => encode(deep(levels))).toThrow(expect.objectContaining({ code: 'E_ROW' }));
    }
  });

  it('names the field that differs, and the part of the provenance', () => {
    const row = { id: 'a', text: 'one', provenance: { origin: 'human', source: 'press' } };
    const before = fieldsOf(row);
    expect(Object.keys(before)).toEqual(['id', 'provenance.origin', 'provenance.source', 'text']);
    const after = fieldsOf({ ...row, provenance: { origin: 'human', source: 'lore' } });
    expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual(['provenance.source']);
    expect(Object.keys(fieldsOf({ provenance: 'human' }))).toEqual(['provenance']);
    expect(Object.keys(fieldsOf({ provenance: {} }))).toEqual([]);
  });

  it('keeps rows apart whose keys are as many as words', () => {
    for (let i = 0; i < 6000; i++) expect(encode({ [`k${i}`]: i, a: 0 })).toBe(`{"a":0,"k${i}":${i}}`);
    expect(encode({ k1: 1, a: 0 })).toBe('{"a":0,"k1":1}');
  });
});
