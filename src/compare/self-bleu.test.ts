import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { samplesOf } from '../../test/oracles/subjects.ts';
import type { Example } from '../corpus/example.ts';
import { sentenceBleu } from '../stats/bleu.ts';
import { sampleSelfBleu } from './self-bleu.ts';

const one = (corpus: readonly Example[], tokens = 1e6) => samplesOf([corpus], tokens)[0];

describe('sampleSelfBleu', () => {
  const corpus = zipfCorpus({ seed: 'self-bleu', examples: 40, vocabulary: 40, length: [4, 10] });

  it('is the mean BLEU of each sampled example against the others, also without each block', () => {
    const { packed } = one(corpus);
    const items = Array.from(packed.blocks, (block, e) => ({
      block,
      tokens: packed.ids.subarray(packed.offsets[e], packed.offsets[e + 1]),
    }));
    const value = (kept: readonly (typeof items)[number][]) => {
      const scores = kept.map(({ tokens }, i) => {
        const others = kept.filter((_, j) => j !== i).map((other) => other.tokens);
        return sentenceBleu(others, tokens, { smoothing: { method: 1, epsilon: 0.1 } });
      });
      return scores.reduce((a: number, b) => a + b!, 0) / scores.length;
    };
    const sizes = Array<number>(64).fill(0);
    for (const { block } of items) sizes[block]++;
    expectEstimate(sampleSelfBleu(packed), {
      value: value(items),
      floor: 1e-6,
      without: withoutEachBlock(items, value),
      sizes,
    });
  });

  it('is 1 where all examples are one, and higher the more alike they are', () => {
    const copies = corpus.map((c, i) =>
      example(`c${i}`, i % 2 === 0 ? 'one and the same five words' : c.text),
    );
    const same = corpus.map((c) => ({ ...c, text: 'one and the same five words' }));
    const [plain, half, all] = [corpus, copies, same].map((c) => sampleSelfBleu(one(c).packed)!.value);
    expect(all).toBeCloseTo(1, 12);
    expect(half).toBeGreaterThan(plain);
    expect(all).toBeGreaterThan(half);
  });

  it('looks at the sample alone', () => {
    const cut = one(corpus, 120);
    expect(cut.counted.length).toBeLessThan(corpus.length);
    expect(sampleSelfBleu(cut.packed)!.value).not.toBe(sampleSelfBleu(one(corpus).packed)!.value);
  });

  it('does not exist for a single example, and has no error for two', () => {
    expect(sampleSelfBleu(one([example('a', 'all alone here')]).packed)).toBeUndefined();
    const two = sampleSelfBleu(one([example('a', 'the same words'), example('b', 'the same words')]).packed)!;
    expect(two.variance).toBe(Number.POSITIVE_INFINITY);
  });
});
