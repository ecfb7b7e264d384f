import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import { sbwDetector, sbwMarker } from './sbw.ts';

describe('the stateless Bernoulli watermark of vLLM', () => {
  it.each([
    [42n, 4, 0.5, 40, 250, -0.12649110640673517],
    [42n, 4, 0.5, 150000, 250, 3.0357865537616444],
    [4611687006081709891n, 3, 0.25, 40, 250, 1.2415044636783765],
    [4611687006081709891n, 3, 0.25, 150000, 250, 0.3651483716701107],
    [77n, 1, 0.5, 40, 41, -2.9673014758835152],
    [77n, 1, 0.5, 150000, 249, 0.06337242505244779],
  ])(
    'agrees with the origin: key %d, width %i, gamma %d, vocabulary %i',
    (key, width, gamma, size, scored, z) => {
      const found = detect(sbwDetector({ key, width, gamma, once: 'context' }), drawnTokens(31, 250, size));
      expect(found.scored).toBe(scored);
      expectClose(found.score, z);
    },
  );

  it('counts a token under the same seed once, so that frequent tokens do not pass for a mark', () => {
    let found = 0;
    let misled = 0;
    for (let run = 0; run < 400; run++) {
      const rng = new Rng(run % 20);
      const tokens = Array.from({ length: 300 }, () => Math.floor(1000 * rng.next() ** 6));
      const key = BigInt(1000 + 7919 * Math.floor(run / 20));
      if (detect(sbwDetector({ key }), tokens).pValue! <= 0.02) found++;
      if (detect(sbwDetector({ key, once: 'context' }), tokens).score > 2.054) misled++;
    }
    expect(found / 400).toBeLessThan(0.02 + 4 * Math.sqrt((0.02 * 0.98) / 400));
    expect(misled).toBeGreaterThan(3 * found);
  });

  it('raises the logits of the tokens that the origin holds for green', () => {
    const logits = new Float64Array(64);
    sbwMarker({ key: 42n, delta: 1 }).mark(logits, [1, 2, 3, 4]);
    expect(logits.join('')).toBe('1101011001101010010010011111000111101110110000011100001101110100');
  });

  it('finds what it marked, also under greedy decoding', () => {
    const logitsAt = (p: number) =>
      Float64Array.from({ length: 60 }, (_, t) => ((t * 37 + p * 17) % 61) / 20);
    const tokens = greedy(sbwMarker({ key: 99n }), 80, logitsAt);
    expect(detect(sbwDetector({ key: 99n }), tokens).pValue).toBeLessThan(1e-9);
    expect(detect(sbwDetector({ key: 98n }), tokens).pValue).toBeGreaterThan(1e-4);
  });

  it('refuses lefthash by name: what marks and what detects differ there', () => {
    for (const make of [sbwDetector, sbwMarker]) {
      expect(() => make({ key: 42n, seeding: 'lefthash' })).toThrow(/lefthash/);
    }
  });
});
