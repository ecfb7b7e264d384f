import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { planShards } from '../../src/corpus/plan.ts';
import type { CorpusSpec } from '../../src/corpus/source.ts';
import { embeddedEngine } from '../../src/engine/embedded.ts';
import type { Engine, Fragment, Job, Progress } from '../../src/engine/engine.ts';
import { profileShards } from '../../src/engine/profile-corpus.ts';
import { decodeProfile, encodeProfile } from '../../src/profile/codec.ts';
import { DEFAULT_SETTINGS, mergeProfiles, type ProfileSettings } from '../../src/profile/profile.ts';
import { makeCorpus } from './corpus.ts';

/** Budgets so small that every sketch overflows. */
const TIGHT: ProfileSettings = { ...DEFAULT_SETTINGS, unigramPairs: 2048, pairs: 512, sampleTokens: 1000 };

const TINY = 1500;
const LARGE = 1 << 30;

/**
 * The laws that every engine keeps; see `Engine`. What one thread makes of the whole is what all must make. `makeEngine` gives one that
 * works with so many hands of `hands`, 0 being the caller's own; what is no question of their number is tried with `few` of them.
 */
export function engineContract(
  name: string,
  makeEngine: (hands: number) => Engine,
  hands: readonly number[] = [0, 1, 2, 8],
  few: readonly number[] = [0, 2],
): void {
  describe(name, () => {
    const disk = scratch();
    const spec: CorpusSpec = { inputs: [makeCorpus(disk)] };

    async function jobOf(targetBytes: number, inputs: readonly string[] = spec.inputs): Promise<Job> {
      const job: Job = {
        kernel: 'profile',
        spec: { ...spec, inputs },
        settings: TIGHT,
        shards: await planShards({ ...spec, inputs }, { targetBytes }),
      };
      // What cannot be written down cannot be sent to another machine.
      return JSON.parse(JSON.stringify(job)) as Job;
    }

    async function profileBytes(engine: Engine, targetBytes: number, seed?: number): Promise<Uint8Array> {
      const { shards } = await jobOf(targetBytes);
      if (seed !== undefined) new Rng(seed).shuffle(shards as unknown[]);
      return encodeProfile(await profileShards(shards, spec, { engine, settings: TIGHT }));
    }

    const reference = profileBytes(embeddedEngine({ workers: 0 }), LARGE);

    it('makes a reference that is worth comparing with', async () => {
      const profile = decodeProfile(await reference);
      expect(profile.tables.every((table) => table.theta < 1)).toBe(true);
      expect(profile.sample.whole).toBe(false);
      expect(profile.trouble.malformed).toBeGreaterThan(30);
      expect(profile.trouble.invalidEncoding).toBeGreaterThan(10);
      expect(profile.provenance.size).toBe(3);
    });

    it.each(hands)('gives the same bytes with %i hands and tiny shards, shuffled', async (h) => {
      expect(await profileBytes(makeEngine(h), TINY, h)).toEqual(await reference);
    });

    it.each(few)('gives the same bytes with %i hands and a shard a file, in order', async (h) => {
      expect(await profileBytes(makeEngine(h), LARGE)).toEqual(await reference);
    });

    it('gives parts that merge to the same bytes in any order', async () => {
      const fragments = await all(makeEngine(3).run(await jobOf(TINY)));
      const parts = fragments.flatMap((f) => (f.kind === 'part' ? [decodeProfile(f.bytes)] : []));
      const merged = [parts, parts.toReversed()].map((order) => encodeProfile(order.reduce(mergeProfiles)));
      expect(merged[1]).toEqual(merged[0]);
    });

    it('ends each shard once, after all its malformed rows', async () => {
      const job = await jobOf(TINY);
      const named = new Map<number, number>();
      const ended = new Map<number, number>();
      for (const fragment of await all(makeEngine(2).run(job))) {
        if (fragment.kind === 'part') continue;
        expect(ended.has(fragment.shard)).toBe(false);
        if (fragment.kind === 'end') ended.set(fragment.shard, fragment.malformed);
        else named.set(fragment.shard, (named.get(fragment.shard) ?? 0) + fragment.rows.length);
      }
      expect(ended.size).toBe(job.shards.length);
      for (const [shard, malformed] of ended) expect(named.get(shard) ?? 0).toBe(malformed);
    });

    it('tells of every byte', async () => {
      const job = await jobOf(TINY);
      let last: Progress | undefined;
      const onProgress = (progress: Progress) => {
        last = progress;
      };
      await all(makeEngine(2).run(job, { onProgress }));
      expect(last?.bytes).toBe(job.shards.reduce((sum, { bytes }) => sum + bytes, 0));
    });

    it.each(few)('fails with the error of the first shard that fails (%i hands)', async (h) => {
      const cut = (n: number) => gzipSync(`{"text":"x"}\n`.repeat(n)).subarray(0, -9);
      const inputs = [
        disk.write('fail/a.jsonl', '{"text":"x"}\n'.repeat(2000)),
        disk.write('fail/late.jsonl.gz', cut(30_000)),
        disk.write('fail/soon.jsonl.gz', cut(2)),
        disk.write('fail/z.jsonl', '{"text":"x"}\n'.repeat(2000)),
      ];
      const run = all(makeEngine(h).run(await jobOf(LARGE, inputs)));
      await expect(run).rejects.toMatchObject({
        code: 'E_TRUNCATED',
        where: 'late.jsonl.gz',
        hint: expect.stringContaining('cut short'),
      });
    });

    it.each(few)('stops at a signal, given before or meanwhile (%i hands)', async (h) => {
      const job = await jobOf(TINY);
      const before = all(makeEngine(h).run(job, { signal: AbortSignal.abort() }));
      await expect(before).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
      const controller = new AbortController();
      const hooks = { signal: controller.signal, onProgress: () => controller.abort() };
      await expect(all(makeEngine(h).run(job, hooks))).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    });

    it.each(few)('stops when nobody asks for more (%i hands)', async (h) => {
      for await (const fragment of makeEngine(h).run(await jobOf(TINY))) {
        expect(fragment.kind).not.toBe('part');
        break;
      }
    });
  });
}

async function all(fragments: AsyncIterable<Fragment>): Promise<Fragment[]> {
  const list: Fragment[] = [];
  for await (const fragment of fragments) list.push(fragment);
  return list;
}
