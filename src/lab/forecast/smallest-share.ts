import { jackknifeVariance, studentInterval } from '../../stats/jackknife.ts';
import { trainedEquivalent } from './equivalent-sample.ts';
import type { Plan } from './plan.ts';
import type { Share } from './share-estimate.ts';
import type { Slice } from './spectra.ts';
import { type HumanSpectrum, type SpectrumWithErrors, shareFound, unitsThatFind } from './survival.ts';

/** Bisections end when the share is known to this. */
const PRECISION = 1e-5;

/** What the poorest training set of the plan's generations is worth, in human units. */
export function poorestEquivalent(plan: Plan): number {
  let least = Number.POSITIVE_INFINITY;
  for (let g = 1; g <= plan.generations; g++) least = Math.min(least, trainedEquivalent(plan, g));
  return least;
}

/** The smallest real share at which no training set of the plan is worth less than `units`; undefined where none is enough. */
function shareWorth(plan: Plan, units: number): number | undefined {
  const enough = (real: number) => poorestEquivalent({ ...plan, real }) >= units * (1 - 1e-9);
  if (enough(0)) return 0;
  if (!enough(1)) return undefined;
  let low = 0;
  let high = 1;
  while (high - low > PRECISION) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The smallest real share for which each training set of the plan's generations is expected to hold at least `keep` of the tail types
 * that as much human text holds; by bisection, because more real data never hold less. Undefined where no share is enough, as may be
 * with the same rows again and again, and where there is no tail.
 */
export function smallestShare(
  spectra: SpectrumWithErrors,
  tail: Slice,
  plan: Plan,
  keep: number,
  alpha: number,
): Share | undefined {
  const value = shareFor(spectra.whole, tail, plan, keep);
  if (value === undefined) return undefined;
  const leftOut = spectra.leftOut.map((spectrum) => shareFor(spectrum, tail, plan, keep));
  const variance = jackknifeVariance(leftOut);
  if (variance === undefined) return { value, interval: [0, 1] };
  const [low, high] = studentInterval(value, variance, leftOut.length - 1, alpha);
  return { value, interval: [Math.max(0, low), Math.min(1, high)] };
}

function shareFor(spectrum: HumanSpectrum, tail: Slice, plan: Plan, keep: number): number | undefined {
  const weights = tail.weights.get(spectrum)!;
  const human = shareFound(spectrum, weights, plan.samples);
  if (human === undefined) return undefined;
  const units = unitsThatFind(spectrum, weights, keep * human, plan.samples);
  return units === undefined ? undefined : shareWorth(plan, units);
}
