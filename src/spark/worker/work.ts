import { createKernel } from '../../engine/kernel.ts';
import { readIntoKernel } from '../../engine/read-shard.ts';
import { decodeProfile, encodeProfile } from '../../profile/codec.ts';
import { mergeProfiles, type Profile } from '../../profile/profile.ts';
import { linkMembers } from '../dedup/link-members.ts';
import type { JobDocument, ReceivedJob } from '../job-document.ts';
import { failedRow } from './failed-row.ts';
import { toWireRow } from './fragment-rows.ts';
import { JobMemory } from './job-memory.ts';
import { mapRows } from './map-rows.ts';
import { ProgressRows } from './progress-rows.ts';
import type { RowInput } from './row-input.ts';
import type { RowOutput } from './row-output.ts';
import { ShardDesk } from './shard-desk.ts';

/**
 * Does a job with what comes in and writes what comes of it, to its end. An error that the work meets is a row too, the last: whoever
 * reads shall know it from a worker that died. Throws only where what comes in is cut. True where all went well and `isFit` says that the
 * process can do more, which whoever reads is told. `memory` is of the process's earlier tasks.
 */
export async function work(
  { job, document }: ReceivedJob,
  input: RowInput,
  output: RowOutput,
  isFit: () => boolean = () => false,
  memory = new JobMemory(),
): Promise<boolean> {
  const desk = new ShardDesk(input);
  let failed = false;
  try {
    await WORK[document.action](document as never, desk, output, { job, memory });
  } catch (error) {
    if (desk.cut !== undefined) throw desk.cut;
    failed = true;
    await output.put(failedRow(error, desk.shard));
  }
  const again = !failed && input.isWhole && isFit();
  await output.end(input.rows, again);
  return again;
}

type Work<A> = (
  document: Extract<JobDocument, { action: A }>,
  desk: ShardDesk,
  output: RowOutput,
  known: { readonly job: string; readonly memory: JobMemory },
) => Promise<void>;

const WORK: { readonly [A in JobDocument['action']]: Work<A> } = {
  profile: async ({ task }, desk, output, { job, memory }) => {
    const kernel = createKernel(task, memory.thresholdsOf(job));
    for await (const { shard, index } of desk.shards()) {
      const progress = new ProgressRows(index, output);
      const { tell } = progress;
      const { signal } = output;
      for await (const fragment of readIntoKernel({ task, kernel, shard, index, tell, signal })) {
        if (fragment.kind === 'end') progress.flush();
        await output.put(toWireRow(fragment));
      }
    }
    if (desk.taken === 0) return;
    await output.put(toWireRow({ kind: 'part', bytes: kernel.finish() }));
    memory.keep(job, kernel.thresholds());
  },

  rows: ({ task }, desk, output) => mapRows(task, desk, output),

  links: ({ near }, desk, output) => linkMembers(near, desk.rows(), output),

  merge: async (_, desk, output) => {
    let merged: Profile | undefined;
    let parts = 0;
    for await (const row of desk.rows()) {
      const profile = decodeProfile(row.data!);
      merged = merged === undefined ? profile : mergeProfiles(merged, profile);
      parts += (row.meta as { parts: number }).parts;
    }
    if (merged !== undefined)
      await output.put({ kind: 'part', shard: -1, meta: { parts }, data: encodeProfile(merged) });
  },
};
