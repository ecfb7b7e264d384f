import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

describe('jsonText', () => {
  it('writes what JSON knows as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonText(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('writes wide integers in digits, moments in ISO 8601 and bytes in base64', () => {
    const row = { n: 12345678901234567890n, at: new Date(0), raw: Uint8Array.of(255, 0) };
    expect(jsonText(row)).toBe('{"n":12345678901234567890,"at":"1970-01-01T00:00:00.000Z","raw":"/wA="}');
  });

  it('writes null for what has no word, and leaves undefined fields out', () => {
    expect(jsonText([Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), undefined])).toBe(
      '[null,null,null,null]',
    );
    expect(jsonText({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('writes rows without a prototype, and a field called __proto__', () => {
    const row = JSON.parse('{"__proto__":{"a":1},"b":2}');
    expect(jsonText(row)).toBe('{"__proto__":{"a":1},"b":2}');
    expect(jsonText(Object.assign(Object.create(null), { x: 'y' }))).toBe('{"x":"y"}');
  });
});
