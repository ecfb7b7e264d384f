import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { planShards } from '../corpus/plan.ts';
import { decodeProfile } from '../profile/codec.ts';
import { DEFAULT_SETTINGS, mergeProfiles } from '../profile/profile.ts';
import type { Fragment, Job, Progress, RunHooks } from './engine.ts';
import { runInThread } from './in-thread.ts';
import { runInWorkers } from './pool.ts';

const disk = scratch();
const TEXTS = ['one two', '', '三 四', 'five', 'a\r\nb', '__proto__', 'x'.repeat(500)];
const inputs = TEXTS.map((text, i) =>
  disk.write(`in/${i}.jsonl`, `${jsonl([{ id: `r${i}`, text }])}broken\n`),
);

async function jobOf(paths: readonly string[] = inputs): Promise<Job> {
  const spec = { inputs: paths };
  return { kernel: 'profile', spec, settings: DEFAULT_SETTINGS, shards: await planShards(spec) };
}

type Run = (job: Job, hooks?: RunHooks) => AsyncGenerator<Fragment, void>;
const RUNS: [string, Run][] = [
  ['runInThread', runInThread],
  ['runInWorkers', (job, hooks) => runInWorkers(job, 2, hooks)],
];

async function all(fragments: AsyncIterable<Fragment>): Promise<Fragment[]> {
  const gathered: Fragment[] = [];
  for await (const one of fragments) gathered.push(one);
  return gathered;
}

const withGone = async (...gone: readonly number[]): Promise<Job> => {
  const job = await jobOf();
  const shards = job.shards.map((shard, i) =>
    gone.includes(i) ? { ...shard, path: `${shard.path}.gone` } : shard,
  );
  return { ...job, shards };
};

describe.each(RUNS)('%s', (name, run) => {
  const told: Progress[] = [];
  let fragments: readonly Fragment[] = [];
  beforeAll(async () => {
    fragments = await all(run(await jobOf(), { onProgress: (progress) => told.push(progress) }));
  });

  it('ends every shard once, with its rows and how many of them were no example', () => {
    const ends = fragments.filter((one) => one.kind === 'end');
    expect(ends.toSorted((a, b) => a.shard - b.shard)).toEqual(
      TEXTS.map((_, shard) => ({ kind: 'end', shard, rows: 2, malformed: 1 })),
    );
  });

  it('gives parts that merge to the profile of the whole', () => {
    const parts = fragments.flatMap((one) => (one.kind === 'part' ? [one.bytes] : []));
    expect(parts).toHaveLength(name === 'runInWorkers' ? 2 : 1);
    const whole = parts.map((bytes) => decodeProfile(bytes)).reduce((a, b) => mergeProfiles(a, b));
    expect(whole.tally.examples.reduce((a, b) => a + b)).toBe(TEXTS.length);
  });

  it('tells of more and more bytes and examples, up to all of them', async () => {
    const { shards } = await jobOf();
    const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
    expect(told.at(-1)).toMatchObject({ bytes, totalBytes: bytes, examples: TEXTS.length });
    expect(told.map((one) => one.bytes)).toEqual(told.map((one) => one.bytes).toSorted((a, b) => a - b));
  });

  it('fails with the first shard that fails, whichever was tried first', async () => {
    for (const gone of [[6], [5, 1, 3]]) {
      const first = `${Math.min(...gone)}.jsonl`;
      await expect(all(run(await withGone(...gone)))).rejects.toMatchObject({
        code: 'E_NOT_FOUND',
        where: expect.stringContaining(first),
      });
    }
  });

  it('reads nothing once it was stopped before its start', async () => {
    const signal = AbortSignal.abort();
    const seen: Fragment[] = [];
    const running = (async () => {
      for await (const one of run(await jobOf(), { signal })) seen.push(one);
    })();
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(seen).toEqual([]);
  });

  it('stops where its caller stops', async () => {
    const stopper = new AbortController();
    const running = (async () => {
      for await (const one of run(await jobOf(), { signal: stopper.signal })) {
        if (one.kind === 'end') stopper.abort();
      }
    })();
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('may be left after any fragment', async () => {
    const running = run(await jobOf());
    expect((await running.next()).done).toBe(false);
    await running.return();
    expect(await running.next()).toEqual({ done: true, value: undefined });
  });
});
