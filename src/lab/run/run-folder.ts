import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { type FolderLock, lockFolder } from '../../base/folder-lock.ts';
import { removeCheckpoint } from './checkpoint.ts';
import type { LabSettings } from './result.ts';
import type { Track } from './task.ts';

const SETTINGS = 'settings.json';
const REPLICATES = 'replicates';

/** The folder of a run: its settings, what is finished of it, and at last its result. One process may hold it. */
export class RunFolder {
  readonly path: string;
  readonly #lock: FolderLock;

  private constructor(path: string, lock: FolderLock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Opens `path` for a run of these settings. Throws `E_LOCKED` where another process holds it, `E_OPTION` where something is
   * in it and `resume` was not said, `E_NOT_FOUND` where there is nothing to resume, and `E_OPTION` where it holds another run.
   */
  static async open(path: string, settings: LabSettings, resume: boolean): Promise<RunFolder> {
    const names = await namesIn(path);
    if (!names.includes(SETTINGS)) {
      if (resume) throw nothingToResume(path);
      if (names.some((name) => !isLock(name)))
        throw occupied(path, 'is not empty, and holds no run', 'Give another folder.');
    }
    await makeFolder(join(path, REPLICATES));
    const lock = await lockFolder(path, 'runs a scenario into');
    try {
      // Another process may have begun here in between.
      const found = await readSettings(path);
      if (found === undefined)
        await atomicWrite(join(path, SETTINGS), `${JSON.stringify(settings, null, 2)}\n`);
      else if (!resume)
        throw occupied(path, 'holds a run already', 'Add --resume to go on with it, or give another folder.');
      else requireSame(path, found, settings);
      return new RunFolder(path, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** A finished replicate, if it is; `key` names it among all of the run. */
  async track(key: string): Promise<Track | undefined> {
    const text = await readFile(this.#file(key, 'json'), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as Track;
    } catch {
      return undefined;
    }
  }

  async keep(key: string, track: Track): Promise<void> {
    await atomicWrite(this.#file(key, 'json'), `${JSON.stringify(track)}\n`);
    await removeCheckpoint(this.checkpoint(key));
  }

  /** Where a replicate keeps its finished generations. */
  checkpoint(key: string): string {
    return this.#file(key, 'partial');
  }

  async close(): Promise<void> {
    await this.#lock.release();
  }

  #file(key: string, ending: string): string {
    return join(this.path, REPLICATES, `${key}.${ending}`);
  }
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    const reason = code === 'ENOTDIR' ? 'is a file, not a folder' : `cannot be read (${code})`;
    throw new OutcrossError('E_WRITE', `${path} ${reason}`, { where: path, cause, hint: 'Give a folder.' });
  }
}

function isLock(name: string): boolean {
  return name === REPLICATES || /^\.?lock\b/.test(name);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw new OutcrossError('E_WRITE', `cannot make the folder ${path}`, {
      where: path,
      cause,
      hint: 'Give a path in a folder that you may write to.',
    });
  }
}

async function readSettings(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const file = join(path, SETTINGS);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new OutcrossError('E_FORMAT', `${file} is damaged`, {
      where: file,
      cause,
      hint: 'Give another folder.',
    });
  }
}

function requireSame(path: string, found: Readonly<Record<string, unknown>>, settings: LabSettings): void {
  const asked = JSON.parse(JSON.stringify(settings)) as Readonly<Record<string, unknown>>;
  const keys = [...new Set([...Object.keys(found), ...Object.keys(asked)])];
  const other = keys.find((key) => !isDeepStrictEqual(found[key], asked[key]));
  if (other === undefined) return;
  const [was, is] = [found[other], asked[other]].map((value) => JSON.stringify(value) ?? 'nothing');
  throw new OutcrossError(
    'E_OPTION',
    `${path} holds a run with other settings: ${other} is ${was} there, not ${is}`,
    {
      where: path,
      hint: 'Repeat the options of that run, or give another folder.',
    },
  );
}

function nothingToResume(path: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `there is no run to resume in ${path}`, {
    where: path,
    hint: 'Leave --resume out to begin one.',
  });
}

function occupied(path: string, state: string, hint: string): OutcrossError {
  return new OutcrossError('E_OPTION', `${path} ${state}`, { where: path, hint });
}
