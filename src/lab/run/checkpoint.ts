import { readFile, rm } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { atomicWrite } from '../../base/atomic.ts';
import type { Finished } from './line.ts';

/** Version of what is kept: another one is not read, and the replicate begins again. */
const FORMAT = 'outcross.lab-checkpoint/1';

/** What is kept at `path`; undefined where there is nothing, or nothing that this version can read. */
export async function readCheckpoint(path: string): Promise<Finished<unknown> | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const kept = deserialize(bytes) as { format?: unknown } & Finished<unknown>;
    return kept.format === FORMAT ? { outputs: kept.outputs, values: kept.values } : undefined;
  } catch {
    // Bytes of another version of Node, or damaged: nothing is lost but time.
    return undefined;
  }
}

/** Rows must be plain values: numbers, strings, typed arrays, and what holds them. */
export async function writeCheckpoint(path: string, { outputs, values }: Finished<unknown>): Promise<void> {
  await atomicWrite(path, serialize({ format: FORMAT, outputs, values }));
}

export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
}
