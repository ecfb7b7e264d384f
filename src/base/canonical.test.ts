import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalJson } from './canonical.ts';
import { OutcrossError } from './errors.ts';

const refusal = (value: unknown) => {
  try {
    canonicalJson(value);
  } catch (error) {
    return error as OutcrossError;
  }
  return undefined;
};

describe('canonicalJson', () => {
  it('orders keys by their UTF-16 units, as RFC 8785, 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.keys(JSON.parse(canonicalJson(value))).sort()).toEqual(Object.keys(value).sort());
    expect([...canonicalJson(value).matchAll(/:"([A-Z][a-z]+)/g)].map(([, word]) => word)).toEqual([
      'Carriage',
      'One',
      'Control',
      'Latin',
      'Euro',
      'Emoji',
      'Hebrew',
    ]);
  });

  it('writes the example of RFC 8785, 3.2.2', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
  ])('writes the number %d as RFC 8785, appendix B', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it('writes values without an object around them', () => {
    expect([null, true, 'a', [], {}].map(canonicalJson)).toEqual(['null', 'true', '"a"', '[]', '{}']);
  });

  it('is one text for equal values, which reads back as the value', () => {
    const jsonValue = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('-0'));
    fc.assert(
      fc.property(jsonValue, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  it.each([
    ['undefined', undefined, 'the value itself', 'undefined'],
    ['a member that is undefined', { a: { b: undefined } }, '/a/b', 'undefined'],
    ['a hole in an array', { a: Object.assign(new Array(3), { 0: 1, 2: 3 }) }, '/a/1', 'undefined'],
    ['NaN', [Number.NaN], '/0', 'NaN'],
    ['infinity', { 'a/b': { '~': Number.NEGATIVE_INFINITY } }, '/a~1b/~0', '-Infinity'],
    ['half a pair', ['\ud83d'], '/0', 'surrogate'],
    ['the other half', { a: 'x\ude00y' }, '/a', 'surrogate'],
    ['half a pair in a key', { '\udc00': 1 }, '/\udc00', 'surrogate'],
    ['a big integer', { n: 1n }, '/n', 'bigint'],
    ['a function', { f: () => 1 }, '/f', 'function'],
    ['a symbol', [Symbol('s')], '/0', 'symbol'],
    ['a date', { at: new Date(0) }, '/at', 'Date'],
    ['a map', new Map(), 'the value itself', 'Map'],
    ['bytes', { b: new Uint8Array(2) }, '/b', 'Uint8Array'],
    ['what writes itself', { o: { toJSON: () => 1 } }, '/o', 'Object'],
    ['an inherited undefined', Object.create({ a: 1 }), 'the value itself', 'Object'],
  ])('refuses %s, and says where it is', (_, value, where, what) => {
    const error = refusal(value);
    expect(error).toBeInstanceOf(OutcrossError);
    expect(error).toMatchObject({ code: 'E_PARAMETER', where });
    expect(error?.message).toContain(what);
  });

  it('refuses a value that contains itself, and one of too many levels', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(refusal(loop)?.message).toContain('500 levels');
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(refusal(nested(500))).toBeUndefined();
    expect(refusal(nested(501))?.message).toContain('500 levels');
  });

  it('takes an object that is found twice, and one without a prototype', () => {
    const part = { b: 1 };
    const bare = Object.assign(Object.create(null), { z: part, a: part });
    expect(canonicalJson(bare)).toBe('{"a":{"b":1},"z":{"b":1}}');
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });
});

describe('canonicalBytes', () => {
  it('is the UTF-8 of the text', () => {
    expect(new TextDecoder().decode(canonicalBytes({ é: '\u{1f600}' }))).toBe('{"é":"\u{1f600}"}');
    expect(() => canonicalBytes(undefined)).toThrow(OutcrossError);
  });
});

/** The same value with the keys of its objects in the other order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}
