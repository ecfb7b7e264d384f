import { type FSWatcher, watch } from 'node:fs';

/**
 * Rings when the file system says that something changed in one of the folders. Only a hint: network file systems say nothing, and a folder
 * that cannot be watched is passed over. Returns what ends it.
 */
export function hintOfChange(folders: readonly string[], ring: () => void): () => void {
  const watchers: FSWatcher[] = [];
  for (const folder of new Set(folders)) {
    try {
      const watcher = watch(folder, { persistent: false }, ring);
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // It is looked at from time to time all the same.
    }
  }
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
