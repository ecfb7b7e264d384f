import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure } from '../../corpus/failure.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { version } from '../version.ts';

/** Resident bytes from which on a worker does no other task: the memory that a large task took does not come back. */
const FIT_BYTES = 768 * 2 ** 20;

interface WorkerOptions {
  readonly job?: string;
}

/** `outcross worker`. */
export function define(command: Command, _context: Context): void {
  command
    .description(
      'Does a job with what comes over standard input and writes what comes of it to standard output, both Arrow IPC streams, task after ' +
        "task: what Spark's executors run. Nobody needs to start it by hand; docs/scale.md says how they do.",
    )
    .option('--job <file>', 'what to do: a job document (required)');
  addExamples(command, [
    ['outcross worker --job job.bin < shards.arrow > rows.arrow', 'as an executor starts it'],
  ]);
  command.action(async ({ job }: WorkerOptions) => {
    if (job === undefined) {
      throw new OutcrossError('E_USAGE', 'the job was not said', {
        where: '--job',
        hint: 'Run `outcross profile CORPUS --engine spark --master URL`, which writes one and starts workers.',
      });
    }
    const readJob = () =>
      readFile(job).catch((cause) => {
        throw readFailure(job, cause);
      });
    const { serve } = await import('../../spark/worker.ts');
    await serve({
      reads: process.stdin,
      writes: process.stdout,
      readJob,
      version: version(),
      isFit: () => process.memoryUsage.rss() < FIT_BYTES,
    });
  });
}
