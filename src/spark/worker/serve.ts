import { OutcrossError } from '../../base/errors.ts';
import { decodeJob, type ReceivedJob } from '../job-document.ts';
import { decodeStreams } from '../wire/arrow.ts';
import { refuse } from './failed-row.ts';
import { JobMemory } from './job-memory.ts';
import { RowInput } from './row-input.ts';
import { type Pipe, RowOutput } from './row-output.ts';
import { work } from './work.ts';

/** What a worker works with. */
export interface WorkerPipes {
  /** Streams of rows one after the other, a task each. */
  readonly reads: AsyncIterable<Uint8Array>;
  /** Gets as many, in the same order. */
  readonly writes: Pipe;
  /** The job document of the task whose stream has begun: another task may be of another job. */
  readonly readJob: () => Promise<Uint8Array>;
  /** Of the package. */
  readonly version: string;
  /** False where the process has grown so that it shall do no other task. */
  readonly isFit: () => boolean;
}

/**
 * Does task after task until no more come, or one has failed: nothing that a task which failed left behind can reach another. Throws
 * `E_WORKER` where not one came or one is cut, as `decodeJob` for a job document that is none, and what `readJob` throws.
 */
export async function serve(pipes: WorkerPipes): Promise<void> {
  const memory = new JobMemory();
  let tasks = 0;
  for await (const rows of decodedStreams(pipes.reads)) {
    tasks++;
    const output = new RowOutput(pipes.writes);
    const received = await documentOf(pipes, output);
    if (!(await work(received, new RowInput(rows), output, pipes.isFit, memory))) return;
  }
  if (tasks > 0) return;
  throw new OutcrossError('E_WORKER', 'the worker was given nothing', {
    hint: 'Whoever started it has died.',
  });
}

async function documentOf(
  { readJob, version }: Pick<WorkerPipes, 'readJob' | 'version'>,
  output: RowOutput,
): Promise<ReceivedJob> {
  const bytes = await readJob();
  try {
    return decodeJob(bytes, version);
  } catch (error) {
    await refuse(error, output);
    throw error;
  }
}

async function* decodedStreams(reads: AsyncIterable<Uint8Array>): ReturnType<typeof decodeStreams> {
  try {
    yield* decodeStreams(reads);
  } catch (cause) {
    throw new OutcrossError('E_WORKER', 'what the worker was given is no Arrow stream of its rows', {
      cause,
    });
  }
}
