import type { DisjointSets } from './disjoint-sets.ts';
import { Doubling } from './doubling.ts';
import type { TextOrder, TextStore } from './text-store.ts';

/**
 * Texts of a bucket that the others are held against. A text that is like none of them becomes one, as long as there is
 * room: a bucket of m texts takes at most 8 m comparisons, never m^2 / 2. Chance collisions in eight rows are rare, so that
 * nearly all buckets need one.
 */
const LEADERS = 8;

/**
 * Joins texts that share a band and agree on `least` bytes of their signatures or more (0: on sharing a band alone). True
 * where anything was joined. Depends on the texts alone: buckets are seen in the order of texts, and what one band
 * joins is known from the next band on, so that the order of buckets does not matter.
 */
export async function linkTexts(
  store: TextStore,
  bands: number,
  least: number,
  order: TextOrder,
  alive: Uint8Array,
  sets: DisjointSets,
): Promise<boolean> {
  const leaders = new Uint32Array(LEADERS);
  const links = new Doubling(new Uint32Array(1024));
  let linked = 0;
  const link = (a: number, b: number) => {
    const pairs = links.room(linked + 2);
    pairs[linked++] = a;
    pairs[linked++] = b;
  };
  const like = (a: number, b: number): boolean => {
    if (sets.find(a) === sets.find(b)) return true;
    if (least > 0 && store.equal(a, b) < least) return false;
    link(a, b);
    return true;
  };
  let any = false;
  for (let band = 0; band < bands; band++) {
    linked = 0;
    await store.buckets(band, order, alive, (members, length) => {
      let known = 1;
      leaders[0] = members[0];
      for (let i = 1; i < length; i++) {
        const text = members[i];
        let alone = true;
        for (let l = 0; l < known; l++) if (like(leaders[l], text)) alone = false;
        if (alone && known < LEADERS) leaders[known++] = text;
      }
    });
    for (let i = 0; i < linked; i += 2) any = sets.union(links.values[i], links.values[i + 1]) || any;
  }
  return any;
}
