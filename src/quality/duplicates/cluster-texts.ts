import { DisjointSets } from './disjoint-sets.ts';
import { linkTexts } from './link-texts.ts';
import { leastLanes, type NearSettings } from './settings.ts';
import { livingOrder } from './text-order.ts';
import type { TextOrder, TextStore } from './text-store.ts';

/**
 * Joins texts into clusters: the connected components of pairs that share a band and are verified. Repeated among what stays
 * until nothing more is joined, so that de-duplicating the result removes nothing.
 *
 * `best`: by text, its best example, -1 for a text that takes no part. `prefer`: negative where the first example
 * stays. Gives, by text, the example that stays of its cluster; -1 for texts that take no part.
 */
export async function clusterTexts(
  store: TextStore,
  settings: NearSettings,
  order: TextOrder,
  best: Int32Array,
  prefer: (a: number, b: number) => number,
): Promise<Int32Array> {
  const texts = best.length;
  const sets = new DisjointSets(texts);
  const least = leastLanes(settings);
  const alive = Uint8Array.from(best, (example) => (example < 0 ? 0 : 1));
  const winner = Int32Array.from({ length: texts }, (_, text) => text);
  let living = livingOrder(order, alive);
  while (await linkTexts(store, settings.bands, least, living, alive, sets)) {
    for (let text = 0; text < texts; text++) {
      const root = sets.find(text);
      if (root === text || best[text] < 0) continue;
      if (prefer(best[text], best[winner[root]]) < 0) winner[root] = text;
    }
    for (let text = 0; text < texts; text++) {
      alive[text] = best[text] >= 0 && winner[sets.find(text)] === text ? 1 : 0;
    }
    living = livingOrder(living, alive);
  }
  return Int32Array.from(best, (example, text) => (example < 0 ? -1 : best[winner[sets.find(text)]]));
}
