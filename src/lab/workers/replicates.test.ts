import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { Rng } from '../../base/rng.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { type Replicates, runReplicates } from './replicates.ts';
import { workerFile } from './worker-file.ts';

const disk = scratch();
const DIST = new URL('../../', workerFile(import.meta.url, 'serve'));
let programs = 0;

/** A worker's program in plain JavaScript around the compiled `serve`. */
function program(body: string): URL {
  const imports = ['lab/workers/serve.js', 'base/errors.js', 'base/rng.js'].map(
    (path) => `import * as ${path.slice(path.lastIndexOf('/') + 1, -3)} from '${new URL(path, DIST).href}';`,
  );
  return pathToFileURL(disk.write(`replicates-${programs++}.mjs`, `${imports.join('\n')}\n${body}`));
}

const DRAW = program(`serve.serve((job) => new rng.Rng(job).next());`);

function draws(workers: number, more: Partial<Replicates<number, number>> = {}): Replicates<number, number> {
  return { jobs: [5, 3, 9, 1], run: (job) => new Rng(job).next(), file: DRAW, workers, ...more };
}

describe('runReplicates', () => {
  it('gives the results in the jobs’ order, the same whatever the number of workers', async () => {
    const expected = [5, 3, 9, 1].map((job) => new Rng(job).next());
    for (const workers of [0, 1, 2, 7]) expect(await runReplicates(draws(workers))).toEqual(expected);
  });

  it('gives nothing for no jobs, and starts no thread', async () => {
    const file = new URL('file:///no/such/worker.js');
    expect(await runReplicates(draws(3, { jobs: [], file }))).toEqual([]);
  });

  it.each([0, 2])('tells how far it is in the unit of cost, with %d workers', async (workers) => {
    const told: [number, number][] = [];
    const seen = new Map<number, number>();
    await runReplicates(
      draws(workers, {
        cost: (job) => job,
        onProgress: (done, total) => told.push([done, total]),
        onResult: (result, index) => seen.set(index, result),
      }),
    );
    expect(told.map(([, total]) => total)).toEqual([18, 18, 18, 18]);
    expect(told[3]).toEqual([18, 18]);
    expect(told.every(([done], i) => i === 0 || done > told[i - 1][0])).toBe(true);
    expect([...seen.keys()].sort()).toEqual([0, 1, 2, 3]);
  });

  it.each([0, 2])('throws the error of the first job that failed, with %d workers', async (workers) => {
    const run = (job: number) => {
      if (job !== 3 && job !== 9) return job;
      throw new OutcrossError('E_PARAMETER', `no ${job}`, { where: 'job', hint: 'take another' });
    };
    // The second job fails long after the third.
    const file = program(`serve.serve((job) => {
      if (job !== 3 && job !== 9) return job;
      for (const until = Date.now() + (job === 3 ? 200 : 0); Date.now() < until; );
      throw new errors.OutcrossError('E_PARAMETER', 'no ' + job, { where: 'job', hint: 'take another' });
    });`);
    await expect(runReplicates(draws(workers, { run, file }))).rejects.toMatchObject({
      code: 'E_PARAMETER',
      message: 'no 3',
      where: 'job',
      hint: 'take another',
    });
  });

  it('keeps the stack of an error that is a defect', async () => {
    const file = program(`serve.serve(function lost() { throw new TypeError('not a function'); });`);
    await expect(runReplicates(draws(1, { file }))).rejects.toMatchObject({
      code: 'E_INTERNAL',
      cause: expect.stringContaining('lost'),
    });
  });

  it('calls a result that cannot be handed over a defect', async () => {
    const file = program(`serve.serve(() => () => 1);`);
    await expect(runReplicates(draws(1, { file }))).rejects.toMatchObject({ code: 'E_INTERNAL' });
  });

  it('says that a worker died, and of what', async () => {
    const file = program(`serve.serve(() => process.exit(3));`);
    await expect(runReplicates(draws(2, { file }))).rejects.toMatchObject({
      code: 'E_WORKER',
      message: expect.stringContaining('status 3'),
      hint: expect.stringContaining('--workers 0'),
    });
  });

  it.each([0, 2])('stops at once when told to, with %d workers', async (workers) => {
    const control = new AbortController();
    const endless = program(`serve.serve(() => { for (;;); });`);
    const run = () => new Promise<number>(() => {});
    const work = runReplicates(draws(workers, { run, file: endless, signal: control.signal }));
    setTimeout(() => control.abort(), 50);
    await expect(work).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    await expect(runReplicates(draws(workers, { signal: control.signal }))).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });

  it.each([-1, 1.5, Number.NaN])('refuses %d workers', async (workers) => {
    await expect(runReplicates(draws(workers))).rejects.toMatchObject({ code: 'E_PARAMETER' });
  });
});

describe('workerFile', () => {
  it('stands beside compiled code, and in the build for code that runs from its source', () => {
    expect(workerFile('file:///a/dist/lab/verify/rows.js', 'worker').href).toBe(
      'file:///a/dist/lab/verify/worker.js',
    );
    expect(workerFile('file:///src/a/src/lab/verify/rows.ts', 'worker').href).toBe(
      'file:///src/a/dist/lab/verify/worker.js',
    );
  });
});
