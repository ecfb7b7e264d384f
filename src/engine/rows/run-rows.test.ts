import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import type { RowFragment, RowJob } from './row-job.ts';
import { runRows } from './run-rows.ts';

const disk = scratch();

function lines(name: string, from: number, count: number, broken = -1): string {
  const rows = Array.from({ length: count }, (_, i) =>
    i === broken
      ? 'broken'
      : JSON.stringify({ id: `${name}${from + i}`, text: `row ${from + i} ${'x'.repeat(from % 90)}` }),
  );
  return `${rows.join('\n')}\n`;
}

const inputs = [
  disk.write('in/a.jsonl', lines('a', 0, 600, 300)),
  disk.write('in/b.jsonl.gz', gzipSync(lines('b', 0, 400, 7))),
  disk.write('in/c.csv', 'id,text\nx,one\ny\nz,three\n'),
  disk.write('in/d.jsonl', lines('d', 0, 100)),
];

async function jobOf(targetBytes: number, change: Partial<RowJob> = {}): Promise<RowJob> {
  const spec = { inputs };
  const shards = await planShards(spec, { targetBytes });
  const settings = { change: { provenance: { origin: 'human' as const } } };
  return { kernel: 'copy', settings, spec, shards, outputs: [{ kind: 'jsonl' }], ...change } as RowJob;
}

async function run(targetBytes: number, workers: number) {
  const bytes: Uint8Array[] = [];
  const bad: string[] = [];
  let records = 0;
  for await (const fragment of runRows(await jobOf(targetBytes), { workers })) {
    if (fragment.kind === 'block') bytes.push(fragment.bytes);
    else if (fragment.kind === 'rows') bad.push(...fragment.rows.map(({ file, row }) => `${file}:${row}`));
    else if (fragment.kind === 'end') records += (fragment.summary as { records: number }).records;
  }
  return { text: Buffer.concat(bytes).toString(), bad, records };
}

describe('runRows', () => {
  it('gives the same bytes, rows and counts whatever the workers and the cut into shards', async () => {
    const reference = await run(1 << 30, 0);
    expect(reference.records).toBe(599 + 399 + 2 + 100);
    expect(reference.bad).toEqual(['a.jsonl:301', 'b.jsonl.gz:8', 'c.csv:3']);
    expect(reference.text.split('\n')).toHaveLength(reference.records + 1);
    for (const [targetBytes, workers] of [
      [4000, 0],
      [4000, 1],
      [1500, 3],
      [1 << 30, 8],
    ] as const) {
      expect(await run(targetBytes, workers)).toEqual(reference);
    }
  });

  it.each([0, 2])('ends each shard once, in the order of the job (%i workers)', async (workers) => {
    const job = await jobOf(4000);
    const ends: number[] = [];
    let last = 0;
    for await (const fragment of runRows(job, { workers })) {
      expect(fragment.shard).toBeGreaterThanOrEqual(last);
      last = fragment.shard;
      if (fragment.kind === 'end') ends.push(fragment.shard);
    }
    expect(ends).toEqual(job.shards.map((_, i) => i));
  });

  it.each([0, 2])(
    'fails with the error of the first shard that fails, after all before it (%i workers)',
    async (workers) => {
      const cut = gzipSync(lines('x', 0, 400)).subarray(0, -9);
      const names = [
        inputs[0],
        disk.write('fail/late.jsonl.gz', cut),
        disk.write('fail/soon.jsonl.gz', cut.subarray(0, 40)),
      ];
      const spec = { inputs: names };
      const shards = await planShards(spec);
      const fragments: RowFragment[] = [];
      const reading = (async () => {
        for await (const fragment of runRows(await jobOf(1, { spec, shards }), { workers }))
          fragments.push(fragment);
      })();
      await expect(reading).rejects.toMatchObject({ code: 'E_TRUNCATED', where: 'late.jsonl.gz' });
      expect(fragments.some((fragment) => fragment.kind === 'end' && fragment.shard === 0)).toBe(true);
    },
  );

  it.each([0, 2])(
    'names the line of the file that a kernel refuses, be it in a later shard (%i workers)',
    async (workers) => {
      const path = disk.write(
        'refuse/r.jsonl',
        `${lines('r', 0, 900)}{"id":"s","text":"x","label":"humna"}\n`,
      );
      const spec = { inputs: [path] };
      const shards = await planShards(spec, { targetBytes: 3000 });
      const settings = { fields: { origin: 'label' } };
      const job = { ...(await jobOf(1, { spec, shards })), kernel: 'tag', settings } as RowJob;
      expect(shards.length).toBeGreaterThan(5);
      await expect(all(job, workers)).rejects.toMatchObject({
        code: 'E_PROVENANCE',
        where: 'r.jsonl:901',
        message: expect.stringContaining('"humna"'),
      });
    },
  );

  it.each([0, 1, 2])('stops at a signal, given before or meanwhile (%i workers)', async (workers) => {
    const job = await jobOf(4000);
    await expect(all(job, workers, AbortSignal.abort())).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const running = (async () => {
      for await (const _ of runRows(job, { workers, signal: controller.signal, onProgress }));
    })();
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it.each([0, 2])('stops when nobody asks for more (%i workers)', async (workers) => {
    for await (const fragment of runRows(await jobOf(4000), { workers })) {
      expect(fragment.shard).toBe(0);
      break;
    }
  });

  it('does not run ahead of who is slow to take what it gives', async () => {
    const big = disk.write('slow/big.jsonl', lines('x', 89, 3_300).repeat(100));
    const spec = { inputs: [big] };
    const shards = await planShards(spec, { targetBytes: 1 << 20 });
    let read = 0;
    const onProgress = ({ bytes }: { bytes: number }) => {
      read = bytes;
    };
    const total = shards.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeGreaterThan(36 << 20);
    const fragments = runRows(await jobOf(1, { spec, shards }), { workers: 1, onProgress });
    await fragments.next();
    // Until it stands still: whoever ran ahead would go on to the end.
    for (let before = -1; read > before; ) {
      before = read;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await fragments.next();
    expect(read).toBeLessThan(28 << 20);
    await fragments.return();
  });
});

async function all(job: RowJob, workers: number, signal?: AbortSignal): Promise<RowFragment[]> {
  const fragments: RowFragment[] = [];
  for await (const fragment of runRows(job, { workers, ...(signal === undefined ? {} : { signal }) })) {
    fragments.push(fragment);
  }
  return fragments;
}
