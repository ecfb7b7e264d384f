import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playTournament } from './tournament.ts';

describe('playTournament', () => {
  it('gives the distribution of the origin', () => {
    const logits = Float64Array.of(0, 1, 2, 3);
    const g = [
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ];
    playTournament(logits, 2, (token, layer) => g[token][layer]);
    const expected = [0.0292035445, 0.0972327311, 0.6258446632, 0.2477190611];
    for (const [token, p] of expected.entries()) expect(Math.exp(logits[token])).toBeCloseTo(p, 8);
  });

  it('gives a distribution, with nothing where there was nothing', () => {
    const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(logits, fc.integer({ min: 1, max: 8 }), fc.integer(), (values, depth, word) => {
        const bent = Float64Array.from([...values, Number.NEGATIVE_INFINITY]);
        playTournament(bent, depth, (token, layer) => (Math.imul(word, token * 8 + layer + 1) >>> 15) & 1);
        expect(bent.reduce((sum, logit) => sum + Math.exp(logit), 0)).toBeCloseTo(1, 9);
        expect(bent[values.length]).toBe(Number.NEGATIVE_INFINITY);
      }),
    );
  });

  it('changes nothing on average over all bits of a layer', () => {
    const p = [0.5, 0.3, 0.2];
    const mean = [0, 0, 0];
    for (let bits = 0; bits < 8; bits++) {
      const logits = Float64Array.from(p, Math.log);
      playTournament(logits, 1, (token) => (bits >> token) & 1);
      for (const token of mean.keys()) mean[token] += Math.exp(logits[token]) / 8;
    }
    for (const [token, share] of p.entries()) expect(mean[token]).toBeCloseTo(share, 12);
  });
});
