import { parentPort } from 'node:worker_threads';
import { OutcrossError } from '../../base/errors.ts';
import { plainError } from '../../engine/plain-error.ts';
import type { Answer, Order } from './messages.ts';

/** Makes this thread a worker of `runReplicates`, which does `run` for every job that it is given. */
export function serve<J, R>(run: (job: J) => R | Promise<R>): void {
  if (parentPort === null) throw new OutcrossError('E_INTERNAL', 'the worker was started as a program');
  const port = parentPort;
  const obey = async ({ index, job }: Order): Promise<Answer> => {
    try {
      return { kind: 'done', index, result: await run(job as J) };
    } catch (error) {
      return { kind: 'failed', index, error: plainError(error) };
    }
  };
  port.on('message', async (order: Order) => {
    const answer = await obey(order);
    try {
      port.postMessage(answer);
    } catch (error) {
      // A result that cannot be cloned, such as a function, is a defect of the job.
      port.postMessage({ kind: 'failed', index: order.index, error: plainError(error) } satisfies Answer);
    }
  });
}
