import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { trainedEquivalent } from './equivalent-sample.ts';
import { groundOf } from './ground.ts';
import { MODES, type Plan } from './plan.ts';
import { poorestEquivalent, smallestShare } from './smallest-share.ts';
import { shareFound } from './survival.ts';

const profile = profileOf(zipfCorpus({ seed: 'h', examples: 200, vocabulary: 1500, length: [20, 40] }));
const { spectra, tail, units } = groundOf(profile, { order: 1, unit: 'tokens' }, 'human');

const planOf = (more: Partial<Plan> = {}): Plan => ({
  samples: units,
  human: units,
  real: 0,
  mode: 'replace',
  fresh: true,
  generations: 6,
  fidelity: 1,
  ...more,
});
const share = (more: Partial<Plan>, keep = 0.9) => smallestShare(spectra, tail, planOf(more), keep, 0.05);

/** What the poorest training set holds of the tail, as a share of what human text of its size does. */
function kept(plan: Plan): number {
  const weights = tail.weights.get(spectra.whole)!;
  const human = shareFound(spectra.whole, weights, plan.samples)!;
  return shareFound(spectra.whole, weights, poorestEquivalent(plan))! / human;
}

describe('poorestEquivalent', () => {
  it('is the least of all generations, not the last', () => {
    const plans = fc.record({
      mode: fc.constantFrom(...MODES),
      real: fc.double({ min: 0, max: 1, noNaN: true }),
      fresh: fc.boolean(),
    });
    fc.assert(
      fc.property(plans, (more) => {
        const plan = planOf(more);
        const all = Array.from({ length: plan.generations }, (_, g) => trainedEquivalent(plan, g + 1));
        expect(poorestEquivalent(plan)).toBe(Math.min(...all));
      }),
    );
  });
});

describe('smallestShare', () => {
  it.each([0.5, 0.8, 0.9, 0.97])('keeps %d of the tail, and a little less does not', (keep) => {
    const { value } = share({}, keep)!;
    expect(kept(planOf({ real: value }))).toBeGreaterThanOrEqual(keep - 1e-6);
    if (value > 0.001) expect(kept(planOf({ real: value - 0.001 }))).toBeLessThan(keep);
  });

  it('lies in its interval, within 0 and 1', () => {
    for (const keep of [0.3, 0.9, 0.999]) {
      const { value, interval } = share({}, keep)!;
      expect(interval[0]).toBeGreaterThanOrEqual(0);
      expect(interval[0]).toBeLessThanOrEqual(value);
      expect(interval[1]).toBeGreaterThanOrEqual(value);
      expect(interval[1]).toBeLessThanOrEqual(1);
    }
  });

  it('rises with what is to be kept, and with how long', () => {
    const byKeep = [0.6, 0.7, 0.8, 0.9, 0.95].map((keep) => share({}, keep)!.value);
    expect(byKeep).toEqual([...byKeep].sort((a, b) => a - b));
    const byLength = [1, 2, 5, 10, 40].map((generations) => share({ generations })!.value);
    expect(byLength).toEqual([...byLength].sort((a, b) => a - b));
  });

  it('is nothing where all data are kept and little is asked', () => {
    expect(share({ mode: 'accumulate' }, 0.5)!.value).toBe(0);
  });

  it('is all where everything is to be kept', () => {
    expect(share({}, 1)!.value).toBeCloseTo(1, 3);
  });

  it('is more for a learner that writes less of what is rare', () => {
    expect(share({ fidelity: 0.5 })!.value).toBeGreaterThan(share({})!.value);
  });

  it('does not exist where the first human data are few, and always the same', () => {
    expect(share({ human: units / 50, fresh: false }, 0.95)).toBeUndefined();
  });

  it('has an interval from 0 to 1 where all text is of one author', () => {
    const examples = zipfCorpus({ seed: 'h', examples: 100 }).map((one) => ({ ...one, group: 'same' }));
    const ground = groundOf(profileOf(examples), { order: 1, unit: 'tokens' }, 'human');
    const plan = planOf({ samples: ground.units, human: ground.units });
    expect(smallestShare(ground.spectra, ground.tail, plan, 0.8, 0.05)!.interval).toEqual([0, 1]);
  });
});
