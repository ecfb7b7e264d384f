import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { version } from '../../src/cli/version.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { profileCorpus } from '../../src/engine/profile-corpus.ts';
import { filterCorpus } from '../../src/engine/rows/filter-corpus.ts';
import type { RewriteOptions } from '../../src/engine/rows/rewrite-corpus.ts';
import { tagCorpus } from '../../src/engine/rows/tag-corpus.ts';
import { encodeProfile } from '../../src/profile/codec.ts';
import { SparkHost } from '../../src/spark/host.ts';
import { SparkEngine } from '../../src/spark/spark-engine.ts';
import { brown } from '../fixtures/brown.ts';
import { makeCorpus } from './corpus.ts';
import { type Cluster, MYPY_CACHE, PYTHON, startCluster, withoutSpark } from './spark-cluster.ts';
import { engineContract } from './suite.ts';

const why = withoutSpark();
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Told to every worker, so that a test can tell its own from those of others. */
const MARK = randomUUID();

/** Starting a cluster takes seconds, and on a machine with other work many. */
const PATIENCE = 300_000;

describe.skipIf(why !== undefined)(
  `on Spark: ${why ?? 'a master and two workers'}`,
  { timeout: PATIENCE },
  () => {
    const disk = scratch();
    let cluster: Cluster;
    let host: SparkHost;

    beforeAll(async () => {
      cluster = await startCluster();
      const conf = {
        'spark.executor.memory': '512m',
        'spark.driver.host': '127.0.0.1',
        'spark.executorEnv.OUTCROSS_MARK': MARK,
      };
      const script = join(ROOT, 'bin', 'outcross.js');
      host = new SparkHost(
        { master: cluster.master, python: PYTHON, runId: `contract-${MARK.slice(0, 8)}`, conf },
        { env: process.env, node: process.execPath, script, version: version() },
      );
    }, PATIENCE);

    afterAll(async () => {
      await host?.close();
      cluster?.stop();
    });

    /** Tasks, about, that the corpus of the suite is cut into. */
    const engineOf = (tasks: number) => new SparkEngine(host, Math.ceil(200_000 / tasks));
    engineContract('the engine contract', engineOf, [1, 3], [1, 3]);

    describe('what is done to records', () => {
      const spec = { inputs: [makeCorpus(disk)] };

      /** What a way of writing records writes, here and there. */
      async function written(
        write: (folder: string, options: RewriteOptions) => Promise<unknown>,
      ): Promise<readonly unknown[]> {
        const ways: readonly RewriteOptions[] = [
          { workers: 0 },
          { engine: engineOf(3), targetBytes: 30_000 },
        ];
        const found: unknown[] = [];
        for (const [i, options] of ways.entries()) {
          const folder = mkdtempSync(join(disk.folder, 'written-'));
          const rows: unknown[] = [];
          const notes: unknown[] = [];
          const onBadRow = (row: unknown) => rows.push(row);
          const result = await write(folder, { ...options, onBadRow, onNote: (note) => notes.push(note) });
          const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]);
          found[i] = {
            files,
            rows,
            notes,
            result: JSON.parse(JSON.stringify(result).replaceAll(folder, '')),
          };
        }
        return found;
      }

      it('parts a corpus into the same bytes as here, and tells of the same rows', async () => {
        const settings = { profiles: ['length', 'c4'], cleanLines: true };
        const [here, there] = await written((folder, options) => {
          const outputs = {
            kept: { path: join(folder, 'k.jsonl.gz') },
            rejects: { path: join(folder, 'r.jsonl') },
          };
          return filterCorpus(spec, settings, outputs, options);
        });
        expect(there).toEqual(here);
        expect((here as { rows: unknown[] }).rows.length).toBeGreaterThan(30);
      });

      it('tags a corpus into the same table as here', async () => {
        const settings = { set: { origin: 'human', source: 'press' } } as const;
        const [here, there] = await written((folder, options) =>
          tagCorpus(spec, settings, { path: join(folder, 't.parquet') }, { ...options, writeIds: true }),
        );
        expect(there).toEqual(here);
      });

      it('names the file and line of a row that stops the run, the first of several', async () => {
        const rows = Array.from({ length: 4000 }, (_, i) => ({
          text: `example ${i}`,
          ...(i % 1000 === 999 ? { made: 'by nobody' } : {}),
        }));
        const input = disk.write('poison.jsonl', jsonl(rows));
        const tag = (options: RewriteOptions) =>
          tagCorpus(
            { inputs: [input] },
            { fields: { origin: 'made' } },
            { path: join(disk.folder, 'never.jsonl') },
            options,
          ).catch((error) => error.toJSON());
        const here = await tag({ workers: 0 });
        expect(here.where).toBe('poison.jsonl:1000');
        expect(await tag({ engine: engineOf(10) })).toEqual(here);
      });
    });

    it('gives the same bytes when workers are killed at random moments', async () => {
      const rng = new Rng(`killed ${MARK}`);
      const input = disk.write('brown.jsonl', jsonl(brown('killed', [150_000])[0] as object[]));
      const profile = async (engine?: Engine) =>
        encodeProfile(await profileCorpus({ inputs: [input] }, { workers: 0, ...(engine && { engine }) }));
      const reference = await profile();
      let over = false;
      const bytes = profile(new SparkEngine(host, 700_000)).finally(() => {
        over = true;
      });
      const killed = new Set<number>();
      while (killed.size < 3 && !over) {
        await new Promise((resolve) => setTimeout(resolve, 20 + rng.int(200)));
        const [pid] = workersOfMine().filter((one) => !killed.has(one));
        if (pid === undefined) continue;
        process.kill(pid, 'SIGKILL');
        killed.add(pid);
      }
      expect(Buffer.compare(await bytes, reference)).toBe(0);
      expect(killed.size).toBe(3);
    });
  },
);

/** Processes that run a worker of this test. */
function workersOfMine(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => told(pid, 'cmdline').includes('worker\0--job') && told(pid, 'environ').includes(MARK))
    .map(Number);
}

function told(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
}

describe.skipIf(why !== undefined)(
  `on Spark: ${why ?? 'the driver in Python'}`,
  { timeout: PATIENCE },
  () => {
    const python = (...args: readonly string[]) =>
      spawnSync(PYTHON, args, { cwd: join(ROOT, 'spark'), encoding: 'utf8' });

    it('has types that hold', () => {
      const { status, stdout } = python(
        '-m',
        'mypy',
        '--strict',
        `--cache-dir=${MYPY_CACHE}`,
        'outcross_spark',
        'outcross_job.py',
      );
      expect(stdout).toContain('Success');
      expect(status).toBe(0);
    });

    it('passes its own tests', () => {
      const { status, stderr } = python('-B', '-m', 'unittest', 'discover', '-s', 'tests');
      expect(stderr).toMatch(/Ran \d\d tests/);
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    });
  },
);
