import { describe, expect, expectTypeOf, it } from 'vitest';
import { schemaFault } from '../../config/schema.ts';
import {
  count,
  flag,
  interval,
  list,
  moment,
  name,
  object,
  oneOf,
  openSchema,
  optional,
  type Shape,
  sha256,
  share,
  table,
  text,
  type ValueOf,
} from './shape.ts';

const takes = (shape: Shape<unknown>, value: unknown) => schemaFault(shape.schema, value) === undefined;

describe('a shape', () => {
  it.each([
    ['text', text(3), ['', 'abc'], ['abcd', 3, null]],
    ['name', name(3), ['a', '\u{1f600}\u{1f600}\u{1f600}'], ['', 'abcd']],
    ['digest', sha256(), ['0f'.repeat(32)], ['0F'.repeat(32), '0f'.repeat(31), '']],
    [
      'moment',
      moment(),
      ['2026-01-02', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05.6+01:00'],
      ['2026', 'soon'],
    ],
    ['count', count(), [0, 2 ** 53 - 1], [-1, 0.5, 2 ** 53, '1']],
    ['share', share(), [0, 0.5, 1], [-0.1, 1.1]],
    ['flag', flag(), [true, false], [0, 'true']],
    ['word', oneOf('a', 'b'), ['a'], ['c', 'A']],
    ['interval', interval(), [[0, 1]], [[0], [0, 1, 2], ['a', 'b']]],
    ['list', list(count(), 2), [[], [1, 2]], [[1, 2, 3], ['a'], 1]],
    ['table', table(count(), 2), [{}, { a: 1, b: 2 }], [{ a: 1, b: 2, c: 3 }, { a: 'x' }, []]],
  ] as const)('of a %s takes what it should, and nothing else', (_, shape, right, wrong) => {
    for (const value of right) expect([value, takes(shape, value)]).toEqual([value, true]);
    for (const value of wrong) expect([value, takes(shape, value)]).toEqual([value, false]);
  });

  it('of an object has its members, some of which may be absent, and no others', () => {
    const shape = object({ a: count(), b: optional(text()) });
    expect([{ a: 1 }, { a: 1, b: 'x' }].every((value) => takes(shape, value))).toBe(true);
    expect([{}, { b: 'x' }, { a: 1, c: 2 }, [], { a: 1, b: null }].some((value) => takes(shape, value))).toBe(
      false,
    );
    expectTypeOf<ValueOf<typeof shape>>().toEqualTypeOf<{ readonly a: number } & { readonly b?: string }>();
  });
});

describe('openSchema', () => {
  it('takes what a closed schema takes, and unknown members at every depth', () => {
    const closed = object({ parts: list(object({ a: count() })), names: optional(table(count())) });
    const open = { schema: openSchema(closed.schema) };
    const later = { parts: [{ a: 1, b: 2 }], mood: 'good' };
    expect([takes(closed, later), takes(open, later)]).toEqual([false, true]);
    expect(takes(open, { parts: [{ a: 'x' }] })).toBe(false);
    expect(takes(open, { parts: [], names: { x: 'not a count' } })).toBe(false);
  });
});
