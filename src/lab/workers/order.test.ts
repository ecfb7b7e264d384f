import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { type Replicates, runReplicates } from './replicates.ts';
import { workerFile } from './worker-file.ts';

const disk = scratch();
const SERVE = new URL('serve.js', workerFile(import.meta.url, 'serve')).href;
let programs = 0;

function program(body: string): URL {
  return pathToFileURL(disk.write(`order-${programs++}.mjs`, `import { serve } from '${SERVE}';\n${body}`));
}

/** Takes the longer the earlier the job was handed out, so that results come in the wrong order. */
const SLOW_FIRST = program(`
let first = true;
serve(async (job) => {
  if (first && job % 2 === 0) for (let i = 0; i < 40; i++) await new Promise((done) => setImmediate(done));
  first = false;
  return job * job;
});`);

function squares(more: Partial<Replicates<number, number>> = {}): Replicates<number, number> {
  const jobs = Array.from({ length: 20 }, (_, i) => i);
  return { jobs, run: (job) => job * job, file: SLOW_FIRST, workers: 3, ...more };
}

const EXPECTED = Array.from({ length: 20 }, (_, i) => i * i);

describe('runReplicates, whichever worker is quicker', () => {
  it.each([1, 2, 3, 25])('gives results in the jobs’ order with %d workers', async (workers) => {
    expect(await runReplicates(squares({ workers }))).toEqual(EXPECTED);
  });

  it.each([0, 2])(
    'hands every result over once, with the index of its job, with %d workers',
    async (workers) => {
      const seen: [number, number][] = [];
      await runReplicates(squares({ workers, onResult: (result, index) => seen.push([index, result]) }));
      expect(seen.sort(([a], [b]) => a - b)).toEqual(EXPECTED.map((value, i) => [i, value]));
    },
  );

  it.each([0, 2])('ends with what a listener throws, with %d workers', async (workers) => {
    let heard = 0;
    const work = runReplicates(
      squares({
        workers,
        onResult: () => {
          heard++;
          throw new Error('no room');
        },
      }),
    );
    await expect(work).rejects.toThrow('no room');
    expect(heard).toBe(1);
  });

  it('tells nothing of jobs that cost nothing but that they are done', async () => {
    const told: [number, number][] = [];
    await runReplicates(squares({ workers: 0, cost: () => 0, onProgress: (...own) => told.push(own) }));
    expect(told).toEqual(new Array(20).fill([0, 0]));
  });

  it('hands out no further job after one has failed', async () => {
    const file = program(`
serve((job) => {
  if (job === 0) throw new TypeError('the first');
  return job;
});`);
    const seen: number[] = [];
    const work = runReplicates(squares({ file, workers: 1, onResult: (_, index) => seen.push(index) }));
    await expect(work).rejects.toMatchObject({
      code: 'E_INTERNAL',
      message: expect.stringContaining('the first'),
    });
    expect(seen).toEqual([]);
  });

  it('calls a job that no worker can be sent a defect', async () => {
    const jobs = [() => 1] as unknown as number[];
    await expect(runReplicates(squares({ jobs, workers: 1 }))).rejects.toMatchObject({
      code: 'E_INTERNAL',
      message: expect.stringContaining('job 0 is no plain value'),
    });
  });

  it('says that a worker is missing or broken, and leaves no thread behind', async () => {
    const missing = new URL('file:///no/such/worker.mjs');
    for (const file of [missing, program('this is no program')]) {
      await expect(runReplicates(squares({ file, workers: 2 }))).rejects.toMatchObject({ code: 'E_WORKER' });
    }
  });

  it('awaits what takes its time in the calling thread, one after the other', async () => {
    let open = 0;
    let most = 0;
    const run = async (job: number) => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return job;
    };
    expect(await runReplicates(squares({ workers: 0, run }))).toEqual(EXPECTED.map((_, i) => i));
    expect(most).toBe(1);
  });
});
