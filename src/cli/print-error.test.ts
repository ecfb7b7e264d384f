import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { desk } from './fixtures.test.support.ts';
import { errorText, printError, statusOf } from './print-error.ts';

function printed(error: unknown, env = {}): string {
  const { context, err } = desk(env);
  printError(error, context);
  return err.text;
}

describe('printError', () => {
  it('writes code, message, place and hint, a line each', () => {
    const error = new OutcrossError('E_FIELD', 'no field "txet"', {
      where: 'a.jsonl',
      hint: 'Did you mean "text"?',
    });
    expect(printed(error)).toBe(
      'error [E_FIELD] no field "txet"\n  where: a.jsonl\n  hint: Did you mean "text"?\n',
    );
  });

  it('does not repeat a place that the message names', () => {
    expect(printed(new OutcrossError('E_EMPTY', 'a.jsonl is empty', { where: 'a.jsonl' }))).toBe(
      'error [E_EMPTY] a.jsonl is empty\n',
    );
  });

  it('uses colour only where it is wanted', () => {
    const error = new OutcrossError('E_EMPTY', 'empty');
    expect(printed(error, { FORCE_COLOR: '1' })).toContain('\u001b[31merror\u001b[0m [E_EMPTY]');
    expect(printed(error)).not.toContain('\u001b');
  });

  it('lets no message drive the terminal', () => {
    expect(errorText('E_ROW', 'a\u001b[2J', { where: '\u202e', hint: '\u0007' }, false)).toBe(
      'error [E_ROW] a[U+001B][2J\n  where: [U+202E]\n  hint: [U+0007]\n',
    );
  });

  it('shows the stack of a defect, that of its cause where there is one', () => {
    expect(printed(new RangeError('off by one'))).toMatch(
      /error \[E_INTERNAL\] off by one\n {2}hint: .*report.*\nRangeError: off by one\n +at /,
    );
    const wrapped = new OutcrossError('E_INTERNAL', 'a.jsonl: bang', { cause: new TypeError('inner') });
    expect(printed(wrapped)).toContain('TypeError: inner');
    expect(printed(new OutcrossError('E_INTERNAL', 'x', { cause: 'Error: told\n  at worker' }))).toContain(
      'at worker',
    );
    expect(printed('just text')).toContain('[E_INTERNAL] just text');
  });
});

describe('statusOf', () => {
  it('is 130 for an interruption and 2 for every other error', () => {
    expect(statusOf(new OutcrossError('E_INTERRUPTED', 'x'))).toBe(130);
    expect(statusOf(new OutcrossError('E_EMPTY', 'x'))).toBe(2);
    expect(statusOf(new Error('x'))).toBe(2);
  });
});
