import { parentPort, workerData } from 'node:worker_threads';
import { OutcrossError } from '../../base/errors.ts';
import type { Shard } from '../../corpus/source.ts';
import { plainError } from '../plain-error.ts';
import { loadRowKernel } from './kernels.ts';
import { RowError } from './row-kernel.ts';
import type { RowAnswer, RowOrder, RowWorkerData } from './row-messages.ts';
import { shardRows } from './shard-rows.ts';

/** Bytes read between two messages about them. */
const TELL_BYTES = 1 << 20;

/** Bytes of blocks that may be on their way or wait for their turn: what a run holds of each worker. */
const CREDIT_BYTES = 1 << 24;

if (parentPort === null) throw new OutcrossError('E_INTERNAL', 'the worker was started as a program');
const port = parentPort;
const { task } = workerData as RowWorkerData;
const loaded = loadRowKernel(task.kernel, task.settings);
loaded.catch(() => {});

let untaken = 0;
let wake: () => void = () => {};

function answer(message: RowAnswer, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function read(index: number, shard: Shard): Promise<void> {
  const kernel = (await loaded)({ shard, index });
  let bytes = 0;
  let records = 0;
  const flush = () => {
    answer({ kind: 'progress', bytes, records });
    bytes = 0;
    records = 0;
  };
  const tell = (moreBytes: number, moreRecords: number) => {
    bytes += moreBytes;
    records += moreRecords;
    if (bytes >= TELL_BYTES) flush();
  };
  for await (const fragment of shardRows({ task, kernel, shard, index, tell })) {
    if (fragment.kind === 'end') flush();
    if (fragment.kind !== 'block') answer(fragment);
    else {
      untaken += fragment.bytes.length;
      answer(fragment, [fragment.bytes.buffer, fragment.ends.buffer]);
      while (untaken > CREDIT_BYTES) await taken();
    }
  }
}

/** Waits until some of what was sent was taken. */
function taken(): Promise<void> {
  return new Promise((resolve) => {
    wake = resolve;
  });
}

async function obey(order: RowOrder): Promise<void> {
  if (order.kind === 'taken') {
    untaken -= order.bytes;
    wake();
    return;
  }
  try {
    await read(order.index, order.shard);
  } catch (error) {
    const row = error instanceof RowError ? { row: error.row } : {};
    answer({ kind: 'failed', error: { ...plainError(error), ...row } });
  }
}

port.on('message', (order: RowOrder) => void obey(order));
