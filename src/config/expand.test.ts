import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandEnvironment } from './expand.ts';

const placeOf = (path: readonly (string | number)[]) => path.join('.');
const expand = <T>(value: T, environment: Record<string, string> = {}) =>
  expandEnvironment(value, environment, placeOf);

describe('expandEnvironment', () => {
  it('replaces references wherever a string stands, and leaves keys and other values', () => {
    const value = { '${K}': ['${A}/x', { deep: 'p${A}q${A}' }], n: 1, yes: true, none: null };
    expect(expand(value, { A: 'v', K: 'w' })).toEqual({
      '${K}': ['v/x', { deep: 'pvqv' }],
      n: 1,
      yes: true,
      none: null,
    });
  });

  it('takes the default where a variable is absent or empty', () => {
    expect(expand('${A:-b}', {})).toBe('b');
    expect(expand('${A:-b}', { A: '' })).toBe('b');
    expect(expand('${A:-}', {})).toBe('');
    expect(expand('${A:-b}', { A: 'a' })).toBe('a');
  });

  it('does not read what a variable holds as a reference', () => {
    expect(expand('${A}', { A: '${B}' })).toBe('${B}');
    expect(expand('${A}', { A: '$& $1' })).toBe('$& $1');
  });

  it('finds no variable among the names that every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(() => expand(`\${${name}}`)).toThrow(expect.objectContaining({ code: 'E_CONFIG' }));
      expect(expand(`\${${name}:-none}`)).toBe('none');
      expect(expand(`\${${name}}`, Object.fromEntries([[name, 'mine']]))).toBe('mine');
    }
    // The environment of a process has a prototype too.
    expect(() => expandEnvironment('${valueOf}', process.env, placeOf)).toThrow('has no valueOf');
  });

  it('keeps a key of any name', () => {
    const value = JSON.parse('{"__proto__": "${A}", "constructor": ["${A}"]}');
    const found = expand(value, { A: 'v' });
    expect(Object.keys(found)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(found)).toBe('{"__proto__":"v","constructor":["v"]}');
  });

  it('reads references from the left, each once', () => {
    expect(expand('$$${A}', { A: 'x' })).toBe('$${A}');
    expect(expand('${A}${A}', { A: '$' })).toBe('$$');
    expect(expand('${A:-x:-y}')).toBe('x:-y');
    expect(expand('${A:-line\nend}')).toBe('line\nend');
    // A reference ends at the first brace: a default cannot hold one.
    expect(expand('${A:-${B}}', { B: 'b' })).toBe('${B}');
    expect(expand('no end ${A', { A: 'x' })).toBe('no end ${A');
  });

  it('gives back what was put in for any variable, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string(), (held, beside) => {
        fc.pre(!beside.includes('$') && !held.startsWith('{'));
        expect(expand(`${beside}\${V}${beside}`, { V: held })).toBe(`${beside}${held}${beside}`);
      }),
    );
  });

  it('keeps an escaped reference', () => {
    expect(expand('$${A} and ${A}', { A: 'x' })).toBe('${A} and x');
  });

  it.each([
    [{ a: ['x', '${NONE}'] }, 'the environment has no NONE', 'a.1'],
    [{ a: '${}' }, '${} names no variable', 'a'],
    [{ a: '${1x}' }, '${1x} names no variable', 'a'],
    [{ a: '${x y}' }, '${x y} names no variable', 'a'],
  ])('refuses %j and says where it stands', (value, message, where) => {
    expect(() => expand(value)).toThrow(expect.objectContaining({ code: 'E_CONFIG', message, where }));
  });

  it('changes nothing that holds no reference', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('${'));
        expect(expand(value)).toEqual(value);
      }),
    );
  });
});
