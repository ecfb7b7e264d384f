import { chmod, link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { refusing, syncFolder, temporaryName } from '../../base/staged-file.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import { keepOutOfGit } from './git-ignored.ts';
import { isSealed, publicPem, readKey, sealedPem } from './sealed-key.ts';
import type { PublicKey, SigningKey } from './signing-key.ts';

const PUBLIC_ENDING = '.pub.pem';
const PRIVATE_ENDING = '.pem';
const SECRET_FILE = 0o600;
const SECRET_FOLDER = 0o700;
/** Permissions of anybody but the owner. */
const OTHERS = 0o077;
/** Digits that a key may be named by, if no other begins with them. */
const LEAST_DIGITS = 6;

/** Where keys stand below the folder of the workspace: those of watermarks stand there too. */
export const PROOF_KEYS_FOLDER = join('.outcross', 'keys');

/** A key of a store, as anybody may know it. */
export interface ListedKey extends PublicKey {
  /** `none`: only the public half is here, to check what others signed. */
  readonly secret: 'none' | 'plain' | 'sealed';
}

/**
 * Keys in a folder: `<fingerprint>.pub.pem`, and beside it, for who signs, `<fingerprint>.pem`, which only its owner may read. All
 * that stand in it are trusted.
 */
export class ProofKeyStore {
  readonly folder: string;
  readonly #warn: (message: string) => void;

  /** `warn` is told of private keys that others may read. */
  constructor(folder: string, warn: (message: string) => void) {
    this.folder = folder;
    this.#warn = warn;
  }

  /** All keys, by fingerprint. None where there is no folder. Throws `E_KEY` for a file that holds another key than its name says. */
  async list(): Promise<ListedKey[]> {
    const names = await this.#names();
    const keys: ListedKey[] = [];
    for (const name of names.filter((each) => each.endsWith(PUBLIC_ENDING))) {
      const key = await this.#public(name);
      keys.push({ ...key, secret: await this.#secretOf(key.id, names) });
    }
    return keys;
  }

  /** The key that a fingerprint, or the first six or more of its digits, names. Throws `E_NOT_FOUND`, `E_KEY` where two begin so. */
  async get(id: string): Promise<ListedKey> {
    const keys = await this.list();
    const wanted = id.toLowerCase();
    const found = wanted.length < LEAST_DIGITS ? [] : keys.filter((key) => key.id.startsWith(wanted));
    if (found.length === 1) return found[0];
    if (found.length > 1)
      throw new OutcrossError('E_KEY', `${found.length} keys begin with ${id}`, { where: id });
    throw new OutcrossError('E_NOT_FOUND', `there is no key ${id} in ${this.folder}`, {
      where: id,
      hint:
        keys.length === 0
          ? 'Make one with outcross keys new, or bring one in with outcross keys import.'
          : `A key is named by its fingerprint, or the first digits of it. Known: ${keys.map((key) => key.id.slice(0, 12)).join(', ')}.`,
    });
  }

  /** The private half of a key. Throws `E_KEY` where it is not here, or sealed and not opened by the passphrase. */
  async signing({ id, secret }: ListedKey, passphrase?: string): Promise<SigningKey> {
    const path = this.#path(id, PRIVATE_ENDING);
    if (secret === 'none') {
      throw new OutcrossError('E_KEY', `of ${id.slice(0, 12)} only the public half is in ${this.folder}`, {
        where: id,
        hint: 'It can check what others signed. Sign with a key of your own: outcross keys new.',
      });
    }
    await this.#checkMode(path);
    const { signing } = readKey(await this.#text(path), path, secret === 'sealed' ? passphrase : undefined);
    if (signing?.id !== id) throw notWhatItSays(path);
    return signing;
  }

  /** Adds a key; one that is there already stays as it is. False where it was. */
  async add(key: PublicKey | SigningKey, passphrase?: string): Promise<boolean> {
    await this.#makeFolder();
    let isNew = false;
    if ('secret' in key) isNew = await this.#write(key.id + PRIVATE_ENDING, sealedPem(key, passphrase));
    return (await this.#write(key.id + PUBLIC_ENDING, publicPem(key))) || isNew;
  }

  #path(id: string, ending: string): string {
    return join(this.folder, id + ending);
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw readFailure(this.folder, error);
    });
    return names.filter((name) => /^[0-9a-f]{64}(\.pub)?\.pem$/.test(name)).sort();
  }

  async #public(name: string): Promise<PublicKey> {
    const path = join(this.folder, name);
    const read = readKey(await this.#text(path), path);
    if (read.signing !== undefined || read.public.id + PUBLIC_ENDING !== name) throw notWhatItSays(path);
    return read.public;
  }

  async #secretOf(id: string, names: readonly string[]): Promise<ListedKey['secret']> {
    if (!names.includes(id + PRIVATE_ENDING)) return 'none';
    return isSealed(await this.#text(this.#path(id, PRIVATE_ENDING))) ? 'sealed' : 'plain';
  }

  async #text(path: string): Promise<string> {
    return readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  }

  async #checkMode(path: string): Promise<void> {
    // Windows has no such modes: whatever stands there is made up.
    if (process.platform === 'win32') return;
    const { mode } = await stat(path);
    if ((mode & OTHERS) !== 0) this.#warn(`${path} may be read by others than its owner: chmod 600 ${path}`);
  }

  async #makeFolder(): Promise<void> {
    await refusing(this.folder, mkdir(this.folder, { recursive: true, mode: SECRET_FOLDER }));
    // The mode of mkdir is only for what it makes, and umask may have taken from it.
    await refusing(this.folder, chmod(this.folder, SECRET_FOLDER));
    await keepOutOfGit(this.folder);
  }

  /** False where a file of the name is there: a link, unlike a rename, never takes its place. */
  async #write(name: string, text: string): Promise<boolean> {
    const path = join(this.folder, name);
    const temporary = temporaryName(path);
    try {
      const handle = await refusing(path, open(temporary, 'wx', SECRET_FILE));
      await refusing(
        path,
        handle.writeFile(text).then(() => handle.sync()),
      ).finally(() => handle.close());
      const isNew = await link(temporary, path).then(
        () => true,
        (error: unknown) => (systemCode(error) === 'EEXIST' ? false : refusing(path, Promise.reject(error))),
      );
      await syncFolder(this.folder);
      return isNew;
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

function notWhatItSays(path: string): OutcrossError {
  return new OutcrossError('E_KEY', `${path} holds another key than its name says`, {
    where: path,
    hint: 'Somebody exchanged it. Remove the file, and import the key anew from where you trust it.',
  });
}
