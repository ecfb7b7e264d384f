import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';
import { OutcrossError } from './errors.ts';

/** What a file is made of: a whole, or pieces that follow each other. */
export type FileData =
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>;

/** Pieces are written in blocks of about this many bytes or characters. */
const BLOCK = 1 << 16;

let attempts = 0;

/**
 * Writes `data` to `path` so that a reader, and a run killed at any moment, sees the old file or the new one and never
 * a part: a temporary file in the same folder, fsync, rename. A link is followed, the mode of an existing file is kept.
 * A path that is no regular file (a pipe, `/dev/null`) is written straight, because a rename would replace it.
 * Throws `E_WRITE` where the file system refuses; whatever `data` throws passes unchanged. Both leave no temporary file.
 */
export async function atomicWrite(path: string, data: FileData): Promise<void> {
  const target = await targetOf(path);
  if (target.special) return writeStraight(target.path, data);
  const { handle, temporary } = await openTemporary(target.path);
  try {
    try {
      if (target.mode !== undefined) await refusing(path, handle.chmod(target.mode));
      await writeAll(handle, data, path);
      await refusing(path, handle.sync());
    } finally {
      await handle.close();
    }
    await refusing(path, rename(temporary, target.path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target.path));
}

interface Target {
  readonly path: string;
  readonly special: boolean;
  readonly mode?: number;
}

async function targetOf(path: string): Promise<Target> {
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return { path: resolve(path), special: false };
  const found = await refusing(path, stat(real));
  if (found.isDirectory()) {
    throw new OutcrossError('E_WRITE', `${path} is a folder`, {
      where: path,
      hint: 'Give the name of a file in it.',
    });
  }
  return { path: real, special: !found.isFile(), mode: found.mode & 0o7777 };
}

async function writeStraight(path: string, data: FileData): Promise<void> {
  const handle = await refusing(path, open(path, 'w'));
  try {
    await writeAll(handle, data, path);
  } finally {
    await handle.close();
  }
}

/** A name left behind by a killed run is passed over, never reused. */
async function openTemporary(path: string): Promise<{ handle: FileHandle; temporary: string }> {
  for (;;) {
    const name = `.outcross-${process.pid}-${threadId}-${attempts++}.tmp`;
    const temporary = join(dirname(path), name);
    try {
      return { handle: await open(temporary, 'wx'), temporary };
    } catch (error) {
      if (errno(error) !== 'EEXIST') throw writeError(path, error);
    }
  }
}

async function writeAll(handle: FileHandle, data: FileData, path: string): Promise<void> {
  if (typeof data === 'string' || data instanceof Uint8Array) {
    return refusing(path, handle.writeFile(data));
  }
  let text = '';
  for await (const piece of data) {
    if (typeof piece === 'string') {
      text += piece;
      if (text.length < BLOCK) continue;
    }
    if (text !== '') await refusing(path, handle.writeFile(text));
    text = '';
    if (typeof piece !== 'string') await refusing(path, handle.writeFile(piece));
  }
  if (text !== '') await refusing(path, handle.writeFile(text));
}

/** Makes the rename itself durable. Some file systems have no such operation: then there is nothing to do. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}

async function refusing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw writeError(path, error);
  }
}

function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function writeError(path: string, cause: unknown): OutcrossError {
  const code = errno(cause);
  const reason = WHY[code ?? ''] ?? `the file system refuses (${code ?? String(cause)})`;
  return new OutcrossError('E_WRITE', `cannot write ${path}: ${reason}`, {
    where: path,
    cause,
    hint: remedy(path, code),
  });
}

const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large for the disk',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is a file, not a folder',
  ENAMETOOLONG: 'the name is too long',
};

function remedy(path: string, code: string | undefined): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'Free some space, or write to another disk.';
    case 'ENOENT':
    case 'ENOTDIR':
      return `Create the folder ${dirname(path)} first, or give another path.`;
    case 'ENAMETOOLONG':
      return `Give a shorter name than ${basename(path).slice(0, 20)}...`;
    default:
      return 'Give a path in a folder that you may write to.';
  }
}
