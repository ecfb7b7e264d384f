import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { plainError } from './plain-error.ts';

describe('plainError', () => {
  it('keeps code, place and hint of an error that has them, and no stack', () => {
    const error = new OutcrossError('E_FORMAT', 'no JSON', { where: 'a.jsonl:3', hint: 'Write it again.' });
    expect(plainError(error)).toEqual({
      code: 'E_FORMAT',
      message: 'no JSON',
      where: 'a.jsonl:3',
      hint: 'Write it again.',
    });
  });

  it('tells where in the program a defect arose', () => {
    const cause = new TypeError('x is not a function');
    expect(plainError(cause)).toEqual({
      code: 'E_INTERNAL',
      message: 'TypeError: x is not a function',
      stack: cause.stack,
    });
  });

  it('keeps the stack of what lies behind a defect that has a code, else its own', () => {
    const cause = new RangeError('deep');
    const wrapped = new OutcrossError('E_INTERNAL', 'defect', { cause, where: 'a.jsonl' });
    expect(plainError(wrapped)).toMatchObject({ where: 'a.jsonl', stack: cause.stack });
    const bare = new OutcrossError('E_INTERNAL', 'defect');
    expect(plainError(bare).stack).toBe(bare.stack);
  });

  it.each([
    ['a text', 'boom', 'boom'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a number', Number.NaN, 'NaN'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a lone surrogate', '\ud800', '\ud800'],
  ])('answers for whoever throws %s', (_, thrown, message) => {
    expect(plainError(thrown)).toMatchObject({ code: 'E_INTERNAL', message, stack: expect.any(String) });
  });

  it.each([
    ['an object without a prototype', Object.create(null)],
    [
      'an object whose words throw',
      {
        toString: () => {
          throw new Error('no words');
        },
      },
    ],
  ])('answers, rather than fail in its turn, for whoever throws %s', (_, thrown) => {
    expect(plainError(thrown)).toMatchObject({
      code: 'E_INTERNAL',
      message: 'something was thrown that cannot be put into words',
    });
  });

  it('is a value that a message port keeps', () => {
    const errors = [new Error('a'), new OutcrossError('E_ROW', 'b'), () => 1, { f: () => 1 }];
    for (const plain of errors.map(plainError)) expect(structuredClone(plain)).toEqual(plain);
  });
});
