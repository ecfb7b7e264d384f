import { chmod, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutcrossError } from '../../../base/errors.ts';
import { suggestion } from '../../../base/spelling.ts';
import { refusing, syncFolder, temporaryName } from '../../../base/staged-file.ts';
import { readFailure, systemCode } from '../../../corpus/failure.ts';
import { keepOutOfGit } from '../../../proof/keys/git-ignored.ts';
import { parseStoredKey, type StoredKey } from './stored-key.ts';

const ENDING = '.json';
const SECRET_FILE = 0o600;
const SECRET_FOLDER = 0o700;
/** Permissions of anybody but the owner. */
const OTHERS = 0o077;

/** Where keys stand below the folder of the workspace. */
export const KEYS_FOLDER = join('.outcross', 'keys');

/** Keys in a folder: a file each, for their owner's eyes. */
export class KeyStore {
  readonly folder: string;
  readonly #warn: (message: string) => void;

  /** `warn` is told of files and folders that others may read. */
  constructor(folder: string, warn: (message: string) => void) {
    this.folder = folder;
    this.#warn = warn;
  }

  /** All keys, by id. None where there is no folder. */
  async list(): Promise<StoredKey[]> {
    const keys: StoredKey[] = [];
    for (const id of await this.#ids()) keys.push(await this.#read(id));
    return keys;
  }

  /** The keys of `ids`, in that order, each once; all that there are where `ids` is undefined. Throws `E_NOT_FOUND`. */
  async get(ids?: readonly string[]): Promise<StoredKey[]> {
    const known = await this.#ids();
    if (known.length === 0) throw noKeys(this.folder);
    const keys: StoredKey[] = [];
    for (const id of new Set(ids ?? known)) {
      if (!known.includes(id)) throw unknownKey(id, known, this.folder);
      keys.push(await this.#read(id));
    }
    return keys;
  }

  /** Adds a key; `E_WRITE` where one of this id is there. */
  async add(key: StoredKey): Promise<void> {
    await this.#makeFolder();
    const path = this.#path(key.id);
    await this.#write(key, async (temporary) => {
      // A link, unlike a rename, never takes the place of another file.
      await link(temporary, path).catch((error: unknown) => {
        if (systemCode(error) !== 'EEXIST') throw error;
        throw new OutcrossError('E_WRITE', `there is a key ${key.id} already: it was left as it is`, {
          where: path,
          hint: 'Give another id with --id, or rotate the key that is there.',
        });
      });
      await rm(temporary);
    });
  }

  /** Puts a key in the place of the one of its id. */
  async replace(key: StoredKey): Promise<void> {
    await this.#write(key, (temporary) => rename(temporary, this.#path(key.id)));
  }

  #path(id: string): string {
    return join(this.folder, id + ENDING);
  }

  async #ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw readFailure(this.folder, error);
    });
    return names
      .filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
      .map((name) => name.slice(0, -ENDING.length))
      .sort();
  }

  async #read(id: string): Promise<StoredKey> {
    const path = this.#path(id);
    try {
      await this.#checkMode(this.folder, 'chmod 700');
      await this.#checkMode(path, 'chmod 600');
      return parseStoredKey(await readFile(path, 'utf8'), path, id);
    } catch (error) {
      throw readFailure(path, error);
    }
  }

  async #checkMode(path: string, remedy: string): Promise<void> {
    // Windows has no such modes: whatever stands there is made up.
    if (process.platform === 'win32') return;
    const { mode } = await stat(path);
    if ((mode & OTHERS) !== 0) this.#warn(`${path} may be read by others than its owner: ${remedy} ${path}`);
  }

  async #makeFolder(): Promise<void> {
    await refusing(this.folder, mkdir(this.folder, { recursive: true, mode: SECRET_FOLDER }));
    // The mode of mkdir is only for what it makes, and umask may have taken from it.
    await refusing(this.folder, chmod(this.folder, SECRET_FOLDER));
    await keepOutOfGit(this.folder);
  }

  async #write(key: StoredKey, appear: (temporary: string) => Promise<void>): Promise<void> {
    const path = this.#path(key.id);
    const temporary = temporaryName(path);
    try {
      const handle = await open(temporary, 'wx', SECRET_FILE);
      try {
        await handle.writeFile(`${JSON.stringify(key, undefined, 2)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await appear(temporary);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      if (error instanceof OutcrossError) throw error;
      await refusing(path, Promise.reject(error));
    }
  }
}

function noKeys(folder: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `there is no key in ${folder}`, {
    where: folder,
    hint: 'Make one with outcross watermark keys new, or bring one in with outcross watermark keys import.',
  });
}

function unknownKey(id: string, known: readonly string[], folder: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `there is no key ${id} in ${folder}`, {
    where: id,
    hint: `${suggestion(id, known)} Known: ${known.slice(0, 12).join(', ')}.`.trimStart(),
  });
}
