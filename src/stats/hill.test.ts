import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hillNumber, shannonEntropy } from './hill.ts';
import { spectrumOf } from './spectrum.ts';

const counts = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 40 });

describe('shannonEntropy', () => {
  it('is ln of the number of types that are equally common', () => {
    expect(shannonEntropy(spectrumOf([5, 5, 5, 5]))).toBeCloseTo(Math.log(4), 15);
    expect(shannonEntropy(spectrumOf([17]))).toBe(0);
    expect(shannonEntropy(spectrumOf([]))).toBeUndefined();
  });

  it('gives the entropy of a fair and a loaded coin', () => {
    expect(shannonEntropy(spectrumOf([1, 3]))).toBeCloseTo(
      -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)),
      15,
    );
  });
});

describe('hillNumber', () => {
  it('is richness, exp(entropy), inverse Simpson and inverse of the largest share', () => {
    const spectrum = spectrumOf([1, 2, 3, 4]);
    expect(hillNumber(spectrum, 0)).toBe(4);
    expect(hillNumber(spectrum, 1)).toBeCloseTo(Math.exp(shannonEntropy(spectrum)!), 14);
    expect(hillNumber(spectrum, 2)).toBeCloseTo(100 / 30, 14);
    expect(hillNumber(spectrum, Infinity)).toBe(2.5);
  });

  it('is the number of types at every order where all are equally common', () => {
    for (const q of [0, 0.5, 0.95, 1, 1.05, 1.5, 2, 30, 1e4, Infinity]) {
      expect(hillNumber(spectrumOf(Array(12).fill(7)), q)).toBeCloseTo(12, 10);
    }
  });

  it('never rises with q, and lies between 1 and the richness', () => {
    const order = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(counts, order, order, (values, a, b) => {
        const spectrum = spectrumOf(values);
        const low = hillNumber(spectrum, Math.min(a, b))!;
        const high = hillNumber(spectrum, Math.max(a, b))!;
        expect(high).toBeLessThanOrEqual(low * (1 + 1e-9));
        expect(high).toBeGreaterThan(1 - 1e-9);
        expect(low).toBeLessThan(values.length * (1 + 1e-9));
      }),
    );
  });

  it('is continuous at 1 and where its two forms meet', () => {
    const spectrum = spectrumOf([1, 2, 3, 4, 500]);
    const at = (q: number) => hillNumber(spectrum, q)!;
    expect(at(1 + 1e-9)).toBeCloseTo(at(1), 8);
    expect(at(1 - 1e-9)).toBeCloseTo(at(1), 8);
    for (const q of [0.9, 1.1]) expect(at(q - 1e-12)).toBeCloseTo(at(q + 1e-12), 10);
  });

  it('doubles when every type is split in two', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 5, noNaN: true }), (values, q) => {
        const whole = hillNumber(spectrumOf(values.map((count) => 2 * count)), q)!;
        const split = hillNumber(spectrumOf([...values, ...values]), q)!;
        expect(split / whole).toBeCloseTo(2, 8);
      }),
    );
  });

  it('does not exist without tokens or for a negative order', () => {
    expect(hillNumber(spectrumOf([]), 0)).toBeUndefined();
    expect(hillNumber(spectrumOf([1]), -1)).toBeUndefined();
    expect(hillNumber(spectrumOf([1]), Number.NaN)).toBeUndefined();
  });
});
