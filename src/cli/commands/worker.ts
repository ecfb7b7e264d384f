import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure } from '../../corpus/failure.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { version } from '../version.ts';

interface WorkerOptions {
  readonly job?: string;
}

/** `outcross worker`. */
export function define(command: Command, _context: Context): void {
  command
    .description(
      'Does a job with what comes over standard input and writes what comes of it to standard output, both Arrow IPC streams: ' +
        "what Spark's executors run. Nobody needs to start it by hand; docs/scale.md says how they do.",
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
    const bytes = await readFile(job).catch((cause) => {
      throw readFailure(job, cause);
    });
    const { decodeJob, refuse, RowInput, RowOutput, work } = await import('../../spark/worker.ts');
    const output = new RowOutput(process.stdout);
    let document: ReturnType<typeof decodeJob>;
    try {
      document = decodeJob(bytes, version());
    } catch (error) {
      await refuse(error, output);
      throw error;
    }
    await work(document, new RowInput(process.stdin), output);
  });
}
