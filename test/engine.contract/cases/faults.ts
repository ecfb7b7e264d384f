import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Rng } from '../../../src/base/rng.ts';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import { planShards } from '../../../src/corpus/plan.ts';
import { profileCorpus, profileShards } from '../../../src/engine/profile-corpus.ts';
import { filterCorpus } from '../../../src/engine/rows/filter-corpus.ts';
import type { RewriteOptions } from '../../../src/engine/rows/rewrite-corpus.ts';
import { encodeProfile } from '../../../src/profile/codec.ts';
import type { SparkHost } from '../../../src/spark/host.ts';
import { SparkEngine } from '../../../src/spark/spark-engine.ts';
import { brown } from '../../fixtures/brown.ts';
import { HeldFile } from '../held-file.ts';
import { killed, lineOf, lives, processesOf, until, workersOf } from '../processes.ts';
import { deskOn, type SparkDesk } from '../spark-desk.ts';
import { SparkPages } from '../spark-pages.ts';

/** A job as it is run here and there; gives all bytes that come of it. */
type Run = (inputs: readonly string[], options: RewriteOptions) => Promise<Buffer>;

const profile: Run = async (inputs, options) =>
  Buffer.from(encodeProfile(await profileCorpus({ inputs, format: 'jsonl' }, options)));

const filter: Run = async (inputs, options) => {
  const folder = mkdtempSync(join(process.env['TMPDIR'] ?? '/tmp', 'outcross-filtered-'));
  try {
    const outputs = { kept: { path: join(folder, 'k.jsonl') }, rejects: { path: join(folder, 'r.jsonl') } };
    await filterCorpus({ inputs, format: 'jsonl' }, { profiles: ['length', 'c4'] }, outputs, options);
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const RUNS = [
  ['profile', profile],
  ['filter', filter],
] as const;

/** Whole files, each a task of its own. */
const WHOLE = 1 << 30;

/** A job that a failed test leaves waiting would keep the cluster from all others. */
function endOfTest(): AbortSignal {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  return controller.signal;
}

/** What a cluster does to those who work on it. */
export function faultCases(desk: () => SparkDesk): void {
  describe('a cluster that fails', () => {
    let held: string;
    let rest: readonly string[];
    let head: Buffer;

    /** A corpus of five files. The first of them can be held. */
    beforeAll(() => {
      const { disk } = desk();
      const [corpus] = brown('faults', [80_000]);
      const size = Math.ceil(corpus.length / 5);
      const [first, ...others] = Array.from({ length: 5 }, (_, i) =>
        jsonl(corpus.slice(i * size, (i + 1) * size) as object[]),
      );
      head = Buffer.from(first);
      held = disk.write('faults/plain/a.jsonl', head);
      rest = others.map((lines, i) => disk.write(`faults/rest/b${i}.jsonl`, lines));
    });

    const here = (run: Run) => run([held, ...rest], { workers: 0 });
    const there = (run: Run, path: string, options: RewriteOptions = {}) =>
      run([path, ...rest], {
        engine: desk().engineOf(1, 1),
        targetBytes: WHOLE,
        signal: endOfTest(),
        ...options,
      });
    const pipe = (name: string) => new HeldFile(join(desk().disk.folder, 'faults', name, 'a.jsonl'));

    it.each(RUNS)(
      'gives the same bytes with a worker killed at three random moments: %s',
      async (name, run) => {
        const rng = new Rng(`killed ${name}`);
        const file = pipe(`killed-${name}`);
        const running = there(run, file.path);
        for (let i = 0; i < 3; i++) await file.kill(await file.feed(head.subarray(0, rng.int(head.length))));
        await file.feed(head);
        await file.end();
        expect(Buffer.compare(await running, await here(run))).toBe(0);
        expect(await new SparkPages(desk()).failedTasks()).toBe(3);
      },
    );

    it('fails with the file named where a worker dies every time', async () => {
      const file = pipe('deadly');
      const options = { engine: desk().engineOf(1), signal: endOfTest() };
      const running = profile([file.path], options).catch((error) => error);
      for (let i = 0; i < 4; i++) await file.kill(await file.feed(head));
      expect(await running).toMatchObject({
        code: 'E_WORKER',
        where: 'a.jsonl',
        message: expect.stringMatching(/died while it read a\.jsonl.*signal 9/),
      });
    });

    it.each(RUNS)('makes again what an executor took with it: %s', async (name, run) => {
      const { application } = desk().application();
      const file = pipe(`lost-${name}`);
      const pages = new SparkPages(desk());
      const lost = await pages.lostExecutors();
      let done = 0;
      const onProgress = ({ file }: { file: string }) => {
        done = Number(/Spark: (\d+) of/.exec(file)?.[1]);
      };
      const running = there(run, file.path, { onProgress });
      const line = lineOf(await file.feed(head));
      await until(() => done === rest.length);
      // What has ended so far ended on the other.
      const executors = processesOf('CoarseGrainedExecutorBackend', application, '--executor-id');
      await killed(executors.find((pid) => !line.includes(pid))!);
      await file.end();
      expect(Buffer.compare(await running, await here(run))).toBe(0);
      expect(await pages.lostExecutors()).toBe(lost + 1);
    });

    it('takes one answer of a task and its copy', async () => {
      const { cluster, disk } = desk();
      const mark = randomUUID();
      const own = deskOn(cluster, disk, mark, { conf: SPECULATIVE });
      // Two besides the one that is stuck: what must have ended before Spark thinks of copies, and what shows that one is late.
      const inputs = [held, ...rest.slice(0, 2)];
      const options = { engine: own.engineOf(1, 1), targetBytes: WHOLE };
      try {
        for (const [, run] of RUNS) {
          // Those of the run before wait for a task: stopping one of them holds up nobody.
          for (const idle of workersOf(mark)) {
            process.kill(idle, 'SIGKILL');
            await until(() => !lives(idle));
          }
          const running = run(inputs, options);
          const stuck = await until(() => workersOf(mark)[0]);
          process.kill(stuck, 'SIGSTOP');
          expect(Buffer.compare(await running, await run(inputs, { workers: 0 }))).toBe(0);
          // It finds nobody who waits for it.
          process.kill(stuck, 'SIGCONT');
          await until(() => !lives(stuck));
        }
        expect((await new SparkPages(own).copies()).length).toBeGreaterThanOrEqual(2);
      } finally {
        await own.host.close();
      }
    });

    it('names a file that has vanished since it was planned', async () => {
      const { disk, engineOf } = desk();
      const inputs = [rest[0], disk.write('faults/gone.jsonl', head)];
      const shards = await planShards({ inputs }, { targetBytes: WHOLE });
      rmSync(inputs[1]);
      const run = profileShards(shards, { inputs }, { engine: engineOf(1, 1) });
      await expect(run).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: 'gone.jsonl' });
      // Spark tried it again: another machine may see what one does not.
      expect(await new SparkPages(desk()).failedTasks()).toBe(3);
    });

    it('refuses workers of another version at once', async () => {
      const { host } = desk();
      const other = new SparkEngine({
        options: host.options,
        version: '0.0.0',
        isShipped: false,
        nextGroup: () => host.nextGroup(),
        open: (signal: AbortSignal | undefined) => host.open(signal),
      } as SparkHost);
      await expect(profile([held], { engine: other })).rejects.toMatchObject({
        code: 'E_UNSUPPORTED',
        message: expect.stringContaining('comes from outcross 0.0.0'),
      });
      expect(await new SparkPages(desk()).failedTasks()).toBe(0);
    });
  });
}

/** A task is copied as soon as a core is free. */
const SPECULATIVE = {
  'spark.speculation': 'true',
  'spark.speculation.interval': '50ms',
  'spark.speculation.quantile': '0.2',
  'spark.speculation.multiplier': '1.01',
  'spark.speculation.minTaskRuntime': '50ms',
};
