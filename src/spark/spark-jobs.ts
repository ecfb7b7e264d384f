import type { Shard } from '../corpus/source.ts';
import type { RunHooks } from '../engine/engine.ts';
import { progressOf, wireRow } from './driver/answers.ts';
import { jobFailure } from './driver/job-failure.ts';
import type { SparkJob } from './driver/session.ts';
import { EndCount } from './end-count.ts';
import type { SparkHost } from './host.ts';
import { encodeJob, type JobDocument } from './job-document.ts';
import { tasksOf } from './tasks.ts';
import type { WireRow } from './wire/wire-row.ts';

/** What goes with a job, beside its shards; see `SparkJob`. */
export interface JobDocuments extends Pick<SparkJob, 'shape' | 'outputs'> {
  /** Absent where no worker is started. */
  readonly document?: JobDocument;
  readonly merge?: JobDocument;
}

/** Runs jobs of a host: shards become tasks, and what workers say of them comes back. */
export class SparkJobs {
  readonly #host: SparkHost;
  readonly #taskBytes: number;

  constructor(host: SparkHost, taskBytes: number) {
    this.#host = host;
    this.#taskBytes = taskBytes;
  }

  /** The rows of a job, every shard ended once. Throws what it failed with. */
  async *run(
    action: SparkJob['action'],
    shards: readonly Shard[],
    documents: JobDocuments,
    hooks: RunHooks,
  ): AsyncGenerator<WireRow, void> {
    const { version } = this.#host;
    const tasks = tasksOf(shards, this.#taskBytes);
    const session = await this.#host.open(hooks.signal);
    const group = this.#host.nextGroup();
    const job: SparkJob = {
      action,
      group,
      description: `outcross ${group}: ${describe(action, documents.document, shards)}`,
      tasks,
      document:
        documents.document === undefined ? Buffer.alloc(0) : encodeJob(documents.document, version, group),
      ...(documents.merge === undefined ? {} : { merge: encodeJob(documents.merge, version, group) }),
      ...(documents.shape === undefined ? {} : { shape: documents.shape }),
      ...(documents.outputs === undefined ? {} : { outputs: documents.outputs }),
    };
    const ends = new EndCount(shards);
    let said = 0;
    for await (const frame of session.run(job, hooks.signal)) {
      if (frame.head.kind === 'row') {
        const row = wireRow(frame);
        ends.note(row);
        yield row;
      } else if (frame.head.kind === 'progress' || frame.head.kind === 'ended') {
        hooks.onProgress?.(progressOf(frame, shards));
        said = Number(frame.head['rows']);
      } else throw jobFailure(frame, shards);
    }
    ends.requireAll(said);
  }
}

function describe(action: string, document: JobDocument | undefined, shards: readonly Shard[]): string {
  const what = action === 'rows' && document?.action === 'rows' ? document.task.kernel : action;
  return `${what} of ${shards.length} ${shards.length === 1 ? 'shard' : 'shards'}`;
}
