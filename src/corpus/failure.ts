import { OutcrossError } from '../base/errors.ts';

/** The system's own name of an error, e.g. `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What a failed open, stat or read of `name` means to its reader: `E_NOT_FOUND` or `E_UNREADABLE`. */
export function readFailure(name: string, cause: unknown): OutcrossError {
  if (cause instanceof OutcrossError) return cause;
  const code = systemCode(cause);
  if (code === 'ENOENT') {
    return new OutcrossError('E_NOT_FOUND', `${name} does not exist`, { where: name, cause });
  }
  const [reason, hint] = WHY[code ?? ''] ?? [`it cannot be read (${code ?? String(cause)})`, undefined];
  return new OutcrossError('E_UNREADABLE', `${name}: ${reason}`, { where: name, cause, hint });
}

const WHY: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['permission to read it is denied', 'Ask for the right to read it, or copy it where you have it.'],
  EPERM: ['permission to read it is denied', 'Ask for the right to read it, or copy it where you have it.'],
  ELOOP: ['its links lead in a circle', 'Remove the link, or give the file that was meant.'],
  ENOTDIR: ['a part of its path is a file, not a folder', 'Check the path.'],
  EISDIR: ['it is a folder', 'Give a file, or the folder as an input of its own.'],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n), or use fewer workers.'],
  EIO: ['the disk reports an error', 'Copy the file from another place.'],
};

/** A file that stops before its data do. */
export function cutShort(name: string, what: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_TRUNCATED', `${name}: ${what}`, {
    where: name,
    cause,
    hint: 'The file was cut short: copy, download or write it again. What stood before the cut was read.',
  });
}

/** Data that cannot be decoded. */
export function damaged(name: string, what: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_UNREADABLE', `${name}: ${what}`, {
    where: name,
    cause,
    hint: 'The file is damaged: copy, download or write it again.',
  });
}
