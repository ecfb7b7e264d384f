import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { cutShort, damaged, readFailure } from './failure.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: failed`), { code });

describe('readFailure', () => {
  it('tells a missing file from one that cannot be read', () => {
    expect(readFailure('a', systemError('ENOENT'))).toMatchObject({ code: 'E_NOT_FOUND', where: 'a' });
    for (const code of ['EACCES', 'EPERM', 'ELOOP', 'EISDIR', 'EMFILE', 'EIO', 'ESTALE']) {
      expect(readFailure('a', systemError(code))).toMatchObject({ code: 'E_UNREADABLE', where: 'a' });
    }
    expect(readFailure('a', systemError('EACCES')).hint).toContain('right to read');
    expect(readFailure('a', systemError('ESTALE')).message).toContain('ESTALE');
  });

  it('passes an error that is coded already', () => {
    const coded = new OutcrossError('E_ENCODING', 'x');
    expect(readFailure('a', coded)).toBe(coded);
  });
});

describe('cutShort and damaged', () => {
  it('name the file and what to do', () => {
    expect(cutShort('a.gz', 'it ends early')).toMatchObject({
      code: 'E_TRUNCATED',
      message: 'a.gz: it ends early',
      where: 'a.gz',
      hint: expect.stringContaining('cut short'),
    });
    expect(damaged('a.gz', 'it is wrong')).toMatchObject({ code: 'E_UNREADABLE', where: 'a.gz' });
  });
});
