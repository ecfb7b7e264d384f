import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';
import { OutcrossError } from './errors.ts';

let attempts = 0;

/**
 * A name in the folder of `path` for what is not finished: hidden, so that a folder that is read as a corpus passes it over,
 * and different each time in every thread and process.
 */
export function temporaryName(path: string): string {
  return join(dirname(path), `.outcross-${process.pid}-${threadId}-${attempts++}.tmp`);
}

/**
 * A file on its way: pieces are written to a temporary file in the same folder, `stage` makes them durable, `commit` gives
 * the file its name. Until then whoever looks sees the old file. A link is followed, the mode of an existing file is
 * kept. A path that is no regular file (a pipe, `/dev/null`) is written straight, because a rename would replace it.
 * Every method throws `E_WRITE` where the file system refuses; whoever meets an error calls `discard`.
 */
export class StagedFile {
  readonly #asked: string;
  readonly #target: Target;
  readonly #temporary: string | undefined;
  readonly #handle: FileHandle;
  #closed = false;

  private constructor(asked: string, target: Target, handle: FileHandle, temporary: string | undefined) {
    this.#asked = asked;
    this.#target = target;
    this.#handle = handle;
    this.#temporary = temporary;
  }

  static async open(path: string): Promise<StagedFile> {
    const target = await targetOf(path);
    if (target.special)
      return new StagedFile(path, target, await refusing(path, open(target.path, 'w')), undefined);
    const { handle, temporary } = await openTemporary(target.path);
    const staged = new StagedFile(path, target, handle, temporary);
    if (target.mode === undefined) return staged;
    return refusing(path, handle.chmod(target.mode)).then(
      () => staged,
      (error) => staged.discard().then(() => Promise.reject(error)),
    );
  }

  /** Appends; `piece` may be reused once this is settled. */
  write(piece: string | Uint8Array): Promise<void> {
    return refusing(this.#asked, this.#handle.writeFile(piece));
  }

  /** All that was written is on the disk; nothing more may be written. */
  async stage(): Promise<void> {
    if (this.#temporary !== undefined) await refusing(this.#asked, this.#handle.sync());
    await refusing(this.#asked, this.#close());
  }

  /** The file appears under its name. Comes after `stage`. */
  async commit(): Promise<void> {
    if (this.#temporary === undefined) return;
    await refusing(this.#asked, rename(this.#temporary, this.#target.path));
    await syncFolder(dirname(this.#target.path));
  }

  /** Leaves nothing behind but what was there before. */
  async discard(): Promise<void> {
    await this.#close().catch(() => {});
    if (this.#temporary !== undefined) await rm(this.#temporary, { force: true });
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#handle.close();
  }
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

/** A name left behind by a killed run is passed over, never reused. */
async function openTemporary(path: string): Promise<{ handle: FileHandle; temporary: string }> {
  for (;;) {
    const temporary = temporaryName(path);
    try {
      return { handle: await open(temporary, 'wx'), temporary };
    } catch (error) {
      if (errno(error) !== 'EEXIST') throw writeError(path, error);
    }
  }
}

/** Makes the rename itself durable. Some file systems have no such operation: then there is nothing to do. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}

/** `work`, its failure told as `E_WRITE` of `path`. */
export async function refusing<T>(path: string, work: Promise<T>): Promise<T> {
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
