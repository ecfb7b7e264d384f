import type { Example } from '../../src/corpus/example.ts';
import { blockOfGroup } from './corpus.ts';
import { contentHash, gramHash, referenceGrams, referenceTokens } from './tokens.ts';
import type { Occurrence } from './type-sample.ts';

/** An example as its tokens, by the reference tokeniser. */
export interface Counted {
  readonly example: Example;
  readonly block: number;
  readonly tokens: readonly string[];
}

export function counted(examples: readonly Example[]): Counted[] {
  return examples.map((example) => ({
    example,
    block: blockOfGroup(example.group),
    tokens: referenceTokens(example.text).map((token) => token.folded),
  }));
}

/** Every n-gram of every example; order 0 is whole examples. */
export function occurrences(examples: readonly Counted[], order: number): Occurrence[] {
  return examples.flatMap(({ tokens, block }, serial) => {
    if (order === 0) return [{ ...contentHash(tokens), block, serial }];
    const windows = Math.max(0, tokens.length - order + 1);
    return Array.from({ length: windows }, (_, i) => ({
      ...gramHash(tokens.slice(i, i + order)),
      block,
      serial,
    }));
  });
}

/** The n-grams of one example as strings; order 0 is the example itself. */
export function referenceGramsOf({ tokens }: Counted, order: number): string[] {
  return order === 0 ? [tokens.join('\u0000')] : referenceGrams(tokens, order);
}

/** Sums of a number by block. */
export function byBlock(examples: readonly Counted[], value: (one: Counted) => number): number[] {
  const sums = Array<number>(64).fill(0);
  for (const one of examples) sums[one.block] += value(one);
  return sums;
}

const isWord = (token: string) => /^[\p{L}\p{N}_]/u.test(token);
const isSingle = (token: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(token);

/** Code points of a word; a letter with its marks counts as one in scripts without spaces. */
const letters = (token: string) => (isSingle(token) ? 1 : [...token].length);

function repeats(items: readonly string[]): number {
  return items.length - new Set(items).size;
}

/** The features of one example, as profiles store them: -1 where one does not exist. */
export function features({ tokens }: Counted): number[] {
  const words = tokens.filter(isWord);
  const trigrams = tokens
    .slice(0, 4098)
    .flatMap((_, i, all) => (i < 2 ? [] : [all.slice(i - 2, i + 1).join(' ')]));
  return [
    tokens.length,
    words.length === 0 ? -1 : Math.round((words.reduce((n, w) => n + letters(w), 0) / words.length) * 256),
    tokens.length < 50 ? -1 : 50 - repeats(tokens.slice(0, 50)),
    trigrams.length === 0 ? -1 : Math.round((repeats(trigrams) / trigrams.length) * 1024),
    tokens.length === 0 ? -1 : Math.round(((tokens.length - words.length) / tokens.length) * 1024),
  ];
}
