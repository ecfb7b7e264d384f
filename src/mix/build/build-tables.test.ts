import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import { readRecords } from '../../corpus/read.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { openSink } from '../../corpus/sink.ts';
import { plan } from '../plan.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import { survey } from '../survey.ts';
import { buildMix } from './build-mix.ts';

const disk = scratch();
let folders = 0;

/** Rows with types that JSON has none for once they stand in a table, and text that would break lines. */
const row = (i: number) => ({
  id: `r${i}`,
  text: `line one of ${i}\nline "two", and a comma`,
  score: i / 4,
  count: i,
  'provenance.origin': i % 3 === 0 ? 'human' : 'synthetic',
});

async function* recordsOf(path: string): AsyncGenerator<CorpusRecord> {
  const spec = { inputs: [path] };
  for (const shard of await planShards(spec)) {
    for await (const batch of readRecords(shard, spec, { badRow: () => {}, progress: () => {} }))
      yield* batch;
  }
}

async function records(path: string) {
  const rows: Record<string, unknown>[] = [];
  for await (const { value } of recordsOf(path)) rows.push({ ...value });
  return rows;
}

async function inputAs(ending: string): Promise<string> {
  const path = join(disk.folder, `in-${folders++}.${ending}`);
  const sink = await openSink(path);
  const lines = disk.write(
    `rows-${folders}.jsonl`,
    Array.from({ length: 60 }, (_, i) => `${JSON.stringify(row(i))}\n`).join(''),
  );
  for await (const record of recordsOf(lines)) await sink.write(record);
  await sink.close();
  return path;
}

async function mixed(input: string, output: string, policy: Partial<Policy> = {}) {
  const spec = { inputs: [input] };
  const surveyed = await survey(spec, { seed: 'rank' }, { workers: 0 });
  const made = plan(surveyed.candidates, { ...DEFAULT_POLICY, ...policy });
  const rejects = join(disk.folder, `rejects-${folders++}.csv`);
  const path = join(disk.folder, `${folders}-${output}`);
  const { manifest } = await buildMix(spec, surveyed, made, {
    output: path,
    rejects,
    workers: 0,
    pieceBytes: 1,
    bucketBytes: 900,
  });
  return { manifest, set: await records(path), out: await records(rejects) };
}

describe.each(['jsonl', 'csv', 'parquet'])('a mix of %s', (from) => {
  it.each(['jsonl', 'csv', 'tsv', 'parquet', 'parts'])(
    'is written as %s with every row whole',
    async (to) => {
      const name = to === 'parts' ? 'parts' : `mix.${to}`;
      const { manifest, set, out } = await mixed(await inputAs(from), name, {
        size: { examples: 30 },
        human: { minimum: 0.3, share: 0.5 },
      });
      expect(set).toHaveLength(30);
      expect(out).toHaveLength(30);
      const known = new Map(Array.from({ length: 60 }, (_, i) => [`r${i}`, row(i)]));
      for (const got of [...set, ...out]) {
        const wanted = known.get(got['id'] as string)!;
        expect(got['text']).toBe(wanted.text);
        expect(Number(got['score'])).toBe(wanted.score);
        expect(Number(got['count'])).toBe(wanted.count);
        known.delete(wanted.id);
      }
      expect(known.size).toBe(0);
      expect(manifest.outputs.reduce((sum, { records: n = 0 }) => sum + n, 0)).toBe(30);
    },
  );

  it('keeps the order of the input where it is asked to', async () => {
    const { set } = await mixed(await inputAs(from), 'ordered.parquet', {
      order: 'input',
      unknown: 'synthetic',
    });
    const places = set.map(({ id }) => Number(String(id).slice(1)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.length).toBeGreaterThan(20);
  });
});
