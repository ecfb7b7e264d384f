import type { Shard } from '../corpus/source.ts';
import type { Decision, DedupEngine, DedupJob } from '../engine/dedup/dedup-engine.ts';
import type { Fragment, Job, RunHooks } from '../engine/engine.ts';
import type { FileDigest } from '../engine/rows/row-engine.ts';
import type { RowFragment, RowJob } from '../engine/rows/row-job.ts';
import { requireCarried } from './carried.ts';
import { dedupDocuments } from './dedup/dedup-documents.ts';
import { toDecision } from './dedup/to-decision.ts';
import type { SparkHost } from './host.ts';
import { ExecutorSinks, placesOf } from './outputs/executor-sinks.ts';
import { SparkJobs } from './spark-jobs.ts';
import { JOB_TASKS, TASK_BYTES } from './spark-options.ts';
import { toFragment, toRowFragment } from './worker/fragment-rows.ts';

/**
 * Runs jobs on Spark. Keeps the laws of `Engine` and of `runRows`. Every shard becomes part of a task, every task is given
 * to a worker process that reads the shard's file itself; see docs/scale.md.
 */
export class SparkEngine implements DedupEngine {
  readonly name = 'spark';
  /** One task reads as much. */
  readonly shardBytes: number;
  /** Enough tasks for all executors. */
  readonly jobBytes: number;
  readonly #host: SparkHost;
  readonly #sinks: ExecutorSinks;
  readonly #jobs: SparkJobs;

  constructor(host: SparkHost, taskBytes: number = host.options.taskBytes ?? TASK_BYTES) {
    this.#host = host;
    this.#sinks = new ExecutorSinks((head) => host.ask(head));
    this.#jobs = new SparkJobs(host, taskBytes);
    this.shardBytes = taskBytes;
    this.jobBytes = taskBytes * JOB_TASKS;
  }

  /** Of inputs that are URIs; see docs/scale.md. */
  readonly mirrorOf = (input: string, signal?: AbortSignal) => this.#host.mirrors.of(input, signal);

  /** Of outputs that are URIs; see docs/scale.md. */
  readonly openSink: NonNullable<DedupEngine['openSink']> = (uri, how) => this.#sinks.open(uri, how);

  async *run(job: Job, hooks: RunHooks = {}): AsyncGenerator<Fragment, void> {
    const { shards, ...task } = job;
    requireCarried(task, this.#host.isShipped);
    const documents = { document: { action: 'profile', task } as const, merge: { action: 'merge' } as const };
    for await (const row of this.#jobs.run('profile', shards, documents, hooks)) {
      const fragment = toFragment(row);
      if (fragment !== undefined) yield fragment;
    }
  }

  async *rows(job: RowJob, hooks: RunHooks = {}): AsyncGenerator<RowFragment, void> {
    const { shards, ...task } = job;
    const documents = { document: { action: 'rows', task } as const, outputs: placesOf(task.outputs) };
    for await (const row of this.#jobs.run('rows', shards, documents, hooks)) {
      this.#sinks.note(row, task.outputs);
      const fragment = toRowFragment(row);
      if (fragment !== undefined) yield fragment;
    }
  }

  /** Digests of files that stand elsewhere, each of which is a shard, in their order. */
  async digests(files: readonly Shard[], hooks: RunHooks = {}): Promise<FileDigest[]> {
    const digests: FileDigest[] = [];
    for await (const { kind, shard, meta } of this.#jobs.run('digest', files, {}, hooks)) {
      if (kind !== 'end') continue;
      const { bytes, sha256 } = meta as FileDigest;
      digests[shard] = { bytes, sha256 };
    }
    return digests;
  }

  async *dedup(job: DedupJob, hooks: RunHooks = {}): AsyncGenerator<RowFragment | Decision, void> {
    for await (const row of this.#jobs.run('dedup', job.shards, dedupDocuments(job), hooks)) {
      const fragment = toDecision(row) ?? toRowFragment(row);
      if (fragment !== undefined) yield fragment;
    }
  }
}
