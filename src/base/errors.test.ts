import { describe, expect, it } from 'vitest';
import { OutcrossError } from './errors.ts';

describe('OutcrossError', () => {
  it('says what went wrong, where, and what to do, and keeps its cause', () => {
    const cause = new Error('EACCES');
    const error = new OutcrossError('E_UNREADABLE', 'a.jsonl cannot be read', {
      where: 'a.jsonl:3',
      hint: 'Copy it.',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'OutcrossError',
      code: 'E_UNREADABLE',
      message: 'a.jsonl cannot be read',
      where: 'a.jsonl:3',
      hint: 'Copy it.',
    });
    expect(error.cause).toBe(cause);
  });

  it('is a plain value as JSON, without what it does not have', () => {
    const bare = new OutcrossError('E_EMPTY', 'nothing');
    expect(JSON.parse(JSON.stringify(bare))).toEqual({ code: 'E_EMPTY', message: 'nothing' });
    const full = new OutcrossError('E_ROW', 'bad', { where: 'f:1', hint: 'h', cause: new Error('x') });
    expect(structuredClone(full.toJSON())).toEqual({
      code: 'E_ROW',
      message: 'bad',
      where: 'f:1',
      hint: 'h',
    });
    expect('cause' in bare).toBe(false);
  });
});
