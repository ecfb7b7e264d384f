import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Schema, type SchemaFault, schemaFault } from './schema.ts';

const SCHEMA: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string' },
    share: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
    count: { type: 'integer', minimum: 1 },
    mode: { enum: ['accumulate', 'replace', 3] },
    version: { const: 2 },
    rules: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['when'],
        properties: { when: { type: 'object', minProperties: 1 }, 'a/b~c': { type: 'string' } },
      },
    },
    size: {
      oneOf: [
        { type: 'string' },
        {
          type: 'object',
          additionalProperties: false,
          properties: { least: { type: 'number' }, most: { type: 'number' } },
        },
      ],
    },
  },
};

function fault(value: unknown): SchemaFault {
  const found = schemaFault(SCHEMA, value);
  if (found === undefined) throw new Error('it was accepted');
  return found;
}

describe('schemaFault', () => {
  it('finds nothing wrong with what keeps to the schema', () => {
    expect(schemaFault(SCHEMA, { name: 'a' })).toBeUndefined();
    expect(schemaFault(SCHEMA, { name: '', share: 0, count: 1, mode: 3, size: { most: 1 } })).toBeUndefined();
  });

  it('tells the root from its parts', () => {
    expect(fault({})).toEqual({ path: [], message: 'it lacks "name"', hint: 'Add name.' });
    expect(fault([])).toMatchObject({ path: [], message: 'it must be object, not []' });
    expect(fault(null)).toMatchObject({ message: 'it must be object, not null' });
  });

  it('gives indices of lists as numbers, and keys as they are written', () => {
    expect(fault({ name: 'a', rules: [{ when: { x: 1 } }, {}] })).toEqual({
      path: ['rules', 1],
      message: '"rules.1" lacks "when"',
      hint: 'Add when.',
    });
    expect(fault({ name: 'a', rules: [{ when: { x: 1 }, 'a/b~c': 1 }] }).path).toEqual(['rules', 0, 'a/b~c']);
  });

  it('takes an object with keys of digits for an object', () => {
    const numbered: Schema = {
      type: 'object',
      properties: { parts: { type: 'object', additionalProperties: { type: 'string' } } },
    };
    expect(schemaFault(numbered, { parts: { 0: 'a', 1: 2 } })?.path).toEqual(['parts', '1']);
  });

  it('speaks of the branch that was meant where there are several', () => {
    expect(fault({ name: 'a', size: { leest: 1 } })).toEqual({
      path: ['size', 'leest'],
      message: 'unknown key "leest" in "size"',
      hint: 'Did you mean "least"?',
    });
    expect(fault({ name: 'a', size: { least: 'x' } }).message).toBe('"size.least" must be number, not "x"');
  });

  it('lists what is allowed, and the nearest of it', () => {
    expect(fault({ name: 'a', mode: 'replcae' })).toEqual({
      path: ['mode'],
      message: '"mode" is "replcae", not one of accumulate, replace, 3',
      hint: 'Did you mean "replace"?',
    });
    expect(fault({ name: 'a', mode: 7 }).hint).toBe('');
    expect(fault({ name: 'a', version: 1 }).message).toBe('"version" is 1, not one of 2');
  });

  it('names the bound that a number breaks', () => {
    expect(fault({ name: 'a', share: 1 }).message).toBe('"share" must be < 1, not 1');
    expect(fault({ name: 'a', share: -0.001 }).message).toBe('"share" must be >= 0, not -0.001');
    expect(fault({ name: 'a', count: 1.5 }).message).toBe('"count" must be integer, not 1.5');
  });

  it.each([
    [{ share: Number.NaN }, '"share" must be number, not NaN'],
    [{ count: Number.POSITIVE_INFINITY }, '"count" must be integer, not Infinity'],
    [{ size: { least: Number.NEGATIVE_INFINITY } }, '"size.least" must be number, not -Infinity'],
  ])('takes nothing for a number that is none: %o', (part, message) => {
    expect(fault({ name: 'a', ...part }).message).toBe(message);
  });

  it('is not fooled by keys that every object has', () => {
    for (const key of ['constructor', 'toString', '__proto__'])
      expect(fault(JSON.parse(`{"name": "a", ${JSON.stringify(key)}: 1}`)).message).toBe(
        `unknown key "${key}"`,
      );
  });

  it('cuts what it shows of a long value', () => {
    const { message } = fault({ name: ['x'.repeat(500)] });
    expect(message).toMatch(/^"name" must be string, not \["x+\.\.\.$/);
    expect(message.length).toBeLessThan(100);
  });

  it('finds a fault in whatever is no object with a name, and a path to it that exists', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const found = schemaFault(SCHEMA, value);
        if (found === undefined) {
          expect(value).toMatchObject({ name: expect.any(String) });
          return;
        }
        let at: unknown = value;
        for (const key of found.path) {
          expect(typeof at === 'object' && at !== null && key in at).toBe(true);
          at = (at as Record<string, unknown>)[key];
        }
      }),
    );
  });
});
