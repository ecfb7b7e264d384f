import { describe, expect, it } from 'vitest';
import { Asked, placeOf } from './asked.ts';

describe('Asked', () => {
  it('gives what is stated, and remembers what is not, once and in order', () => {
    const asked = new Asked();
    expect(asked.text('CC0-1.0', 'license')).toBe('CC0-1.0');
    expect(asked.text(undefined, 'b')).toBe('not stated');
    expect(asked.text('', 'a')).toBe('not stated');
    expect(asked.value(undefined, 'b')).toBeUndefined();
    expect(asked.missing).toEqual(['b', 'a']);
  });

  it('takes false and 0 for facts, and an empty list for none', () => {
    const asked = new Asked();
    expect(asked.value(false, 'x')).toBe(false);
    expect(asked.value(0, 'y')).toBe(0);
    expect(asked.list([1], 'z')).toEqual([1]);
    expect(asked.list([], 'empty')).toEqual([]);
    expect(asked.missing).toEqual(['empty']);
  });
});

describe('placeOf', () => {
  it('puts odd names in quotes', () => {
    expect(placeOf('sources', 'press-2', 'license')).toBe('dataset.sources.press-2.license');
    expect(placeOf('models', 'a.b "c"', 'version')).toBe('dataset.models["a.b \\"c\\""].version');
  });
});
