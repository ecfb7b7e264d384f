import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { systemCode } from '../../corpus/failure.ts';
import { onDisk } from './disk.ts';
import { isRunning, processStart } from './process-start.ts';

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly start?: string;
  readonly host: string;
  readonly released?: true;
}

export interface Lock {
  release(): Promise<void>;
}

const NAME = /^lock\.(\d+)$/;
let attempts = 0;

/**
 * Takes the lock of a folder, or throws `E_LOCKED`. It is a file with a number, and the highest number counts. A holder that no
 * longer runs is passed over, by taking the next number: of several that try, the file system lets one have it. The highest is
 * never removed, so that nobody who was slow to decide can take a number that was used.
 */
export async function takeLock(folder: string): Promise<Lock> {
  const start = processStart(process.pid);
  const own: Holder = { pid: process.pid, ...(start === undefined ? {} : { start }), host: hostname() };
  const draft = join(folder, `.lock-${process.pid}-${attempts++}`);
  await onDisk(draft, writeFile(draft, JSON.stringify(own)));
  try {
    for (;;) {
      const highest = await highestNumber(folder);
      if (highest > 0) await requireFree(fileOf(folder, highest), folder);
      const path = fileOf(folder, highest + 1);
      if (!(await linked(draft, path))) continue;
      if ((await highestNumber(folder)) > highest + 1) {
        await rm(path, { force: true });
        continue;
      }
      await removeBelow(folder, highest + 1);
      return { release: () => atomicWrite(path, JSON.stringify({ ...own, released: true })) };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function fileOf(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}

async function numbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => Number(NAME.exec(name)?.[1] ?? []));
}

async function highestNumber(folder: string): Promise<number> {
  return Math.max(0, ...(await numbers(folder)));
}

/** False where another was quicker. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    return onDisk(path, Promise.reject(error));
  }
}

async function removeBelow(folder: string, number: number): Promise<void> {
  for (const old of await numbers(folder)) if (old < number) await rm(fileOf(folder, old), { force: true });
}

async function requireFree(path: string, folder: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder === undefined || holder.released === true) return;
  const elsewhere = holder.host !== hostname();
  if (!elsewhere && !isRunning(holder.pid, holder.start)) return;
  throw new OutcrossError(
    'E_LOCKED',
    `process ${holder.pid}${elsewhere ? ` on ${holder.host}` : ''} drives into ${folder}`,
    {
      where: folder,
      hint: elsewhere
        ? `Wait until it ends. If it no longer runs, remove ${path}.`
        : 'Wait until it ends, or drive into another folder with --output.',
    },
  );
}

/** Undefined where the file is gone. A lock appears whole, by a link: what cannot be read was damaged, and holds nobody. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
