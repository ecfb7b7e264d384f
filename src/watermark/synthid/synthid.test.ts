import { describe, expect, it } from 'vitest';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import type { SynthIdBits } from './bits.ts';
import { DeepMindBits, startOf } from './deepmind-bits.ts';
import { hashNumbers } from './lcg.ts';
import { bayesianBits, weightedBits } from './statistics.ts';
import { synthIdDetector, synthIdMarker } from './synthid.ts';
import { TransformersBits } from './transformers-bits.ts';

const KEYS = [654n, 400n, 836n, 123n, 340n, 443n, 597n, 160n, 57n];
const KEYS_30 = Array.from({ length: 30 }, (_, i) => BigInt((i * 7919 + 13) % 1000));
const SMALL = drawnTokens(17, 300, 6);
const LARGE = drawnTokens(17, 300, 50000);

function bitsOf(bits: SynthIdBits, ngram: readonly number[]): string {
  const written = new Uint8Array(bits.depth);
  bits.seek(ngram, ngram.length - 1, ngram.length - 1);
  bits.write(ngram[ngram.length - 1], written);
  return written.join('');
}

describe('the hash of SynthID', () => {
  it('starts at 1 in Transformers', () => {
    expect(hashNumbers(1n, [1n, 2n, 3n, 4n, 5n])).toBe(908986556401970845n);
    expect(hashNumbers(1n, [1n, 2n, 3n, 4n, 5n, 654n])).toBe(-5937484272499508848n);
  });

  it('starts at a number that the keys decide in the repository of DeepMind', () => {
    expect(startOf(KEYS)).toBe(7195349551683326010n);
    const ngram = hashNumbers(startOf(KEYS), [1n, 2n, 3n, 4n, 5n]);
    expect(hashNumbers(ngram, [654n])).toBe(-2068842357003366783n);
    expect(startOf([2n ** 62n + 12345n, -(2n ** 40n) - 7n, 3n])).toBe(1409094116715616478n);
  });

  it('gives the bits of the n-gram 1 2 3 4 5', () => {
    expect(bitsOf(new TransformersBits(KEYS), [1, 2, 3, 4, 5])).toBe('001010010');
    expect(bitsOf(new DeepMindBits(KEYS), [1, 2, 3, 4, 5])).toBe('111101001');
  });
});

describe('the detector of SynthID', () => {
  const cases: [string, SynthIdBits, Int32Array, number, number, number][] = [
    [
      'Transformers, contexts repeat',
      new TransformersBits(KEYS),
      SMALL,
      264,
      0.5134680134680135,
      0.5048591980410162,
    ],
    [
      'Transformers, 30 layers',
      new TransformersBits(KEYS_30),
      LARGE,
      296,
      0.49707207207207205,
      0.49383137022615076,
    ],
    ['DeepMind, contexts repeat', new DeepMindBits(KEYS), SMALL, 264, 0.5105218855218855, 0.4908076981940619],
    ['DeepMind, 30 layers', new DeepMindBits(KEYS_30), LARGE, 296, 0.4994369369369369, 0.5011430708788112],
  ];

  it.each(cases)('agrees with the origin: %s', (_, bits, tokens, scored, mean, weighted) => {
    const plain = detect(synthIdDetector({ scheme: 's', bits }), tokens);
    expect(plain.scored).toBe(scored);
    expectClose(plain.score, mean);
    const falling = detect(
      synthIdDetector({ scheme: 's', bits, statistic: weightedBits(bits.depth, bits.share) }),
      tokens,
    );
    expectClose(falling.score, weighted);
    for (const { pValue } of [plain, falling]) expect(pValue).toBeGreaterThan(0.05);
  });

  it('agrees with the origin on keys of 62 bits and below 0', () => {
    const bits = new DeepMindBits([2n ** 62n + 12345n, -(2n ** 40n) - 7n, 3n]);
    const found = detect(synthIdDetector({ scheme: 's', bits, ngram: 3 }), drawnTokens(17, 100, 50000));
    expect([found.scored, found.score]).toEqual([98, 0.5]);
  });

  it('agrees with the Bayesian detector of Transformers under given weights', () => {
    const weights = {
      prior: 0.5,
      beta: KEYS.map((_, i) => (i - 4) / 3),
      delta: KEYS.map((_, i) => KEYS.map((__, j) => (((i * 9 + j) % 5) - 2) / 4)),
    };
    const statistic = bayesianBits(9, weights);
    const detector = synthIdDetector({ scheme: 's', bits: new TransformersBits(KEYS), statistic });
    const long = detect(detector, drawnTokens(19, 60, 50000));
    // The origin computes in single precision here and there.
    expect(Math.abs(long.score / 5.277375763017025e-11 - 1)).toBeLessThan(1e-5);
    expect(
      Math.abs(detect(detector, drawnTokens(19, 12, 50000)).score / 0.0012051514701853835 - 1),
    ).toBeLessThan(1e-6);
    expect(long.pValue).toBeUndefined();
  });
});

describe('the marker of SynthID', () => {
  const logitsAt = (p: number) =>
    Float64Array.from({ length: 31 }, (_, t) => (((t * 37 + p * 17) % 31) - 15) / 16);

  it('bends logits as the origin does, the context 0 before the start', () => {
    const hf = synthIdMarker({ scheme: 's', bits: new TransformersBits(KEYS), ngram: 3 });
    expect(greedy(hf, 24, logitsAt)).toEqual([
      10, 17, 20, 22, 19, 5, 7, 9, 3, 5, 12, 15, 6, 21, 16, 7, 6, 29, 4, 21, 0, 15, 29, 6,
    ]);
    const deepmind = synthIdMarker({ scheme: 's', bits: new DeepMindBits(KEYS), ngram: 3 });
    expect(greedy(deepmind, 24, logitsAt)).toEqual([
      28, 28, 22, 10, 14, 17, 12, 13, 12, 15, 12, 12, 2, 7, 15, 18, 5, 27, 20, 8, 0, 7, 18, 29,
    ]);
  });

  it('leaves what the detector finds under its keys and under no others', () => {
    const tokens = greedy(synthIdMarker({ scheme: 's', bits: new DeepMindBits(KEYS_30) }), 100, logitsAt);
    const found = (keys: readonly bigint[]) =>
      detect(synthIdDetector({ scheme: 's', bits: new DeepMindBits(keys) }), tokens).pValue;
    expect(found(KEYS_30)).toBeLessThan(1e-6);
    expect(found(KEYS_30.map((key) => key + 1n))).toBeGreaterThan(1e-4);
  });
});
