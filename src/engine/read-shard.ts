import { OutcrossError } from '../base/errors.ts';
import { readShard } from '../corpus/read.ts';
import type { BadRow, ReadEvents, Shard, ShardEnd } from '../corpus/source.ts';
import type { Fragment, Task } from './engine.ts';
import { interruptible } from './interruptible.ts';
import type { Kernel } from './kernel.ts';

/** One shard of a job, and who reads it. */
export interface ShardReading {
  readonly task: Task;
  readonly kernel: Pick<Kernel, 'add' | 'invalidEncoding'>;
  readonly shard: Shard;
  /** Place of the shard in the job. */
  readonly index: number;
  /** Told of bytes read and examples added since it was told last. */
  readonly tell: (bytes: number, examples: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Feeds one shard to the kernel; yields its malformed rows as they are met and its end. Throws what the reader and the
 * kernel throw, `E_INTERNAL` naming the shard for an error without a code, `E_INTERRUPTED`.
 */
export async function* readIntoKernel(reading: ShardReading): AsyncGenerator<Fragment, void> {
  try {
    yield* feed(reading);
  } catch (error) {
    throw named(error, reading.shard);
  }
}

async function* feed({
  task,
  kernel,
  shard,
  index,
  tell,
  signal,
}: ShardReading): AsyncGenerator<Fragment, void> {
  const bad = new BadRows(task.namedRows);
  const events: ReadEvents = {
    badRow: (row) => bad.add(row),
    progress: (bytes) => tell(bytes, 0),
    invalidEncoding: () => kernel.invalidEncoding(),
  };
  const batches = readShard(shard, task.spec, events);
  let waiting = false;
  try {
    for (;;) {
      waiting = true;
      const step = await interruptible(batches.next(), signal);
      waiting = false;
      const rows = bad.take();
      if (rows.length > 0) yield { kind: 'rows', shard: index, rows };
      if (step.done) return yield endOf(index, step.value, bad.count);
      await interruptible(Promise.resolve(kernel.add(step.value)), signal);
      tell(0, step.value.length);
    }
  } finally {
    // A generator that waits for input that may never come would hold up its own return.
    const closing = batches.return({ rows: 0 });
    if (waiting) closing.catch(() => {});
    else await closing;
  }
}

function endOf(shard: number, end: ShardEnd, malformed: number): Fragment {
  return { kind: 'end', shard, rows: end.rows, malformed };
}

/** An error without a code is a defect: the shard that showed it is what a report of it needs most. */
export function named(error: unknown, shard: Shard): OutcrossError {
  if (!(error instanceof OutcrossError)) {
    const message = error instanceof Error ? error.message : String(error);
    return new OutcrossError('E_INTERNAL', `${shard.name}: ${message}`, { where: shard.name, cause: error });
  }
  if (error.where !== undefined || error.code === 'E_INTERRUPTED') return error;
  return new OutcrossError(error.code, error.message, { where: shard.name, hint: error.hint, cause: error });
}

/** Counts the malformed rows of a shard and holds the first until they are taken. */
class BadRows {
  count = 0;
  readonly #most: number;
  #held: BadRow[] = [];

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  add(row: BadRow): void {
    if (this.count++ < this.#most) this.#held.push(row);
  }

  take(): BadRow[] {
    const held = this.#held;
    if (held.length > 0) this.#held = [];
    return held;
  }
}
