import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';

/** A folder held by this process. */
export interface Lock {
  release(): Promise<void>;
}

interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly id: string;
}

const NAME = 'lock';

/**
 * Holds `folder` for this process. Throws `E_LOCKED` where another that lives holds it; what a dead one left is taken over. The
 * lock is a file that appears whole, by a hard link, so that of two processes at one moment one alone gets it.
 */
export async function lockFolder(folder: string): Promise<Lock> {
  const path = join(folder, NAME);
  const own: Holder = { host: hostname(), pid: process.pid, id: randomUUID() };
  const draft = join(folder, `.${NAME}-${own.id}`);
  await writeFile(draft, JSON.stringify(own));
  try {
    while (!(await linked(draft, path))) {
      const holder = await holderOf(path);
      if (holder !== undefined && isAlive(holder)) throw lockedBy(folder, holder);
      if (holder !== undefined) await takeAway(path, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    release: async () => {
      if ((await holderOf(path))?.id === own.id) await rm(path, { force: true });
    },
  };
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new OutcrossError('E_WRITE', `cannot lock ${path}: ${(cause as Error).message}`, { where: path, cause });
  }
}

/** Who holds the lock; undefined where it has gone by now. A lock that says nothing was left by nobody that lives. */
async function holderOf(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { host: hostname(), pid: -1, id: '' };
  }
}

/** A process of another machine counts as alive: nobody here can tell. */
function isAlive({ host, pid }: Holder): boolean {
  if (host !== hostname()) return true;
  if (!(Number.isSafeInteger(pid) && pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what a dead process left. Where a living one was quicker and its lock was caught, it is put back. */
async function takeAway(path: string, dead: Holder): Promise<void> {
  const aside = `${path}-${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const caught = await holderOf(aside);
  if (caught !== undefined && caught.id !== dead.id) await linked(aside, path);
  await rm(aside, { force: true });
}

function lockedBy(folder: string, { host, pid }: Holder): OutcrossError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new OutcrossError('E_LOCKED', `${folder} is in use by process ${pid}${where}`, {
    where: folder,
    hint: `Wait for its end, or give another folder. If there is no such process, remove ${join(folder, NAME)}.`,
  });
}
