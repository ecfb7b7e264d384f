import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { atomicWrite } from '../../base/atomic.ts';
import type { ManifestFile } from '../manifest.ts';
import type { Plan } from '../plan.ts';
import type { Deal } from './deal.ts';
import { purposeFile } from './layout.ts';
import type { BuildOptions } from './options.ts';

/** What a build folder is for. A resumed build must be for the same. */
export interface Purpose {
  /** Of everything that decides the bytes of the output. */
  readonly digest: string;
  /** True once the output may stand in its place: by then it is ours to write over. */
  readonly committing: boolean;
}

/** A digest of everything that decides the bytes of the output. */
export function purposeDigest(
  plan: Plan,
  { spec, shards }: Pick<Deal, 'spec' | 'shards'>,
  options: BuildOptions,
  inputs: readonly ManifestFile[],
): string {
  const { output, sink, rejects, version, holdout, pieceBytes, bucketBytes, review } = options;
  const { replace: _, ...form } = sink ?? {};
  // Where the inputs stand is no matter; how they are read gives the ids that a shuffle goes by, and their cut the pieces.
  const { inputs: _places, ...reading } = spec;
  const cut = shards.map(({ name, bytes, range, rowGroups }) => ({ name, bytes, range, rowGroups }));
  const { policy } = plan;
  const fates = createHash('sha256').update(plan.fates).digest('hex');
  const what = {
    inputs,
    reading,
    cut,
    policy,
    fates,
    output,
    form,
    rejects,
    version,
    holdout,
    pieceBytes,
    bucketBytes,
    // Edits and new labels change what is written of a record that enters.
    review: review?.head.digest,
    // Pieces of tables hold values as this engine writes them.
    engine: process.versions.v8,
  };
  return createHash('sha256').update(JSON.stringify(what)).digest('hex');
}

export async function readPurpose(folder: string): Promise<Purpose | undefined> {
  try {
    return JSON.parse(await readFile(purposeFile(folder), 'utf8')) as Purpose;
  } catch {
    return undefined;
  }
}

export function writePurpose(folder: string, purpose: Purpose): Promise<void> {
  return atomicWrite(purposeFile(folder), JSON.stringify(purpose));
}
