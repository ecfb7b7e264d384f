import { beforeAll, describe, expect, it } from 'vitest';
import { brown } from '../../../test/fixtures/brown.ts';
import { Rng } from '../../base/rng.ts';
import { similarity } from '../../sketch/minhash.ts';
import { candidateProbability } from '../../sketch/minhash-bands.ts';
import { tokenStrings } from '../../text/tokenizer.ts';
import { edited } from './fixtures.test.support.ts';
import { NearIndex } from './near-index.ts';
import { matchProbabilities, PRESETS } from './settings.ts';
import { Signer } from './signature.ts';

const SETTINGS = PRESETS.datatrove;

/** The exact Jaccard similarity of the sets of five words. */
function jaccard(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => {
    const words = tokenStrings(text).filter((token) => /[\p{L}\p{N}]/u.test(token));
    return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(' ')));
  });
  const shared = [...left].filter((shingle) => right.has(shingle)).length;
  return shared / (left.size + right.size - shared);
}

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly truth: number;
}

/** Passages of about 180 words of the Brown corpus, each with a copy in which words were replaced at random. */
function planted(): Pair[] {
  const rng = new Rng('planted');
  const [corpus] = brown('planted', [40_000]);
  const words = corpus.flatMap(({ text }) => text.split(' '));
  const pairs: Pair[] = [];
  for (let from = 0; from + 180 <= words.length; from += 180) {
    const a = words.slice(from, from + 180).join(' ');
    for (const rate of [0.01, 0.025, 0.04, 0.06]) {
      const b = edited(rng, a, rate);
      pairs.push({ a, b, truth: jaccard(a, b) });
    }
  }
  return pairs;
}

/** `observed` of the pairs did what each does with probability `chances[i]`: in standard errors. */
function deviation(observed: number, chances: readonly number[]): number {
  const expected = chances.reduce((sum, p) => sum + p, 0);
  const variance = chances.reduce((sum, p) => sum + p * (1 - p), 0);
  return (observed - expected) / Math.sqrt(Math.max(variance, 1e-9));
}

describe('near-duplicates planted in real text', () => {
  const signer = new Signer(SETTINGS);
  let pairs: Pair[] = [];
  const signatures = new Map<string, ReturnType<Signer['sign']>>();

  /** Of each text once. */
  function signed(text: string) {
    const known = signatures.get(text) ?? signer.sign(text);
    signatures.set(text, known);
    return known;
  }

  beforeAll(() => {
    pairs = planted();
  });

  it.each([
    [0.5, 0.6],
    [0.6, 0.7],
    [0.7, 0.8],
    [0.8, 0.9],
    [0.9, 1],
  ])('are found as often as 1 - (1 - s^8)^14 says, at similarities from %d to %d', (low, high) => {
    const within = pairs.filter(({ truth }) => truth >= low && truth < high);
    expect(within.length).toBeGreaterThan(30);
    for (const threshold of [0, 0.7]) {
      const settings = { ...SETTINGS, threshold };
      let found = 0;
      for (const { a, b } of within) {
        const index = new NearIndex(settings);
        index.add('a', signed(a));
        if (index.nearest(signed(b)) !== undefined) found++;
      }
      const chances = within.map(({ truth }) =>
        threshold === 0
          ? candidateProbability(truth, settings)
          : matchProbabilities(settings, [truth])[0].joined,
      );
      expect(Math.abs(deviation(found, chances))).toBeLessThan(4);
    }
  });

  it('are estimated without bias, and within sqrt(s (1 - s) / 112)', () => {
    let sum = 0;
    let squares = 0;
    let variance = 0;
    for (const { a, b, truth } of pairs) {
      const error = similarity(signed(a).values, signed(b).values)! - truth;
      sum += error;
      squares += error ** 2;
      variance += (truth * (1 - truth)) / 112;
    }
    // Copies of one passage share their passage: the mean of four errors is taken to be as uncertain as one.
    expect(Math.abs(sum)).toBeLessThan(2 * 4 * Math.sqrt(variance));
    expect(squares / variance).toBeLessThan(1.1);
  });
});
