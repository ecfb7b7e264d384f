import { OutcrossError } from '../base/errors.ts';

export function sqliteCode(error: unknown): string {
  const { code, rawCode, message } = (error ?? {}) as {
    code?: unknown;
    rawCode?: unknown;
    message?: unknown;
  };
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  // A file that cannot be opened has its number in the message alone.
  if (rawCode === 14 || /Unable to open connection|unable to open database/i.test(String(message)))
    return 'SQLITE_CANTOPEN';
  return '';
}

/** True where another process writes. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error));
}

interface Meaning {
  readonly code: RegExp;
  readonly as: OutcrossError['code'];
  readonly message: (place: string) => string;
  readonly hint: string;
}

const MEANINGS: readonly Meaning[] = [
  {
    code: /^SQLITE_(BUSY|LOCKED)/,
    as: 'E_LOCKED',
    message: (place) => `another process has written to ${place} for too long`,
    hint: 'Wait until it ends, or end it: what it had not finished is undone.',
  },
  {
    code: /^SQLITE_FULL|^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE|SHMOPEN|DELETE)/,
    as: 'E_WRITE',
    message: (place) => `cannot write to ${place}: the disk is full, or does not take more`,
    hint: 'Make room. Nothing was written; what was written before is kept.',
  },
  {
    code: /^SQLITE_(READONLY|PERM|AUTH)/,
    as: 'E_WRITE',
    message: (place) => `cannot write to ${place}: permission is denied`,
    hint: 'Check the rights of the file and of its folder: both are written.',
  },
  {
    code: /^SQLITE_CANTOPEN/,
    as: 'E_UNREADABLE',
    message: (place) => `cannot open ${place}`,
    hint: 'Check the rights of the file and of its folder: both are written.',
  },
  {
    code: /^SQLITE_IOERR/,
    as: 'E_UNREADABLE',
    message: (place) => `${place} cannot be read or written`,
    hint: 'Check the disk. A ledger stands on a disk of this machine, not on one of the network.',
  },
  {
    code: /^SQLITE_NOTADB/,
    as: 'E_LEDGER',
    message: (place) => `${place} is no SQLite database`,
    hint: 'If it was the ledger, it is damaged: put back a copy that is whole. Else name the file of a ledger, or one that does not exist yet.',
  },
  {
    code: /^SQLITE_CORRUPT/,
    as: 'E_LEDGER',
    message: (place) => `${place} is damaged`,
    hint: 'See what is wrong with outcross ledger verify, and take a copy that is whole.',
  },
];

/** An error of SQLite with a code of ours; others as they are. */
export function sqliteFailure(error: unknown, place: string): unknown {
  if (error instanceof OutcrossError) return error;
  const code = sqliteCode(error);
  const found = MEANINGS.find((meaning) => meaning.code.test(code));
  if (found !== undefined)
    return new OutcrossError(found.as, found.message(place), {
      where: place,
      hint: found.hint,
      cause: error,
    });
  if (code === '') return error;
  const message = `${place} cannot be used: ${(error as Error).message}`;
  return new OutcrossError('E_LEDGER', message, { where: place, cause: error });
}
