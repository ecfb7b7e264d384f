// Additive estimators over strings, by the definition and without regard to speed: to teach, and to test against.
// Sentences are padded with n - 1 `<s>` and `</s>` on either side and words outside the vocabulary become `<UNK>`,
// the conventions of NLTK's `nltk.lm` (Bird, Klein and Loper 2009), whose published values the tests hold to.

export const UNKNOWN = '<UNK>';
export const PAD_BEGIN = '<s>';
export const PAD_END = '</s>';

/** How often each word follows each context of 0 to n - 1 words. */
export interface NgramCounts {
  /** Words with ids of their own, `<UNK>` included. */
  readonly vocabulary: ReadonlySet<string>;
  readonly followers: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** P(word | context), words outside the vocabulary read as `<UNK>`; `undefined` where nothing is known to follow. */
export type Estimator = (word: string, context: readonly string[]) => number | undefined;

/** Counts n-grams of lengths 1 to `order` in padded sentences. */
export function countNgrams(
  sentences: readonly (readonly string[])[],
  order: number,
  vocabulary: Iterable<string>,
): NgramCounts {
  const known = new Set([...vocabulary, UNKNOWN]);
  const followers = new Map<string, Map<string, number>>();
  for (const sentence of sentences) {
    const padding = (pad: string) => new Array<string>(order - 1).fill(pad);
    const words = [...padding(PAD_BEGIN), ...sentence, ...padding(PAD_END)].map((word) => read(known, word));
    for (let length = 1; length <= order; length++) {
      for (let i = 0; i + length <= words.length; i++) {
        const key = contextKey(words.slice(i, i + length - 1));
        const counts = followers.get(key) ?? new Map<string, number>();
        followers.set(key, counts);
        const word = words[i + length - 1];
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
  return { vocabulary: known, followers };
}

/** (c(context word) + gamma) / (c(context) + gamma V), V the size of the vocabulary, `<UNK>` included; gamma >= 0. */
export function lidstone(counts: NgramCounts, gamma: number): Estimator {
  return (word, context) => {
    const known = context.map((other) => read(counts.vocabulary, other));
    const followers = counts.followers.get(contextKey(known)) ?? new Map<string, number>();
    const total = [...followers.values()].reduce((sum, count) => sum + count, 0);
    const denominator = total + gamma * counts.vocabulary.size;
    const count = followers.get(read(counts.vocabulary, word)) ?? 0;
    return denominator > 0 ? (count + gamma) / denominator : undefined;
  };
}

/** Lidstone's estimator with gamma 1. */
export function laplace(counts: NgramCounts): Estimator {
  return lidstone(counts, 1);
}

/** Lidstone's estimator with gamma 0: relative frequency. */
export function maximumLikelihood(counts: NgramCounts): Estimator {
  return lidstone(counts, 0);
}

/**
 * Perplexity of n-grams, each the probability of its last word after its other words: infinite where one has
 * probability 0, `undefined` where one has none or there is no n-gram.
 */
export function ngramPerplexity(
  estimator: Estimator,
  ngrams: readonly (readonly string[])[],
): number | undefined {
  let bits = 0;
  for (const ngram of ngrams) {
    const p = estimator(ngram[ngram.length - 1], ngram.slice(0, -1));
    if (p === undefined) return undefined;
    bits -= Math.log2(p);
  }
  return ngrams.length > 0 ? 2 ** (bits / ngrams.length) : undefined;
}

function read(vocabulary: ReadonlySet<string>, word: string): string {
  return vocabulary.has(word) ? word : UNKNOWN;
}

function contextKey(words: readonly string[]): string {
  return JSON.stringify(words);
}
