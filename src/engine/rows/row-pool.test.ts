import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import type { Progress } from '../engine.ts';
import type { RowFragment, RowJob } from './row-job.ts';
import { runRowsInWorkers } from './row-pool.ts';

const disk = scratch();
const COUNTS = [700, 0, 1, 400, 3, 250, 0, 2, 90, 5, 1, 60];
const inputs = COUNTS.map((count, file) =>
  disk.write(
    `in/${String(file).padStart(2, '0')}.jsonl`,
    // A file of blank lines alone has no record and is not empty.
    `\n${jsonl(Array.from({ length: count }, (_, i) => ({ id: `${file}-${i}`, text: 'x'.repeat(i % 50) })))}`,
  ),
);

/** A job of a shard for each file. */
async function jobOf(): Promise<RowJob> {
  const shards = await planShards({ inputs });
  return { kernel: 'copy', settings: {}, spec: { inputs }, shards, outputs: [{ kind: 'jsonl' }] };
}

async function all(fragments: AsyncIterable<RowFragment>): Promise<RowFragment[]> {
  const gathered: RowFragment[] = [];
  for await (const one of fragments) gathered.push(one);
  return gathered;
}

const records = (fragments: readonly RowFragment[]) =>
  fragments.flatMap((one) => (one.kind === 'end' ? [(one.summary as { records: number }).records] : []));

describe('runRowsInWorkers', () => {
  it.each([1, 3])(
    'ends every shard in its turn, be it empty or done long before (%i workers)',
    async (workers) => {
      const fragments = await all(runRowsInWorkers(await jobOf(), workers));
      expect(records(fragments)).toEqual(COUNTS);
      const turns = fragments.map(({ shard }) => shard);
      expect(turns).toEqual(turns.toSorted((a, b) => a - b));
    },
  );

  it('ends at once where there is no shard', async () => {
    expect(await all(runRowsInWorkers({ ...(await jobOf()), shards: [] }, 1))).toEqual([]);
  });

  it('tells of every record and byte by its end', async () => {
    const job = await jobOf();
    const told: Progress[] = [];
    await all(runRowsInWorkers(job, 2, { onProgress: (progress) => told.push(progress) }));
    const bytes = inputs.reduce((sum, path) => sum + statSync(path).size, 0);
    const examples = COUNTS.reduce((sum, count) => sum + count);
    expect(told.at(-1)).toMatchObject({ bytes, totalBytes: bytes, examples });
  });

  it('gives the shards before the one that fails, and no other', async () => {
    const job = await jobOf();
    const shards = job.shards.map((shard, i) =>
      i === 3 || i === 8 ? { ...shard, path: `${shard.path}.gone` } : shard,
    );
    const seen: RowFragment[] = [];
    const running = (async () => {
      for await (const one of runRowsInWorkers({ ...job, shards }, 2)) seen.push(one);
    })();
    await expect(running).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: '03.jsonl' });
    expect(records(seen)).toEqual(COUNTS.slice(0, 3));
  });

  it('fails where its kernel cannot be made, rather than wait for ever', async () => {
    const job = { ...(await jobOf()), kernel: 'nothing' } as unknown as RowJob;
    await expect(all(runRowsInWorkers(job, 2))).rejects.toMatchObject({ name: 'OutcrossError' });
  });
});
