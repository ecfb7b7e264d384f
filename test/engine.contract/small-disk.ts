import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A disk that nothing else uses. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
}

/** More than the suite's shuffles need; memory, as far as it is used. */
const SIZE = '256m';

/** Makes a disk at a folder that is made too; undefined where the machine does not let one. */
export function smallDisk(folder: string): SmallDisk | undefined {
  mkdirSync(folder);
  if (!did('mount', '-t', 'tmpfs', '-o', `size=${SIZE}`, 'none', folder)) return;
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      // It ends where there is no room for a block: by a byte at last.
      for (const block of ['64k', '1']) did('dd', 'if=/dev/zero', `of=${filler}-${block}`, `bs=${block}`);
    },
    free: () => {
      for (const block of ['64k', '1']) rmSync(`${filler}-${block}`, { force: true });
    },
    remove: () => {
      did('umount', '--lazy', folder);
    },
  };
}

function did(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}
