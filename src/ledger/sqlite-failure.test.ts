import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { isBusy, sqliteCode, sqliteFailure } from './sqlite-failure.ts';

const thrown = (code: string, message = 'said SQLite') => Object.assign(new Error(message), { code });

describe('sqliteFailure', () => {
  it.each([
    ['SQLITE_BUSY', 'E_LOCKED'],
    ['SQLITE_BUSY_SNAPSHOT', 'E_LOCKED'],
    ['SQLITE_FULL', 'E_WRITE'],
    ['SQLITE_IOERR_WRITE', 'E_WRITE'],
    ['SQLITE_IOERR_FSYNC', 'E_WRITE'],
    ['SQLITE_READONLY', 'E_WRITE'],
    ['SQLITE_READONLY_DIRECTORY', 'E_WRITE'],
    ['SQLITE_CANTOPEN', 'E_UNREADABLE'],
    ['SQLITE_IOERR_READ', 'E_UNREADABLE'],
    ['SQLITE_NOTADB', 'E_LEDGER'],
    ['SQLITE_CORRUPT_INDEX', 'E_LEDGER'],
    ['SQLITE_MISUSE', 'E_LEDGER'],
  ])('gives %s the code %s, with the place and the cause', (code, ours) => {
    const cause = thrown(code);
    expect(sqliteFailure(cause, 'l.sqlite')).toMatchObject({ code: ours, where: 'l.sqlite', cause });
  });

  it('knows a file that cannot be opened by its message', () => {
    const error = new Error('ConnectionFailed("Unable to open connection to local database x: 14")');
    expect(sqliteCode(error)).toBe('SQLITE_CANTOPEN');
    expect(sqliteFailure(error, 'x')).toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('leaves alone what is not of SQLite', () => {
    for (const error of [new Error('a defect'), new OutcrossError('E_CONFLICT', 'x'), undefined, 'text'])
      expect(sqliteFailure(error, 'x')).toBe(error);
  });
});

describe('isBusy', () => {
  it('is true while another process writes', () => {
    expect(
      [thrown('SQLITE_BUSY'), thrown('SQLITE_LOCKED'), thrown('SQLITE_FULL'), undefined].map(isBusy),
    ).toEqual([true, true, false, false]);
  });
});
