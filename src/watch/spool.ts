import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../base/atomic.ts';
import { refusing } from '../base/staged-file.ts';
import type { Message } from './post.ts';

/** An alert that waits: `seq` is the number of the event that raised it. */
export interface Spooled extends Message {
  readonly seq: number;
}

/** Alerts that wait on disk, oldest first. */
export interface Spool {
  /** Does nothing where it is there already. */
  put(alert: Spooled): Promise<void>;
  list(): Promise<readonly Spooled[]>;
  remove(alert: Spooled): Promise<void>;
  /** Takes an alert out of the way that the receiver will never take; it stays to be looked at. */
  setAside(alert: Spooled): Promise<void>;
}

const NAME = /^(\d{12})-([0-9a-f]{32})\.json$/;
const REFUSED = 'refused';

/** A spool in a folder, which is made readable by its owner alone. Its methods throw `E_WRITE`. */
export async function openSpool(folder: string): Promise<Spool> {
  await refusing(folder, mkdir(folder, { recursive: true, mode: 0o700 }));
  const at = ({ seq, id }: Pick<Spooled, 'seq' | 'id'>) => join(folder, nameOf(seq, id));
  return {
    put: (alert) => atomicWrite(at(alert), alert.body),
    async list() {
      const found: Spooled[] = [];
      for (const name of (await refusing(folder, readdir(folder))).sort()) {
        const [, seq, id] = NAME.exec(name) ?? [];
        if (seq === undefined) continue;
        const body = await readFile(join(folder, name), 'utf8').catch(() => undefined);
        if (body !== undefined && body !== '') found.push({ seq: Number(seq), id, body });
      }
      return found;
    },
    remove: (alert) => rm(at(alert), { force: true }),
    async setAside(alert) {
      await refusing(folder, mkdir(join(folder, REFUSED), { recursive: true, mode: 0o700 }));
      await refusing(folder, rename(at(alert), join(folder, REFUSED, nameOf(alert.seq, alert.id))));
    },
  };
}

function nameOf(seq: number, id: string): string {
  return `${String(seq).padStart(12, '0')}-${id}.json`;
}
