import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { planShards } from '../corpus/plan.ts';
import { readShard } from '../corpus/read.ts';
import { NearIndex } from '../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { signatureOf } from '../quality/duplicates/signature.ts';
import { FATE } from './fate.ts';
import { survey } from './survey.ts';

const disk = scratch();
const ORIGINS = ['human', 'synthetic', 'mixed', 'unknown'];

const rows = (file: string, from: number, n: number) =>
  jsonl(
    Array.from({ length: n }, (_, k) => {
      const i = from + k;
      const provenance = {
        origin: ORIGINS[i % 4],
        source: `s${i % 3}`,
        model: i % 4 === 0 ? '' : `m${i % 5}`,
        generation: i % 7,
      };
      return {
        id: `${file}${i}`,
        text: Array.from({ length: i % 9 }, (_, w) => `word${(i * w) % 11}`).join(' '),
        provenance,
      };
    }),
  );
const inputs = [
  disk.write('in/a.jsonl', rows('a', 0, 300)),
  disk.write('in/b.jsonl', `${rows('b', 300, 40)}no json\n`),
  disk.write('in/c.jsonl', rows('c', 340, 160)),
];
const SETTINGS = { seed: 'rank' };

async function all(targetBytes: number, workers = 0, settings = SETTINGS) {
  return survey({ inputs }, settings, { targetBytes, workers });
}

describe('survey', () => {
  it('gives the columns of all shards as one, whatever the cut and the workers', async () => {
    const whole = await all(1 << 30);
    expect(whole.candidates.size).toBe(500);
    expect(whole.shards).toHaveLength(3);
    for (const [bytes, workers] of [
      [2000, 0],
      [700, 0],
      [3000, 2],
    ]) {
      const cut = await all(bytes, workers);
      expect(cut.shards.length).toBeGreaterThan(5);
      expect(cut.candidates).toEqual(whole.candidates);
      expect(cut.malformed).toBe(1);
    }
  });

  it('says where each shard begins among the candidates', async () => {
    const { firsts, shards, candidates } = await all(1500);
    const spec = { inputs };
    let next = 0;
    for (const [i, shard] of (await planShards(spec, { targetBytes: 1500 })).entries()) {
      expect(shard).toEqual(shards[i]);
      expect(firsts[i]).toBe(next);
      for await (const batch of readShard(shard, spec, { badRow: () => {}, progress: () => {} }))
        next += batch.length;
    }
    expect(next).toBe(candidates.size);
  });

  it('names sources and models once for all shards, nobody by the empty name', async () => {
    const { candidates } = await all(700);
    expect(candidates.sources[0]).toBe('');
    expect([...candidates.sources].sort()).toEqual(['', 's0', 's1', 's2']);
    expect(new Set(candidates.models).size).toBe(candidates.models.length);
    for (let i = 0; i < 500; i++) {
      expect(candidates.sources[candidates.source[i]]).toBe(`s${i % 3}`);
      expect(candidates.models[candidates.model[i]]).toBe(i % 4 === 0 ? '' : `m${i % 5}`);
      expect(candidates.generation[i]).toBe(i % 7);
      // The end of an example counts as a token.
      expect(candidates.tokens[i]).toBe((i % 9) + 1);
    }
  });

  it('asks for no merit and bars nothing where nobody wants it', async () => {
    const { candidates } = await all(1 << 30);
    expect(candidates.merit.every(Number.isNaN)).toBe(true);
    expect(candidates.barred.every((code) => code === 0)).toBe(true);
    expect(candidates.tail.every((types) => types === 0)).toBe(true);
  });

  it('ranks by id and seed alone: a file more or less changes no rank', async () => {
    const whole = (await all(1 << 30)).candidates.rank;
    const alone = await survey({ inputs: [inputs[2]] }, SETTINGS, { workers: 0 });
    expect([...alone.candidates.rank]).toEqual([...whole.subarray(340)]);
    const other = await all(1 << 30, 0, { seed: 'another' });
    expect(other.candidates.rank.filter((rank, i) => rank === whole[i])).toHaveLength(0);
    expect(new Set(whole).size).toBe(500);
    for (const rank of whole) {
      expect(rank).toBeGreaterThanOrEqual(0);
      expect(rank).toBeLessThan(1);
    }
  });

  it('bars what the guard knows, wherever it stands', async () => {
    const held = 'the quick brown fox jumps over the lazy dog and runs away into the dark wood';
    const index = new NearIndex();
    index.add('held', signatureOf(held));
    const path = disk.write(
      'guarded.jsonl',
      jsonl([
        { id: 'x', text: 'something else entirely' },
        { id: 'y', text: held.toUpperCase(), provenance: { origin: 'human' } },
        { id: 'z', text: `${held}`, provenance: { origin: 'synthetic' } },
      ]),
    );
    const settings = { ...SETTINGS, guard: encodeNearIndex(index) };
    const { candidates } = await survey({ inputs: [path] }, settings, { workers: 0, targetBytes: 60 });
    expect([...candidates.barred]).toEqual([0, FATE['guarded'], FATE['guarded']]);
  });

  it('has no candidates in files of blank lines', async () => {
    const path = disk.write('none.jsonl', '\n \n\n');
    const { candidates, malformed } = await survey({ inputs: [path, inputs[1]] }, SETTINGS, { workers: 0 });
    expect(candidates.size).toBe(40);
    expect(malformed).toBe(1);
  });

  it('carries strata where they are asked for, one list of names for all files', async () => {
    const row = (id: string, genre?: string) => ({
      id,
      text: 'a b',
      ...(genre === undefined ? {} : { genre }),
    });
    const files = [
      disk.write('strata/a.jsonl', jsonl([row('1', 'press'), row('2')])),
      disk.write('strata/b.jsonl', jsonl([row('3', 'fiction'), row('4', 'press')])),
    ];
    const asked = { ...SETTINGS, strata: ['genre'] };
    const { candidates } = await survey({ inputs: files }, asked, { workers: 0 });
    const { stratum, strata, ...rest } = candidates;
    expect([...stratum!].map((id) => strata![id])).toEqual([
      '["press"]',
      '[null]',
      '["fiction"]',
      '["press"]',
    ]);
    const plain = await survey({ inputs: files }, SETTINGS, { workers: 0 });
    expect(plain.candidates).toEqual(rest);
  });
});
