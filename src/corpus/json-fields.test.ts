import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSpans } from './json-fields.ts';

const spans = (line: string) => {
  const bytes = Buffer.from(line);
  return Object.fromEntries(
    [...fieldSpans(bytes)].map(([key, [a, b]]) => [key, bytes.toString('utf8', a, b)]),
  );
};

describe('fieldSpans', () => {
  it('gives each value as it stands', () => {
    expect(spans('{"a":1.50,"b" : "x\\"}","c":[1,{"d":"]"}] ,"e":{"f":{}}, "g":null}')).toEqual({
      a: '1.50',
      b: '"x\\"}"',
      c: '[1,{"d":"]"}]',
      e: '{"f":{}}',
      g: 'null',
    });
  });

  it('finds nothing in an empty object, with white space or without', () => {
    expect(spans('{}')).toEqual({});
    expect(spans('  { } ')).toEqual({});
  });

  it('reads escapes in keys and values, and backslashes before quotes', () => {
    expect(spans('{"pro\\u0076enance":"a\\\\","b\\"c":1}')).toEqual({ provenance: '"a\\\\"', 'b"c': '1' });
  });

  it('takes the last of two equal keys, as parsers do', () => {
    expect(spans('{"a":1,"a":2}')).toEqual({ a: '2' });
  });

  it('agrees with a parser on any object, however it is spaced', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(undefined, 1, '\t'),
        (row, space) => {
          const found = spans(JSON.stringify(row, undefined, space));
          const parsed = JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
          expect(Object.keys(found).sort()).toEqual(Object.keys(parsed).sort());
          for (const [key, text] of Object.entries(found)) expect(JSON.parse(text)).toEqual(parsed[key]);
        },
      ),
    );
  });
});
