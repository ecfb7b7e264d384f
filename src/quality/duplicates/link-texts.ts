import { BucketLeaders } from './bucket-leaders.ts';
import type { DisjointSets } from './disjoint-sets.ts';
import { Doubling } from './doubling.ts';
import type { TextOrder, TextStore } from './text-store.ts';

/**
 * Joins texts that share a band and agree on `least` bytes of their signatures or more (0: on sharing a band alone). True
 * where anything was joined. The sets depend on the texts alone: what a bucket joins is a function of the bucket (`BucketLeaders`), so the order of
 * bands and of buckets is free.
 */
export async function linkTexts(
  store: TextStore,
  bands: number,
  least: number,
  order: TextOrder,
  alive: Uint8Array,
  sets: DisjointSets,
): Promise<boolean> {
  const leaders = new BucketLeaders();
  // The leader that a text was found to be like last, + 1: near-duplicates meet in most of their bands.
  const found = new Uint32Array(alive.length);
  const links = new Doubling(new Uint32Array(1024));
  let linked = 0;
  const like = (slot: number, text: number, decides: boolean): boolean => {
    const leader = leaders.texts[slot];
    if (found[text] === leader + 1) return true;
    if (!decides && sets.find(leader) === sets.find(text)) return true;
    if (least > 0 && store.equal(leader, text) < least) return false;
    found[text] = leader + 1;
    const pairs = links.room(linked + 2);
    pairs[linked++] = leader;
    pairs[linked++] = text;
    return true;
  };
  let any = false;
  for (let band = 0; band < bands; band++) {
    linked = 0;
    await store.buckets(band, order, alive, (members, length) => {
      leaders.begin(members[0]);
      for (let i = 1; i < length; i++) leaders.meet(members[i], i === length - 1, like);
    });
    for (let i = 0; i < linked; i += 2) any = sets.union(links.values[i], links.values[i + 1]) || any;
  }
  return any;
}
