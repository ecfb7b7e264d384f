import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { edited, families, words } from '../../quality/duplicates/fixtures.test.support.ts';
import { decodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { embeddedEngine } from '../embedded.ts';
import { loadRowKernel } from '../rows/kernels.ts';
import type { RowFragment } from '../rows/row-job.ts';
import { runRows } from '../rows/run-rows.ts';
import { shardRows } from '../rows/shard-rows.ts';
import { type DedupCorpusOptions, dedupCorpus } from './dedup-corpus.ts';
import type { Decision, DedupEngine, DedupJob } from './dedup-engine.ts';

const disk = scratch();
let files = 0;

const corpus = (rows: readonly object[]) => disk.write(`in-${files++}.jsonl`, jsonl(rows));

const ROWS = families('there', 12, 3, 0.03).map(({ id, text }) => ({ id, text }));

/** Reads here, and says what it is told to say. */
class Teller implements DedupEngine {
  readonly name = 'teller';
  readonly jobs: DedupJob[] = [];
  stopped = false;
  readonly #decisions: (job: DedupJob, firsts: readonly number[]) => readonly Decision[];

  constructor(decisions: (job: DedupJob, firsts: readonly number[]) => readonly Decision[]) {
    this.#decisions = decisions;
  }

  readonly run = embeddedEngine({ workers: 0 }).run;

  rows(job: Parameters<DedupEngine['rows']>[0]): AsyncGenerator<RowFragment, void> {
    return runRows(job, { workers: 0 });
  }

  async *dedup(job: DedupJob): AsyncGenerator<RowFragment | Decision, void> {
    this.jobs.push(job);
    const { shards, spec, settings: near, keep } = job;
    const firsts = [0];
    try {
      const task = {
        kernel: 'fingerprint',
        settings: { near, keep },
        spec,
        outputs: [{ kind: 'bytes' }],
      } as const;
      const makeKernel = await loadRowKernel(task.kernel, task.settings);
      // Rows counted from the start of the shard, as an engine gives them.
      for (const [index, shard] of shards.entries()) {
        const kernel = makeKernel({ shard, index });
        for await (const fragment of shardRows({ task, kernel, shard, index, tell() {} })) {
          if (fragment.kind === 'end') {
            const { records } = fragment.summary as { records: number };
            firsts.push(firsts[firsts.length - 1] + records);
          }
          if (fragment.kind !== 'block') yield fragment;
        }
      }
      yield* this.#decisions(job, firsts);
      this.stopped = true;
    } finally {
      this.stopped = true;
    }
  }
}

const pair = (place: readonly number[]) => Uint32Array.of(place[1], place[0]);
const ends = (n: number) => Uint32Array.of(n);
const ROUNDS = [{ members: 2, links: 1, stars: 0 }];

/** Example 1 goes for example 0. */
const oneGoes = (examples: number): Decision[] => [
  {
    kind: 'kept',
    places: pair([0, 0]),
    hashes: pair([1, 2]),
    ids: { bytes: Buffer.from('first'), ends: ends(5) },
  },
  {
    kind: 'removed',
    places: pair([0, 1]),
    kept: pair([0, 0]),
    equal: pair([0, 112]),
    shared: { bytes: new Uint8Array(0), ends: ends(0) },
  },
  { kind: 'decided', examples, texts: examples, removed: 1, kept: 1, rounds: ROUNDS },
];

const told = (engine: Teller, inputs: readonly string[], options: DedupCorpusOptions = {}) =>
  dedupCorpus({ inputs }, { engine, ...options });

describe('dedupCorpus with an engine that decides', () => {
  it('writes what the engine decided, and tells how it came to it', async () => {
    const engine = new Teller(() => oneGoes(ROWS.length));
    const kept = { path: `${disk.folder}/kept.jsonl` };
    const { removals, rounds, outputs } = await told(engine, [corpus(ROWS)], { kept });
    expect(removals.of(1)).toEqual({
      reason: 'near',
      cluster: '0000000100000002',
      kept: 'first',
      similarity: 1,
    });
    expect(rounds).toEqual(ROUNDS);
    expect(outputs[0].records).toBe(ROWS.length - 1);
    expect(engine.stopped).toBe(true);
  });

  it('reads every shard, and names malformed rows by their place in the file', async () => {
    const path = corpus(ROWS);
    const bad = disk.write('bad.jsonl', `${jsonl(ROWS)}broken\n`);
    const met: string[] = [];
    const engine = new Teller((_, firsts) => oneGoes(firsts.at(-1)!));
    const { counts, malformed } = await told(engine, [path, bad], {
      targetBytes: 3000,
      onBadRow: ({ file, row }) => met.push(`${file}:${row}`),
    });
    expect(counts.examples).toBe(2 * ROWS.length);
    expect([malformed, met]).toEqual([1, [`bad.jsonl:${ROWS.length + 1}`]]);
  });

  it('sends rules and reference along', async () => {
    const text = words(new Rng('held'), 80).join(' ');
    const against = { inputs: [corpus([{ id: 'held', text }])] };
    const engine = new Teller(() => oneGoes(ROWS.length));
    await told(engine, [corpus(ROWS)], { against, keep: ['longest'] });
    const [job] = engine.jobs;
    expect(job.keep).toEqual(['longest']);
    expect(decodeNearIndex(job.reference!).ids.at(0)).toBe('held');
    expect(job.runs?.tokens).toBe(50);
    await told(engine, [corpus(ROWS)]);
    expect(engine.jobs[1]).toMatchObject({ keep: ['human', 'earliest', 'longest', 'id'] });
    expect(engine.jobs[1]).not.toHaveProperty('reference');
  });

  it('stops the engine at a malformed row, under strict', async () => {
    const engine = new Teller(() => oneGoes(1));
    const bad = disk.write('strict.jsonl', `broken\n${jsonl(ROWS)}`);
    await expect(told(engine, [bad], { strict: true })).rejects.toMatchObject({ code: 'E_ROW' });
    expect(engine.stopped).toBe(true);
  });

  it('refuses a corpus without an example, and settings that are none, as this process does', async () => {
    const engine = new Teller(() => []);
    const nothing = told(engine, [corpus([{ id: 1 }])]);
    await expect(nothing).rejects.toMatchObject({ code: expect.stringMatching(/^E_(EMPTY|FIELD)$/) });
    const settings = { unit: 'words', shingle: 0, bands: 1, rows: 1, threshold: 0 } as const;
    await expect(told(engine, [corpus(ROWS)], { settings })).rejects.toMatchObject({ code: 'E_PARAMETER' });
  });

  it.each<[string, () => readonly Decision[], RegExp]>([
    ['says nothing', () => [], /did not say/],
    ['stops halfway', () => oneGoes(ROWS.length).slice(0, 2), /did not say/],
    ['counts other examples', () => oneGoes(ROWS.length + 1), /examples came/],
  ])('does not believe an engine that %s', async (_, decisions, message) => {
    const run = told(new Teller(decisions), [corpus(ROWS)]);
    await expect(run).rejects.toMatchObject({ code: 'E_WORKER', message: expect.stringMatching(message) });
  });

  it('leaves an engine that cannot decide to read, and decides here', async () => {
    const path = corpus([...ROWS, { id: 'late', text: edited(new Rng('late'), ROWS[0].text, 0.01) }]);
    const reader = new Teller(() => []);
    const rowsOnly = {
      name: 'rows',
      run: reader.run,
      rows: (job: Parameters<Teller['rows']>[0]) => reader.rows(job),
    };
    const there = await dedupCorpus({ inputs: [path] }, { engine: rowsOnly });
    const here = await dedupCorpus({ inputs: [path] }, { workers: 0 });
    expect(there.counts).toEqual(here.counts);
    expect(there).not.toHaveProperty('rounds');
  });
});
