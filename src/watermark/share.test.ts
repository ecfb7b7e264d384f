import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { binomialTails } from './binomial.ts';
import { isAbove, joined, markedShare, uniformPValue } from './share.ts';

/** p-values of `texts` texts of which the first `marked` are marked. */
function pValues(rng: Rng, texts: number, marked: number): number[] {
  return Array.from({ length: texts }, (_, i) => (i < marked ? rng.next() * 1e-6 : rng.next()));
}

function shareOf(values: readonly number[]) {
  return markedShare({ texts: values.length, above: values.filter(isAbove).length })!;
}

describe('markedShare', () => {
  it('holds the true share in its interval as often as it says', () => {
    const rng = new Rng(1);
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const { low, high } = shareOf(pValues(rng, 200, 60));
      if (low <= 0.3 && 0.3 <= high) held++;
    }
    // 95% and four standard errors.
    expect(held).toBeGreaterThanOrEqual(400 * 0.95 - 4 * Math.sqrt(400 * 0.05 * 0.95));
  });

  it('is 0 for human text as often as chance has it, and never below', () => {
    const rng = new Rng(2);
    const lows = Array.from({ length: 200 }, () => shareOf(pValues(rng, 100, 0)).low);
    expect(lows.filter((low) => low > 0).length).toBeLessThan(200 * 0.025 + 4 * Math.sqrt(200 * 0.025));
    expect(Math.min(...lows)).toBe(0);
  });

  it('is 1 where all are marked', () => {
    expect(markedShare({ texts: 100, above: 0 })).toMatchObject({ share: 1, high: 1 });
  });

  it('has the exact bounds of a binomial share', () => {
    // Clopper and Pearson of 5 in 20: 0.0866 to 0.4910.
    const { low, high } = markedShare({ texts: 20, above: 5 })!;
    expect(1 - low).toBeCloseTo(2 * 0.491, 3);
    expect(1 - high).toBeCloseTo(2 * 0.0866, 3);
  });

  it('is the same beside very many human texts, and wider beside few', () => {
    const count = { texts: 400, above: 180 };
    const plain = markedShare(count)!;
    const [many, some, few] = [1e12, 1000, 20].map((human) => markedShare(count, 0.95, human)!);
    expect(many.low).toBeCloseTo(plain.low, 5);
    expect(many.high).toBeCloseTo(plain.high, 5);
    expect(some.share).toBe(plain.share);
    expect(few.high - few.low).toBeGreaterThan(some.high - some.low);
    expect(some.high - some.low).toBeGreaterThan(plain.high - plain.low);
    expect([few.low, few.high].every((bound) => bound >= 0 && bound <= 1)).toBe(true);
  });

  it.each([30, 200])('holds the true share where one half is the median of %i human texts', (human) => {
    const rng = new Rng(human);
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const sorted = Array.from({ length: human + 1 }, () => rng.next()).sort((a, b) => a - b);
      const median = (sorted[Math.floor(human / 2)] + sorted[Math.ceil(human / 2)]) / 2;
      const above = pValues(rng, 300, 30).filter((p) => p > median).length;
      const { low, high } = markedShare({ texts: 300, above }, 0.95, human)!;
      if (low <= 0.1 && 0.1 <= high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(400 * 0.95 - 4 * Math.sqrt(400 * 0.05 * 0.95));
  });

  it.each([0, 1, 50, 99, 100])('keeps the estimate inside the interval with %i of 100 above', (above) => {
    for (const human of [20, 500, Number.POSITIVE_INFINITY]) {
      const { share, low, high } = markedShare({ texts: 100, above }, 0.95, human)!;
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(high).toBeGreaterThanOrEqual(share - 1e-12);
    }
  });

  it('does not exist without texts', () => {
    expect(markedShare({ texts: 0, above: 0 })).toBeUndefined();
  });
});

describe('uniformPValue', () => {
  const tokensOf = (rng: Rng) => Array.from({ length: 24 }, () => rng.int(50_000));
  const hitsOf = (rng: Rng) => Array.from({ length: 24 }, () => rng.next()).filter((u) => u < 0.5).length;

  it('is above one half for half of all unmarked texts, where scores have steps', () => {
    const rng = new Rng(4);
    const texts = Array.from({ length: 4000 }, () => ({
      tails: binomialTails(hitsOf(rng), 24, 0.5),
      tokens: tokensOf(rng),
    }));
    const above = texts.filter(({ tails, tokens }) => isAbove(uniformPValue(tails, tokens, 0))).length;
    expect(Math.abs(above - 2000)).toBeLessThan(4 * Math.sqrt(4000 / 4));
    // Why it is needed: the plain p-values are not.
    expect(texts.filter(({ tails }) => isAbove(tails.pValue)).length).toBeGreaterThan(2200);
  });

  it('lets the interval hold a small share of marked short texts', () => {
    const rng = new Rng(5);
    let held = 0;
    for (let run = 0; run < 60; run++) {
      const values = Array.from({ length: 400 }, (_, i) =>
        i < 40 ? 1e-6 : uniformPValue(binomialTails(hitsOf(rng), 24, 0.5), tokensOf(rng), 0),
      );
      const { low, high } = shareOf(values);
      if (low <= 0.1 && 0.1 <= high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(60 * 0.95 - 4 * Math.sqrt(60 * 0.05 * 0.95));
  });

  it('draws the same for the same text, another for another key, and keeps what has no steps', () => {
    const tails = { pValue: 0.6, beyond: 0.4 };
    expect(uniformPValue(tails, [1, 2, 3], 0)).toBe(uniformPValue(tails, [1, 2, 3], 0));
    expect(uniformPValue(tails, [1, 2, 3], 0)).not.toBe(uniformPValue(tails, [1, 2, 3], 1));
    expect(uniformPValue(tails, [1, 2, 3], 0)).not.toBe(uniformPValue(tails, [1, 2, 4], 0));
    expect(uniformPValue({ pValue: 0.3 }, [1, 2, 3], 0)).toBe(0.3);
  });
});

describe('joined', () => {
  it('is uniform again for the smallest of several', () => {
    const rng = new Rng(3);
    const values = Array.from({ length: 4000 }, () =>
      joined(Math.min(rng.next(), rng.next(), rng.next()), 3),
    );
    const below = values.filter((p) => p < 0.3).length / values.length;
    expect(Math.abs(below - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 4000));
  });

  it('keeps small p-values small', () => {
    expect(joined(1e-30, 4)).toBeCloseTo(4e-30, 40);
    expect(joined(0.25, 1)).toBeCloseTo(0.25, 15);
  });
});
