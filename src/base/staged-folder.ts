import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { refusing, syncFolder, temporaryName } from './staged-file.ts';

/**
 * A folder on its way: files are written to a folder of a temporary name beside it, `commit` gives it its own. What stood under the
 * name is set aside first and removed last: a run that is killed between the two leaves it whole, under a temporary name.
 * Every method throws `E_WRITE` where the file system refuses; whoever meets an error calls `discard`.
 */
export class StagedFolder {
  /** Where it is going to be. */
  readonly path: string;
  /** Where it is until then. */
  readonly temporary: string;

  private constructor(path: string) {
    this.path = path;
    this.temporary = temporaryName(path);
  }

  static async open(path: string): Promise<StagedFolder> {
    const folder = new StagedFolder(resolve(path));
    await refusing(path, mkdir(folder.temporary));
    return folder;
  }

  /** The path that a file of the folder has for now. */
  file(name: string): string {
    return join(this.temporary, name);
  }

  /** The folder appears under its name, in place of what was there. All files in it must be on the disk. */
  async commit(): Promise<void> {
    await syncFolder(this.temporary);
    const old = temporaryName(this.path);
    const replaced = await this.#setAside(old);
    try {
      await refusing(this.path, rename(this.temporary, this.path));
    } catch (error) {
      if (replaced) await rename(old, this.path).catch(() => {});
      throw error;
    }
    if (replaced) await rm(old, { recursive: true, force: true });
    await syncFolder(dirname(this.path));
  }

  async discard(): Promise<void> {
    await rm(this.temporary, { recursive: true, force: true });
  }

  /** True where something stood under the name, which now stands under `old`. */
  async #setAside(old: string): Promise<boolean> {
    const names = await readdir(this.path).catch(() => undefined);
    if (names === undefined) return false;
    // An empty folder is no loss; a link to one is no folder, and is set aside like a full one.
    if (names.length === 0 && !(await refusing(this.path, lstat(this.path))).isSymbolicLink())
      return refusing(
        this.path,
        rmdir(this.path).then(() => false),
      );
    await refusing(this.path, rename(this.path, old));
    return true;
  }
}
