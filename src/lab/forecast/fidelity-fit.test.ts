import { describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { writtenEquivalent } from './equivalent-sample.ts';
import { fitFidelity } from './fidelity-fit.ts';
import { groundOf } from './ground.ts';
import type { Measured } from './observed.ts';
import { MOST_FIDELITY, type Plan } from './plan.ts';
import { shareFound } from './survival.ts';

const profile = profileOf(zipfCorpus({ seed: 'fit', examples: 200, vocabulary: 1500, length: [20, 40] }));
const { spectra, tail, units } = groundOf(profile, { order: 1, unit: 'tokens' }, 'human');
const weights = tail.weights.get(spectra.whole)!;
const plan: Plan = {
  ...{ samples: units, human: units, real: 0.1, mode: 'replace', fresh: true },
  ...{ generations: 5, fidelity: 1 },
};

/** What generations of a learner of this fidelity would be found to hold, `bias` more or less. */
function line(
  fidelity: number,
  length: number,
  error = 0.01,
  bias: (g: number) => number = () => 0,
): Measured[] {
  return Array.from({ length }, (_, i) => {
    const worth = writtenEquivalent({ ...plan, fidelity }, i + 1, units);
    const found = shareFound(spectra.whole, weights, worth)! + bias(i + 1);
    return { name: `g${i + 1}`, generation: i + 1, units, found, error };
  });
}
const fitTo = (measured: readonly Measured[], alpha = 0.05) =>
  fitFidelity(spectra.whole, tail, measured, plan, alpha);

describe('fitFidelity', () => {
  it.each([0.05, 0.3, 1, 2, 8])('finds %d again in generations that were made by it', (fidelity) => {
    for (const length of [1, 4]) {
      const found = fitTo(line(fidelity, length));
      expect(Math.log(found.fidelity)).toBeCloseTo(Math.log(fidelity), 3);
      expect(found.interval[0]).toBeLessThan(fidelity);
      expect(found.interval[1]).toBeGreaterThan(fidelity);
      for (const { fitted, observed } of found.generations) expect(fitted).toBeCloseTo(observed.value, 3);
    }
  });

  it('is surer of more generations, and of those measured better', () => {
    const width = (measured: readonly Measured[]) => {
      const [low, high] = fitTo(measured).interval;
      return Math.log(high / low);
    };
    expect(width(line(1, 4))).toBeLessThan(width(line(1, 1)));
    expect(width(line(1, 1, 0.001))).toBeLessThan(width(line(1, 1, 0.01)));
  });

  it('is less sure where generations lie further apart than their errors tell', () => {
    const swing = (g: number) => (g % 2 === 0 ? 0.05 : -0.05);
    const steady = fitTo(line(1, 4, 0.005));
    const swinging = fitTo(line(1, 4, 0.005, swing));
    expect(swinging.interval[1] / swinging.interval[0]).toBeGreaterThan(
      steady.interval[1] / steady.interval[0],
    );
  });

  it('stays within its bounds where a generation holds nothing, or all', () => {
    for (const bias of [-10, 10]) {
      const { fidelity, interval } = fitTo(line(1, 2, 0.01, () => bias));
      expect(fidelity).toBeGreaterThan(0);
      expect(fidelity).toBeLessThanOrEqual(MOST_FIDELITY);
      expect(interval[0]).toBeGreaterThan(0);
      expect(interval[1]).toBeLessThanOrEqual(MOST_FIDELITY);
    }
  });

  it('trusts the generation that was measured better', () => {
    const [low] = line(0.3, 1, 1e-4);
    const [high] = line(3, 1, 0.1);
    expect(Math.log(fitTo([low, { ...high, generation: 1 }]).fidelity)).toBeCloseTo(Math.log(0.3), 1);
  });

  it('tells each generation as a share of what human text would hold, with the interval asked for', () => {
    const [g1] = fitTo(line(1, 1, 0.02)).generations;
    const human = shareFound(spectra.whole, weights, units)!;
    expect(g1.name).toBe('g1');
    expect(g1.repeating).toBeCloseTo(g1.observed.value, 6);
    // z(.975) = 1.95996.
    expect(g1.observed.interval[1] - g1.observed.value).toBeCloseTo((1.95996 * 0.02) / human, 5);
    const [wide] = fitTo(line(1, 1, 10)).generations;
    expect(wide.observed.interval[0]).toBe(0);
  });
});
