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
