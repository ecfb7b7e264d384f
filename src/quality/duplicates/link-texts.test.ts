import { describe, expect, it } from 'vitest';
import { clusterTexts } from './cluster-texts.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { linkTexts } from './link-texts.ts';
import { PRESETS } from './settings.ts';
import type { TextOrder, TextStore } from './text-store.ts';

/** A store of given buckets; texts are alike where `alike` says so. Counts comparisons. */
class Given implements TextStore {
  readonly bytes = 0;
  compared = 0;
  readonly #buckets: readonly (readonly number[][])[];
  readonly #alike: (a: number, b: number) => boolean;

  constructor(buckets: readonly (readonly number[][])[], alike: (a: number, b: number) => boolean) {
    this.#buckets = buckets;
    this.#alike = alike;
  }

  add(): void {}

  async buckets(band: number, _: TextOrder, alive: Uint8Array, visit: (m: Uint32Array, n: number) => void) {
    for (const bucket of this.#buckets[band] ?? []) {
      const members = Uint32Array.from(bucket.filter((text) => alive[text] === 1));
      if (members.length > 1) visit(members, members.length);
    }
  }

  equal(a: number, b: number): number {
    this.compared++;
    return this.#alike(a, b) ? 112 : 0;
  }

  async close(): Promise<void> {}
}

function orderOf(n: number): TextOrder {
  const texts = Uint32Array.from({ length: n }, (_, i) => i);
  return { texts, place: texts };
}

async function link(store: Given, n: number, bands: number, least = 80): Promise<string> {
  const sets = new DisjointSets(n);
  await linkTexts(store, bands, least, orderOf(n), new Uint8Array(n).fill(1), sets);
  return Array.from({ length: n }, (_, i) => sets.find(i)).join('');
}

describe('linkTexts', () => {
  it('joins members of a bucket that are alike, though the first of them is like neither', async () => {
    const store = new Given([[[0, 1, 2]]], (a, b) => a + b === 3);
    expect(await link(store, 3, 1)).toBe('011');
  });

  it('joins a whole bucket without looking where pairs are not verified', async () => {
    const store = new Given([[[0, 1, 2]]], () => false);
    expect(await link(store, 3, 1, 0)).toBe('000');
    expect(store.compared).toBe(0);
  });

  it('compares a bucket of n texts eight n times at most, whatever they are', async () => {
    const all = Array.from({ length: 1000 }, (_, i) => i);
    const strangers = new Given([[all]], () => false);
    await link(strangers, 1000, 1);
    expect(strangers.compared).toBeLessThanOrEqual(8 * 1000);
    const twins = new Given([[all]], () => true);
    expect(new Set(await link(twins, 1000, 1))).toEqual(new Set('0'));
    expect(twins.compared).toBe(999);
  });

  it('does not compare again what an earlier band has joined', async () => {
    const store = new Given([[[0, 1]], [[0, 1]], [[0, 1]]], () => true);
    await link(store, 2, 3);
    expect(store.compared).toBe(1);
  });

  it('joins the same whatever the order of the buckets of a band', async () => {
    const alike = (a: number, b: number) => Math.abs(a - b) <= 2;
    const buckets = [
      [0, 2, 5],
      [1, 3, 4],
      [2, 4, 7],
      [0, 6, 8],
    ];
    const there = await link(new Given([buckets, buckets], alike), 9, 2);
    expect(await link(new Given([[...buckets].reverse(), buckets], alike), 9, 2)).toBe(there);
  });
});

describe('clusterTexts', () => {
  const settings = { ...PRESETS.datatrove, bands: 1 };

  it('goes on among what stays until nothing more is joined', async () => {
    // 2 stays of {0, 2}; it is like 3, which was held against 0 alone at first.
    const alike = (a: number, b: number) => [2, 3].includes(a + b) === false && a + b === 5;
    const store = new Given([[[0, 2, 3]]], (a, b) => alike(a, b) || a + b === 2);
    const best = Int32Array.of(0, -1, 2, 3);
    const kept = await clusterTexts(store, settings, orderOf(4), best, (a, b) => b - a);
    expect([...kept]).toEqual([3, -1, 3, 3]);
  });

  it('leaves texts alone that take no part', async () => {
    const store = new Given([[[0, 1]]], () => true);
    const kept = await clusterTexts(store, settings, orderOf(2), Int32Array.of(7, -1), () => -1);
    expect([...kept]).toEqual([7, -1]);
  });
});
