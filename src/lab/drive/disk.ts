import type { FileHandle } from 'node:fs/promises';
import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { systemCode } from '../../corpus/failure.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** `work` on the file system; what it refuses becomes `E_WRITE` naming `path`. */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const code = systemCode(cause);
    if (cause instanceof OutcrossError || code === undefined) throw cause;
    const full = FULL.includes(code);
    const reason = full ? 'no space is left on the disk' : `the file system refuses (${code})`;
    throw new OutcrossError('E_WRITE', `cannot write ${path}: ${reason}`, {
      where: path,
      cause,
      hint: full
        ? 'Free some space, and run the same command again: it goes on where it stopped.'
        : 'Give a folder that you may write to.',
    });
  }
}

export async function makeFolder(path: string): Promise<void> {
  await onDisk(path, mkdir(path, { recursive: true }));
}

export async function removeAll(path: string): Promise<void> {
  await onDisk(path, rm(path, { recursive: true, force: true }));
}

/** Puts `from` in the place of `to`, whatever stood there, and makes it last. */
export async function moveInto(from: string, to: string): Promise<void> {
  await removeAll(to);
  await onDisk(to, rename(from, to));
  await syncPath(dirname(to));
}

/** All files at or below `path`, by name. Links in a folder are not followed: they may lead anywhere, or nowhere. */
export async function filesBelow(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.map((entry) => ({ below: join(path, entry.name), folder: entry.isDirectory() }));
  names.sort((a, b) => (a.below < b.below ? -1 : 1));
  const nested = await Promise.all(names.map(({ below, folder }) => (folder ? filesBelow(below) : [below])));
  return nested.flat();
}

/** Bytes of a file, or of all files below a folder, a link counting as itself; undefined where there is nothing. */
export async function bytesOf(path: string): Promise<number | undefined> {
  const sizeOf = async (file: string) => (await (file === path ? stat(file) : lstat(file))).size;
  try {
    const sizes = await Promise.all((await filesBelow(path)).map(sizeOf));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes files that another program wrote last: it may have left them to the cache of the system. */
export async function syncBelow(path: string): Promise<void> {
  for (const file of await filesBelow(path)) {
    // To open a pipe would be to wait for ever.
    if (file === path || (await lstat(file)).isFile()) await onDisk(file, syncFile(file));
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Some file systems cannot do this to a folder: then there is nothing to do. */
async function syncPath(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    return;
  } finally {
    await handle?.close();
  }
}
