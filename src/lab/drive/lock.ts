import { type FolderLock, lockFolder } from '../../base/folder-lock.ts';

export type Lock = FolderLock;

/** The lock of a folder that one process works in. Throws `E_LOCKED`. */
export function takeLock(folder: string): Promise<Lock> {
  return lockFolder(folder, 'works in');
}
