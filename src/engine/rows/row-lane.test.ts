import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Shard } from '../../corpus/source.ts';
import type { RowTask } from './row-job.ts';
import { RowError } from './row-kernel.ts';
import { RowLane, type RowLaneEvent } from './row-lane.ts';

const disk = scratch();
const TASK: RowTask = { kernel: 'ids', settings: {}, spec: { inputs: [] }, outputs: [] };
const SHARD: Shard = { path: '/x', name: 'x.jsonl', format: 'jsonl', compression: 'none', bytes: 1 };

let programs = 0;

/** The first event of a lane whose worker runs `program`. */
function firstEvent(program: string): Promise<RowLaneEvent> {
  const file = pathToFileURL(disk.write(`p${programs++}.mjs`, program));
  return new Promise((resolve) => {
    const lane: RowLane = new RowLane(
      TASK,
      (event) => {
        lane.stop();
        resolve(event);
      },
      file,
    );
    lane.read(3, SHARD);
  });
}

const ANSWERS = (answer: string) =>
  `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => parentPort.postMessage(${answer}));`;

describe('RowLane', () => {
  it('hands on what its worker answers', async () => {
    const event = await firstEvent(ANSWERS(`{ kind: 'progress', bytes: 7, records: 1 }`));
    expect(event).toMatchObject({ answer: { kind: 'progress', bytes: 7 } });
  });

  it('keeps the row that an error is about', async () => {
    const event = await firstEvent(
      ANSWERS(`{ kind: 'failed', error: { code: 'E_PROVENANCE', message: 'no', hint: 'do', row: 9 } }`),
    );
    const { failure } = event as unknown as { failure: RowError };
    expect(failure).toBeInstanceOf(RowError);
    expect(failure).toMatchObject({ code: 'E_PROVENANCE', row: 9, hint: 'do' });
  });

  it.each([
    ['throws', 'throw new Error("boom")', /boom/],
    ['leaves', 'process.exit(3)', /status 3/],
  ])('says which file was read when its worker %s', async (_, program, message) => {
    const event = await firstEvent(program);
    expect(event).toMatchObject({ failure: { code: 'E_WORKER', where: 'x.jsonl', message } });
  });
});
