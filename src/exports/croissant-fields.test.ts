import { describe, expect, it } from 'vitest';
import type { Column } from './columns.ts';
import { croissantFields } from './croissant-fields.ts';
import { column, fileOf } from './fixtures.test.support.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of an outer format
const fields = (...columns: readonly Column[]): { fields: readonly any[]; leftOut: readonly string[] } =>
  croissantFields(fileOf({ columns }), 'file/a', 'records');

describe('croissantFields', () => {
  it('has a type of Croissant for each kind that has one', () => {
    const kinds = ['text', 'integer', 'number', 'boolean', 'date', 'moment'] as const;
    const made = fields(...kinds.map((kind) => column(kind, kind)));
    expect(made.leftOut).toEqual([]);
    expect(made.fields.map((field) => field['dataType'])).toEqual([
      'sc:Text',
      'sc:Integer',
      'sc:Float',
      'sc:Boolean',
      'sc:Date',
      'sc:DateTime',
    ]);
  });

  it('leaves out a column of which any part has no type, and names the column', () => {
    const inner = column('o', 'object', { fields: [column('a', 'text'), column('b', 'mixed')] });
    expect(fields(column('x', 'bytes'), column('y', 'empty'), inner, column('z', 'object'))).toEqual({
      fields: [],
      leftOut: ['x', 'y', 'o', 'z'],
    });
  });

  it('leaves out what has no name, which the loader takes for no column', () => {
    const inner = column('o', 'object', { fields: [column('', 'text')] });
    expect(fields(column('', 'integer'), inner)).toEqual({ fields: [], leftOut: ['', 'o'] });
  });

  it('extracts a column whole, and what it holds by its path', () => {
    const deep = column('a', 'object', {
      fields: [column('b', 'object', { fields: [column('c', 'text')] })],
    });
    const [field] = fields(deep).fields;
    expect(field.subField[0].subField[0]).toEqual({
      '@type': 'cr:Field',
      '@id': 'records/a/b/c',
      name: 'c',
      dataType: 'sc:Text',
      source: { fileObject: { '@id': 'file/a' }, extract: { column: 'a' }, transform: { jsonPath: 'b.c' } },
    });
    expect(field).not.toHaveProperty('source');
  });

  it('puts a step of a path in quotes where it is no plain word', () => {
    const path = (name: string) => {
      const [field] = fields(column('a', 'object', { fields: [column(name, 'text')] })).fields;
      return field.subField[0].source.transform.jsonPath;
    };
    expect(path('plain_1')).toBe('plain_1');
    expect(path('y z')).toBe("'y z'");
    expect(path('a.b')).toBe("'a.b'");
    expect(path("it's")).toBe("'it\\'s'");
    expect(path('\\')).toBe("'\\\\'");
    expect(path('*')).toBe("'*'");
  });

  it('takes lists of values and of objects for arrays, but no lists in them', () => {
    const turns = column('turns', 'object', { list: true, fields: [column('role', 'text')] });
    const [tags, objects] = fields(column('tags', 'text', { list: true }), turns).fields;
    expect(tags).toMatchObject({ dataType: 'sc:Text', isArray: true, arrayShape: '-1' });
    expect(objects).toMatchObject({ isArray: true, arrayShape: '-1', subField: [{ name: 'role' }] });
    expect(objects.subField[0]).not.toHaveProperty('isArray');
    const nested = column('n', 'object', {
      list: true,
      fields: [column('o', 'object', { fields: [column('l', 'text', { list: true })] })],
    });
    expect(fields(nested).leftOut).toEqual(['n']);
  });

  it('has none for a file of no columns', () => {
    expect(croissantFields(fileOf({ columns: undefined }), 'f', 'r')).toEqual({ fields: [], leftOut: [] });
  });
});
