import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { judgeGamma, keepGumbelMax, surprise } from './gamma-score.ts';

describe('keepGumbelMax', () => {
  it('draws each token with its probability', () => {
    const rng = new Rng(1);
    const p = [0.5, 0.3, 0.2];
    const drawn = [0, 0, 0];
    for (let i = 0; i < 6000; i++) {
      const logits = Float64Array.from(p, Math.log);
      keepGumbelMax(logits, () => rng.next() || Number.MIN_VALUE);
      drawn[logits.indexOf(0)]++;
    }
    for (const [token, share] of p.entries()) {
      expect(Math.abs(drawn[token] / 6000 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 6000));
    }
  });

  it('takes the first of equals, and nothing without probability, be its number 1', () => {
    const equal = new Float64Array(3);
    keepGumbelMax(equal, () => 0.5);
    expect([...equal]).toEqual([0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    const one = Float64Array.of(Number.NEGATIVE_INFINITY, -3);
    keepGumbelMax(one, (token) => (token === 0 ? 1 : 0.1));
    expect(one[1]).toBe(0);
  });
});

describe('judgeGamma', () => {
  it('has even p-values without a mark', () => {
    const rng = new Rng(2);
    let below = 0;
    for (let run = 0; run < 2000; run++) {
      let sum = 0;
      for (let i = 0; i < 20; i++) sum += surprise(rng.next());
      if (judgeGamma(20, sum).pValue! <= 0.1) below++;
    }
    expect(Math.abs(below / 2000 - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / 2000));
  });
});
