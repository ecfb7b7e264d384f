import { parentPort, workerData } from 'node:worker_threads';
import { OutcrossError } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';
import { createKernel } from './kernel.ts';
import type { Answer, Order, WorkerData } from './messages.ts';
import { plainError } from './plain-error.ts';
import { readIntoKernel } from './read-shard.ts';

/** Bytes read between two messages about them. */
const TELL_BYTES = 1 << 20;

if (parentPort === null) throw new OutcrossError('E_INTERNAL', 'the worker was started as a program');
const port = parentPort;
const { task } = workerData as WorkerData;
const kernel = createKernel(task);

function answer(message: Answer, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function read(index: number, shard: Shard): Promise<void> {
  let bytes = 0;
  let examples = 0;
  const flush = () => {
    answer({ kind: 'progress', bytes, examples });
    bytes = 0;
    examples = 0;
  };
  const tell = (moreBytes: number, moreExamples: number) => {
    bytes += moreBytes;
    examples += moreExamples;
    if (bytes >= TELL_BYTES) flush();
  };
  for await (const fragment of readIntoKernel({ task, kernel, shard, index, tell })) {
    if (fragment.kind === 'end') flush();
    answer(fragment);
  }
}

function finish(): void {
  const bytes = kernel.finish();
  answer({ kind: 'part', bytes }, [bytes.buffer as ArrayBuffer]);
  port.close();
}

async function obey(order: Order): Promise<void> {
  try {
    if (order.kind === 'read') await read(order.index, order.shard);
    else finish();
  } catch (error) {
    answer({ kind: 'failed', error: plainError(error) });
  }
}

port.on('message', (order: Order) => void obey(order));
