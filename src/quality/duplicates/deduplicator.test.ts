import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Example, Origin } from '../../corpus/example.ts';
import { dedup, edited, families, removedOf, temporary, words } from './fixtures.test.support.ts';
import { NearIndex } from './near-index.ts';
import { PRESETS } from './settings.ts';
import { signatureOf } from './signature.ts';

function example(id: string, text: string, origin?: Origin, generation?: number): Example {
  const known = generation === undefined ? {} : { generation };
  return { id, group: id, text, ...(origin === undefined ? {} : { provenance: { origin, ...known } }) };
}

const text = words(new Rng('text'), 120).join(' ');

describe('Deduplicator', () => {
  it('removes what differs in case, quotes and white space alone as exact', async () => {
    const examples = [example('a', 'He said: “It’s ﬁne.”  Yes'), example('b', 'he SAID: "it\'s ﬁne."\nyes ')];
    const { removals } = await dedup(examples);
    expect(removals.of(0)).toBeUndefined();
    expect(removals.of(1)).toMatchObject({ reason: 'exact', kept: 'a', similarity: 1 });
  });

  it('keeps what differs in one word of few, and removes what differs in one of many', async () => {
    const examples = [
      example('a', 'the cat sat'),
      example('b', 'the dog sat'),
      example('c', text),
      example('d', `${text} end`),
    ];
    const { removals } = await dedup(examples);
    expect([0, 1, 3].map((i) => removals.of(i))).toEqual([undefined, undefined, undefined]);
    expect(removals.of(2)).toMatchObject({ reason: 'near', kept: 'd' });
    expect(removals.of(2)!.similarity).toBeGreaterThan(0.9);
  });

  it('keeps human text, then the earliest generation, then the longest, then the first id', async () => {
    const stays = async (examples: Example[]) => {
      const { removals } = await dedup(examples);
      return examples.filter((_, i) => removals.of(i) === undefined).map(({ id }) => id);
    };
    const long = `${text} a b`;
    expect(await stays([example('m', long, 'synthetic', 0), example('h', text, 'human', 3)])).toEqual(['h']);
    expect(await stays([example('u', text, 'unknown'), example('x', text, 'mixed')])).toEqual(['x']);
    expect(await stays([example('b', long, 'synthetic', 2), example('a', text, 'synthetic', 1)])).toEqual([
      'a',
    ]);
    expect(await stays([example('b', long), example('a', text)])).toEqual(['b']);
    expect(await stays([example('b', text), example('a', text)])).toEqual(['a']);
  });

  it('gives the same clusters for any order of the examples', async () => {
    const examples = families('order', 12, 4);
    const expected = removedOf(examples, await dedup(examples));
    expect(expected.size).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const shuffled = new Rng(seed).shuffle([...examples]);
        expect(removedOf(shuffled, await dedup(shuffled))).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('removes nothing from what it has kept, though clusters are chains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(0.01, 0.03, 0.05), async (seed, rate) => {
        const examples = families(`${seed}`, 6, 12, rate);
        const { removals, counts } = await dedup(examples);
        const kept = examples.filter((_, i) => removals.of(i) === undefined);
        expect(kept.length + removals.length).toBe(examples.length);
        expect(counts.kept).toBe(kept.length);
        expect((await dedup(kept)).removals.length).toBe(0);
      }),
      { numRuns: 10 },
    );
  });

  it('names for each example that goes one that stays', async () => {
    const examples = families('names', 10, 6, 0.04);
    const { removals } = await dedup(examples);
    const kept = new Set(examples.filter((_, i) => removals.of(i) === undefined).map(({ id }) => id));
    for (let i = 0; i < removals.length; i++) expect(kept).toContain(removals.at(i).kept);
  });

  it('decides on disk as in memory, and leaves no file behind', async () => {
    const examples = [...families('disk', 120, 3, 0.03), example('none', ''), example('symbols', '*** !!!')];
    const folder = temporary();
    const inMemory = removedOf(examples, await dedup(examples));
    const onDisk = await dedup(examples, { memoryBytes: 16_000, temporary: folder });
    expect(removedOf(examples, onDisk)).toEqual(inMemory);
    expect(inMemory.size).toBeGreaterThan(120);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes what is near the reference first, so that a copy of it does not take others along', async () => {
    const rng = new Rng('reference');
    const reference = new NearIndex();
    reference.add('held', signatureOf(text));
    // b is near a, a is near the holdout, b is not.
    const a = edited(rng, text, 0.03);
    const b = edited(rng, a, 0.03);
    const { removals } = await dedup([example('a', a), example('b', b), example('c', text)], { reference });
    expect(removals.of(0)).toMatchObject({ reason: 'reference-near', kept: 'held' });
    expect(removals.of(0)).not.toHaveProperty('cluster');
    expect(removals.of(2)).toMatchObject({ reason: 'reference-exact', kept: 'held', similarity: 1 });
  });

  it('removes what shares a run with the reference, and says where', async () => {
    const run = { start: 3, length: 60, reference: 'held', referenceStart: 9 };
    const { removals } = await dedup([example('a', text)], {}, () => [run]);
    expect(removals.of(0)).toEqual({ reason: 'reference-run', kept: 'held', runs: [run] });
  });

  it('joins chance collisions only where pairs are not verified', async () => {
    const rng = new Rng('chance');
    // Pairs of similarity about .45: one in fifty shares a band.
    const examples = Array.from({ length: 400 }, (_, i) => {
      const original = words(rng, 200).join(' ');
      return [example(`${i}a`, original), example(`${i}b`, edited(rng, original, 0.1))];
    }).flat();
    const settings = PRESETS.datatrove;
    const unverified = await dedup(examples, { settings: { ...settings, threshold: 0 } });
    expect(unverified.counts.reasons.near).toBeGreaterThan(0);
    expect((await dedup(examples)).counts.reasons.near).toBe(0);
  });
});

describe('Deduplicator against an enemy', () => {
  it('keeps one of 30,000 identical texts', async () => {
    const same = Array.from({ length: 30_000 }, (_, i) => example(`s${i}`, 'the same few words'));
    expect((await dedup(same)).counts).toMatchObject({ kept: 1, clusters: 1, largest: 30_000 });
  });

  it('joins 1,500 texts that differ in a word in one cluster', async () => {
    const rng = new Rng('enemy');
    const alike = Array.from({ length: 1500 }, (_, i) => example(`n${i}`, `${text} ${rng.uint32()}`));
    expect((await dedup(alike)).counts).toMatchObject({ kept: 1, clusters: 1, largest: 1500 });
  });

  it('takes a text of four megabytes, of one word throughout or of many', async () => {
    const rng = new Rng('long');
    const long = words(rng, 1_000_000).join(' ');
    expect(long.length).toBeGreaterThan(4_000_000);
    const examples = [
      example('many', long),
      example('one', 'ha '.repeat(1_400_000)),
      // The same set of shingles: one.
      example('short', 'ha ha ha ha ha'),
    ];
    const { removals } = await dedup(examples);
    expect([0, 1, 2].map((i) => removals.of(i)?.kept)).toEqual([undefined, undefined, 'one']);
  });

  it('holds empty texts for copies of each other and of nothing else', async () => {
    const { counts, removals } = await dedup([example('a', ''), example('b', ' \n'), example('c', '.')]);
    expect(removals.of(0)).toMatchObject({ reason: 'exact', kept: 'b' });
    expect(counts.kept).toBe(2);
  });

  it('has nothing to say of no examples', async () => {
    expect((await dedup([])).counts).toMatchObject({ examples: 0, kept: 0, removed: 0, largest: 0 });
  });
});
