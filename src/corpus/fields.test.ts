import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, fieldAt, fieldPaths, isRow, kindOf } from './fields.ts';

describe('fieldAt', () => {
  const row = { text: 'a', meta: { author: { name: 'b' }, tags: ['x', 'y'], none: null } };

  it('follows dots into objects and arrays', () => {
    expect(fieldAt(row, 'text')).toBe('a');
    expect(fieldAt(row, 'meta.author.name')).toBe('b');
    expect(fieldAt(row, 'meta.tags.1')).toBe('y');
    expect(fieldAt(row, 'meta.none')).toBeNull();
  });

  it('is undefined where the path ends too early or too late', () => {
    expect(fieldAt(row, 'meta.author.age')).toBeUndefined();
    expect(fieldAt(row, 'text.length')).toBeUndefined();
    expect(fieldAt(row, 'meta.none.deep')).toBeUndefined();
    expect(fieldAt(row, '')).toBeUndefined();
    expect(fieldAt(row, '.')).toBeUndefined();
    expect(fieldAt(row, 'meta.')).toBeUndefined();
  });

  it('lets a key that holds the dots win over the nested path', () => {
    expect(fieldAt({ 'a.b.c': 1, a: { b: { c: 2 } } }, 'a.b.c')).toBe(1);
    expect(fieldAt({ 'a.b': { c: 1 }, a: { b: { c: 2 } } }, 'a.b.c')).toBe(1);
    expect(fieldAt({ a: { 'b.c': 1, b: { c: 2 } } }, 'a.b.c')).toBe(1);
    expect(fieldAt({ 'a.b': { d: 1 }, a: { b: { c: 2 } } }, 'a.b.c')).toBe(2);
    expect(fieldAt({ 'a.b': 'flat', a: { b: { c: 2 } } }, 'a.b.c')).toBe(2);
  });

  it('does not take inherited properties for fields', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'constructor.name', '__proto__.x']) {
      expect(fieldAt({}, name)).toBeUndefined();
    }
    expect(fieldAt(JSON.parse('{"__proto__":{"text":"own"}}'), '__proto__.text')).toBe('own');
  });

  it('finds every value of an object of dotless keys at its path', () => {
    const key = fc.stringMatching(/^[a-z_]{1,6}$/);
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), fc.integer(), (keys, value) => {
        const nested = keys.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
        expect(fieldAt(nested as object, keys.join('.'))).toBe(value);
        expect(fieldAt({ [keys.join('.')]: value }, keys.join('.'))).toBe(value);
      }),
    );
  });

  it('bears a path of many dots', () => {
    expect(fieldAt({ a: 1 }, 'a.'.repeat(2000))).toBeUndefined();
  });
});

describe('fieldPaths', () => {
  it('lists parents before children and does not enter arrays', () => {
    expect(fieldPaths({ id: 1, meta: { author: { name: 'b' } }, tags: [{ x: 1 }] })).toEqual([
      'id',
      'meta',
      'meta.author',
      'meta.author.name',
      'tags',
    ]);
  });

  it('stops at a hundred names and at a few levels', () => {
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, i]));
    expect(fieldPaths(wide).length).toBe(100);
    let deep: Record<string, unknown> = {};
    for (let i = 0; i < 50; i++) deep = { a: deep };
    expect(fieldPaths(deep).at(-1)).toBe('a.a.a.a');
  });
});

describe('columnsOf', () => {
  it('keeps the columns that a path names or begins with, in file order', () => {
    const columns = ['id', 'meta', 'meta.author', 'metal', 'text'];
    expect(columnsOf(['text', 'meta.author.name'], columns)).toEqual(['meta', 'meta.author', 'text']);
    expect(columnsOf(['missing'], columns)).toEqual([]);
  });
});

describe('isRow and kindOf', () => {
  it('tell objects with fields from all else', () => {
    expect(isRow({})).toBe(true);
    expect(isRow(Object.create(null))).toBe(true);
    for (const other of [null, undefined, 1, 'a', [], new Date(0), new Uint8Array(1)]) {
      expect(isRow(other)).toBe(false);
    }
  });

  it('name a value in words', () => {
    expect([undefined, null, 1, 2n, 'a', true, {}, [], ['a'], ['a', 1]].map(kindOf)).toEqual([
      'missing',
      'null',
      'a number',
      'a number',
      'a string',
      'a boolean',
      'an object',
      'an array',
      'an array of strings',
      'an array',
    ]);
  });
});
