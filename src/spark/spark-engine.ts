import type { Shard } from '../corpus/source.ts';
import type { Fragment, Job, RunHooks } from '../engine/engine.ts';
import type { RowEngine } from '../engine/rows/row-engine.ts';
import type { RowFragment, RowJob } from '../engine/rows/row-job.ts';
import { progressOf, wireRow } from './driver/answers.ts';
import { jobFailure } from './driver/job-failure.ts';
import type { SparkJob } from './driver/session.ts';
import { EndCount } from './end-count.ts';
import type { SparkHost } from './host.ts';
import { encodeJob, type JobDocument } from './job-document.ts';
import { TASK_BYTES } from './spark-options.ts';
import { tasksOf } from './tasks.ts';
import type { WireRow } from './wire/wire-row.ts';
import { toFragment, toRowFragment } from './worker/fragment-rows.ts';

/**
 * Runs jobs on Spark. Keeps the laws of `Engine` and of `runRows`. Every shard becomes part of a task, every task is one worker process
 * that reads the shard's file itself; see docs/scale.md.
 */
export class SparkEngine implements RowEngine {
  readonly name = 'spark';
  /** One task reads as much. */
  readonly shardBytes: number;
  readonly #host: SparkHost;

  constructor(host: SparkHost, taskBytes: number = host.options.taskBytes ?? TASK_BYTES) {
    this.#host = host;
    this.shardBytes = taskBytes;
  }

  async *run(job: Job, hooks: RunHooks = {}): AsyncGenerator<Fragment, void> {
    const { shards, ...task } = job;
    const documents = { document: { action: 'profile', task } as const, merge: { action: 'merge' } as const };
    for await (const row of this.#rows('profile', shards, documents, hooks)) {
      const fragment = toFragment(row);
      if (fragment !== undefined) yield fragment;
    }
  }

  async *rows(job: RowJob, hooks: RunHooks = {}): AsyncGenerator<RowFragment, void> {
    const { shards, ...task } = job;
    const documents = { document: { action: 'rows', task } as const };
    for await (const row of this.#rows('rows', shards, documents, hooks)) {
      const fragment = toRowFragment(row);
      if (fragment !== undefined) yield fragment;
    }
  }

  async *#rows(
    action: SparkJob['action'],
    shards: readonly Shard[],
    documents: { readonly document: JobDocument; readonly merge?: JobDocument },
    hooks: RunHooks,
  ): AsyncGenerator<WireRow, void> {
    const { version } = this.#host;
    const tasks = tasksOf(shards, this.shardBytes);
    const session = await this.#host.open(hooks.signal);
    const group = this.#host.nextGroup();
    const job: SparkJob = {
      action,
      group,
      description: `outcross ${group}: ${describe(action, documents.document, shards)}`,
      tasks,
      document: encodeJob(documents.document, version),
      ...(documents.merge === undefined ? {} : { merge: encodeJob(documents.merge, version) }),
    };
    const ends = new EndCount(shards);
    for await (const frame of session.run(job, hooks.signal)) {
      if (frame.head.kind === 'row') {
        const row = wireRow(frame);
        ends.note(row);
        yield row;
      } else if (frame.head.kind === 'progress' || frame.head.kind === 'ended') {
        hooks.onProgress?.(progressOf(frame, shards));
      } else throw jobFailure(frame, shards);
    }
    ends.requireAll();
  }
}

function describe(action: string, document: JobDocument, shards: readonly Shard[]): string {
  const what = document.action === 'rows' ? document.task.kernel : action;
  return `${what} of ${shards.length} ${shards.length === 1 ? 'shard' : 'shards'}`;
}
