import { readdir } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { type FolderLock, lockFolder } from '../../base/folder-lock.ts';
import { makeFolder } from './disk.ts';
import { type Layout, RECORD_FILE } from './layout.ts';

/** Makes the folder of a drive where it is not, and takes its lock. Throws `E_WRITE` for one of something else, `E_LOCKED`. */
export async function openFolder(layout: Layout): Promise<FolderLock> {
  await requireOwnFolder(layout);
  await makeFolder(layout.folder);
  return lockFolder(layout.folder, 'drives into');
}

/** A folder with other things in it is left alone. */
async function requireOwnFolder({ folder }: Layout): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  // A drive that was killed at once has left its lock alone.
  if (names.includes(RECORD_FILE) || names.every((name) => /^\.?lock[.-]/.test(name))) return;
  throw new OutcrossError('E_WRITE', `${folder} holds other files, and no drive`, {
    where: folder,
    hint: 'Name a folder that is empty or not there with --output.',
  });
}
