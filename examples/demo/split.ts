import type { Rng } from '../../src/base/rng.ts';
import type { Paragraph } from './brown.ts';

/** Two halves by source, chosen at random, so that no author stands in both. */
export function halves(paragraphs: readonly Paragraph[], rng: Rng): [Paragraph[], Paragraph[]] {
  const sources = rng.shuffle([...new Set(paragraphs.map(({ source }) => source))]);
  const first = new Set(sources.slice(0, sources.length / 2));
  return [
    paragraphs.filter(({ source }) => first.has(source)),
    paragraphs.filter(({ source }) => !first.has(source)),
  ];
}

/** Random paragraphs, `size` words in all. */
export function excerpt(paragraphs: readonly Paragraph[], size: number, rng: Rng): Paragraph[] {
  const shuffled = rng.shuffle([...paragraphs]);
  let words = 0;
  const end = shuffled.findIndex((paragraph) => (words += paragraph.words.length) >= size);
  return end < 0 ? shuffled : shuffled.slice(0, end + 1);
}
