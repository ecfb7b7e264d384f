import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import type { CheckpointPlace } from '../../ledger/checkpoint.ts';
import { STATE_FOLDER } from '../template.ts';

/**
 * The file in which audits of a workspace keep how far its ledger was verified; one for each ledger. What cannot be read is no checkpoint,
 * and a folder that cannot be written to is done without.
 */
export function checkpointOf(folder: string, ledger: string): CheckpointPlace {
  const key = createHash('sha256').update(ledger).digest('hex').slice(0, 16);
  const name = `${STATE_FOLDER}/audit/verified-${key}`;
  const path = join(folder, name);
  return {
    name,
    read: async () => {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    },
    write: async (checkpoint) => {
      try {
        await mkdir(dirname(path), { recursive: true });
        await atomicWrite(path, JSON.stringify(checkpoint));
      } catch {
        // What is kept only saves time.
      }
    },
  };
}
