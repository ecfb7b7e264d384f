import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { chao1, missingMass, sampleCoverage } from './richness.ts';
import { spectrumFrom, spectrumOf } from './spectrum.ts';

describe('missingMass', () => {
  it('is the share of tokens that are singletons', () => {
    expect(missingMass(spectrumOf([5, 3, 1, 1]))).toBe(0.2);
    expect(missingMass(spectrumOf([5, 5]))).toBe(0);
    expect(missingMass(spectrumFrom([[1, 10]]), 1000)).toBe(0.01);
    expect(missingMass(spectrumOf([]))).toBeUndefined();
  });

  it('estimates the probability of the unseen without bias', () => {
    const rng = new Rng('good-turing');
    const weights = Array.from({ length: 200 }, (_, i) => 1 / (i + 1));
    const sum = weights.reduce((a, b) => a + b);
    const errors: number[] = [];
    for (let trial = 0; trial < 400; trial++) {
      const counts = draw(weights, 300, rng);
      const unseen = weights.reduce((mass, weight, i) => mass + (counts[i] === 0 ? weight / sum : 0), 0);
      errors.push(missingMass(spectrumOf(counts))! - unseen);
    }
    const mean = errors.reduce((a, b) => a + b) / errors.length;
    const deviation = Math.sqrt(
      errors.reduce((total, error) => total + (error - mean) ** 2, 0) / errors.length,
    );
    // The bias of Good-Turing is at most 1/n = .0033.
    expect(Math.abs(mean)).toBeLessThan(1 / 300 + (4 * deviation) / Math.sqrt(errors.length));
  });
});

function draw(weights: readonly number[], tokens: number, rng: Rng): number[] {
  const counts = Array<number>(weights.length).fill(0);
  const total = weights.reduce((a, b) => a + b);
  for (let t = 0; t < tokens; t++) {
    let left = rng.next() * total;
    let type = 0;
    while (type < weights.length - 1 && (left -= weights[type]) > 0) type++;
    counts[type]++;
  }
  return counts;
}

describe('chao1', () => {
  it('adds f1^2/(2 f2) to the types seen', () => {
    expect(chao1(spectrumOf([1, 1, 1, 1, 2, 2, 9]))).toBe(7 + 16 / 4);
  });

  it('takes the bias-corrected form where no type occurs twice', () => {
    expect(chao1(spectrumOf([1, 1, 1, 9]))).toBe(4 + 3);
    expect(chao1(spectrumOf([1, 9]))).toBe(2);
  });

  it('is the number seen where there are no singletons, and nothing for no types', () => {
    expect(chao1(spectrumOf([2, 3, 4]))).toBe(3);
    expect(chao1(spectrumOf([]))).toBeUndefined();
  });

  it('stays below the truth on average, and nearer to it than the number seen', () => {
    const rng = new Rng('chao1');
    const weights = Array.from({ length: 100 }, (_, i) => 1 / (i + 5));
    let estimates = 0;
    let seen = 0;
    for (let trial = 0; trial < 200; trial++) {
      const counts = draw(weights, 150, rng);
      estimates += chao1(spectrumOf(counts))! / 200;
      seen += counts.filter((count) => count > 0).length / 200;
    }
    expect(estimates).toBeGreaterThan(seen + 10);
    expect(estimates).toBeLessThan(105);
  });
});

describe('sampleCoverage', () => {
  it('agrees with the worked value of equation 4a', () => {
    // f1 = 2, f2 = 1, n = 10: 1 - 2/10 * 9*2/(9*2 + 2).
    expect(sampleCoverage(spectrumOf([6, 2, 1, 1]))).toBeCloseTo(1 - 0.2 * (18 / 20), 14);
  });

  it('stands in for f2 = 0, and is complete without singletons', () => {
    // (n-1)(f1-1)/((n-1)(f1-1) + 2) at n = 10, f1 = 3.
    expect(sampleCoverage(spectrumOf([7, 1, 1, 1]))).toBeCloseTo(1 - 0.3 * (18 / 20), 14);
    expect(sampleCoverage(spectrumOf([7, 2]))).toBe(1);
  });

  it('says nothing of fewer than two tokens', () => {
    expect(sampleCoverage(spectrumOf([1]))).toBeUndefined();
    expect(sampleCoverage(spectrumOf([]))).toBeUndefined();
  });
});
