import { loadRowKernel } from '../../engine/rows/kernels.ts';
import type { RowTask } from '../../engine/rows/row-job.ts';
import { shardRows } from '../../engine/rows/shard-rows.ts';
import { PartFiles } from '../outputs/part-files.ts';
import { toWireRow } from './fragment-rows.ts';
import { ProgressRows } from './progress-rows.ts';
import type { RowOutput } from './row-output.ts';
import type { ShardDesk } from './shard-desk.ts';

/** Maps the records of shards as they come. Records of outputs that are to be left in files go there, all others go on. */
export async function mapRows(task: RowTask, desk: ShardDesk, output: RowOutput): Promise<void> {
  const makeKernel = await loadRowKernel(task.kernel, task.settings);
  const parts = new PartFiles(task.outputs, () => desk.folder);
  const { signal } = output;
  for await (const { shard, index } of desk.shards()) {
    const progress = new ProgressRows(index, output);
    const { tell } = progress;
    const kernel = makeKernel({ shard, index });
    parts.reads(shard);
    for await (const fragment of shardRows({ task, kernel, shard, index, tell, signal })) {
      if (fragment.kind === 'end') progress.flush();
      if (!(await parts.took(fragment))) await output.put(toWireRow(fragment));
    }
  }
  for await (const row of parts.written()) await output.put(row);
}
