import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/base/rng.ts';
import { jsonl } from '../../../src/corpus/fixtures.test.support.ts';
import {
  type DedupCorpusOptions,
  type DedupCorpusResult,
  dedupCorpus,
} from '../../../src/engine/dedup/dedup-corpus.ts';
import { edited, families, words } from '../../../src/quality/duplicates/fixtures.test.support.ts';
import { PRESETS } from '../../../src/quality/duplicates/settings.ts';
import { brown } from '../../fixtures/brown.ts';
import { harassed } from '../harass.ts';
import { killed, processesOf, until } from '../processes.ts';
import type { SparkDesk } from '../spark-desk.ts';
import { SparkPages } from '../spark-pages.ts';

/** Texts of a chain: pointers that double their reach need seven or eight rounds for its length. */
const CHAIN = 240;

type Row = Readonly<Record<string, unknown>>;

/** Texts of which each is like the one before: windows of one stream of words. */
function chain(seed: string, length: number, width = 60, step = 2): Row[] {
  const stream = words(new Rng(seed), width + step * length);
  return Array.from({ length }, (_, i) => ({
    id: `${seed}-${i}`,
    text: stream.slice(i * step, i * step + width).join(' '),
  }));
}

/** Human text, some of it twice and some with a word in fifty altered. */
function noisy(): Row[] {
  const rng = new Rng('noisy');
  const [corpus] = brown('dedup', [8_000]);
  return corpus.flatMap(({ id, text }) => [
    { id, text, made: 'human' },
    ...(rng.int(3) === 0 ? [{ id: `${id}-again`, text: text.toUpperCase(), made: 'synthetic' }] : []),
    ...(rng.int(3) === 0 ? [{ id: `${id}-near`, text: edited(rng, text, 0.02), made: 'mixed' }] : []),
  ]);
}

/** What a de-duplication leaves behind: files with their bytes, malformed rows, all removals and counts, with a digest of all. */
async function left(desk: SparkDesk, inputs: readonly string[], options: DedupCorpusOptions) {
  const folder = mkdtempSync(join(desk.disk.folder, 'dedup-'));
  const malformed: unknown[] = [];
  const outputs = {
    kept: { path: join(folder, 'kept.jsonl') },
    removed: { path: join(folder, 'removed.jsonl') },
    onBadRow: (row: unknown) => malformed.push(row),
  };
  const { removals, rounds = [], ...told } = await dedupCorpus({ inputs }, { ...outputs, ...options });
  const all = Array.from({ length: removals.length }, (_, i) => [
    removals.columns.example[i],
    removals.at(i),
  ]);
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]);
  const bytes = JSON.stringify({ files, malformed, all, told }).replaceAll(folder, '');
  return { digest: createHash('sha256').update(bytes).digest('hex'), counts: told.counts, rounds };
}

/** Here, and on Spark in about `tasks` tasks. */
async function both(
  desk: SparkDesk,
  inputs: readonly string[],
  options: DedupCorpusOptions = {},
  tasks = 3,
): Promise<DedupCorpusResult['rounds'] & object> {
  const bytes = inputs.reduce((sum, path) => sum + statSync(path).size, 0);
  const here = await left(desk, inputs, { ...options, workers: 0 });
  const there = await left(desk, inputs, { ...options, engine: desk.engineOf(tasks, bytes) });
  expect(there.counts).toEqual(here.counts);
  expect(there.digest).toBe(here.digest);
  return there.rounds;
}

/** Near-duplicates: what goes, what stays in its stead, and the bytes that are written. */
export function dedupCases(desk: () => SparkDesk): void {
  describe('near-duplicates', () => {
    it('are the same as here: copies, families, long chains, one text ten thousand times', async () => {
      const { disk } = desk();
      const many = Array.from({ length: 10_000 }, (_, i) => ({ id: `m${i}`, text: 'Here it is, again.' }));
      const rows = [
        ...noisy(),
        ...families('spark', 20, 5, 0.03).map(({ id, text }) => ({ id, text })),
        ...chain('long', CHAIN),
        ...many,
        ...['', ' ', '***', 'short'].map((text, i) => ({ id: `e${i}`, text })),
      ];
      const lines = jsonl(new Rng('mixed').shuffle(rows));
      const input = disk.write('dedup/all.jsonl', `broken\n${lines}{"id": 1}\n`);
      const none = disk.write('dedup/none.jsonl', 'nothing here\n');
      const rounds = await both(desk(), [none, input]);
      expect(rounds[0].links).toBeGreaterThan(CHAIN);
      expect(rounds[0].stars).toBeGreaterThan(2);
      expect(rounds[0].stars).toBeLessThanOrEqual(Math.ceil(Math.log2(CHAIN)));
    });

    it('keep what the rules say and what is not in the reference, though workers are killed', async () => {
      const { disk, mark } = desk();
      const rng = new Rng('rules');
      const held = words(rng, 300);
      const text = held.join(' ');
      const rows = [
        ...families('rules', 15, 4, 0.02).map(({ id, text }, i) => ({
          id: i % 3 === 0 ? 'one id' : id,
          text,
        })),
        { id: 'copy', text: text.toUpperCase() },
        { id: 'near', text: edited(rng, text, 0.01) },
        { id: 'run', text: [...words(rng, 90), ...held.slice(10, 80), ...words(rng, 90)].join(' ') },
        // By UTF-8 the other way round.
        ...['\ufb01', '\u{1f600}'].map((id) => ({ id, text: 'The very same words, once more' })),
      ];
      const input = disk.write('dedup/rules.jsonl', jsonl(rng.shuffle(rows)));
      const against = { inputs: [disk.write('dedup/held.jsonl', jsonl([{ id: 'held', text }]))] };
      const options = { against, keep: ['shortest', 'id'], settings: PRESETS.nemo } as const;
      const moments = new Rng('moments');
      const [, hits] = await harassed(mark, moments, () => both(desk(), [input], options, 2));
      expect(hits).toBeGreaterThan(0);
    });

    it('outlive an executor that is lost while clusters are looked for', async () => {
      const { disk, application } = desk();
      const rows = [
        ...chain('lost', 60),
        ...families('lost', 10, 4, 0.03).map(({ id, text }) => ({ id, text })),
      ];
      const input = disk.write('dedup/lost.jsonl', jsonl(rows));
      const pages = new SparkPages(desk());
      const [lost, before] = [await pages.lostExecutors(), await pages.newestGroup()];
      const running = both(desk(), [input], {}, 2);
      // Reading, texts, bands and their links are seven jobs; what comes then are rounds.
      const after = 7 + new Rng('lost').int(5);
      await until(async () => {
        const group = await pages.newestGroup();
        return group !== before && (await pages.endedJobs(group)) >= after;
      });
      const executors = processesOf(
        'CoarseGrainedExecutorBackend',
        application().application,
        '--executor-id',
      );
      await killed(executors[0]);
      expect((await running)[0].links).toBeGreaterThan(60);
      expect(await pages.lostExecutors()).toBe(lost + 1);
    });

    it('are, of buckets that nothing verifies, all', async () => {
      const { disk } = desk();
      const rng = new Rng('unverified');
      const pairs = Array.from({ length: 30 }, () => words(rng, 200).join(' ')).flatMap((text, i) => [
        { id: `${i}a`, text },
        { id: `${i}b`, text: edited(rng, text, 0.05) },
      ]);
      const settings = { ...PRESETS.datatrove, bands: 28, rows: 4, threshold: 0 };
      await both(desk(), [disk.write('dedup/pairs.jsonl', jsonl(pairs))], { settings });
    });
  });
}
