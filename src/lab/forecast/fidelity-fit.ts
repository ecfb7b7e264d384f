import { normalQuantile } from '../../stats/normal.ts';
import { writtenEquivalent } from './equivalent-sample.ts';
import type { Measured } from './observed.ts';
import { MOST_FIDELITY, type Plan } from './plan.ts';
import type { FidelityFit } from './result.ts';
import type { Slice } from './spectra.ts';
import { type HumanSpectrum, shareFound } from './survival.ts';

const LEAST_FIDELITY = 1e-3;

/** Steps of the golden section. */
const STEPS = 60;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** ln(fidelity) over which the slope of a forecast is taken. */
const SLOPE_STEP = 0.01;

/**
 * Fits how the line's learner treats what is rare (`Plan.fidelity`) to the tail that its generations were found to
 * hold, by weighted least squares. `plan` is the one under which they were made.
 */
export function fitFidelity(
  spectrum: HumanSpectrum,
  tail: Slice,
  measured: readonly Measured[],
  plan: Plan,
  alpha: number,
): FidelityFit {
  const weights = tail.weights.get(spectrum)!;
  const forecast = ({ generation, units }: Measured, log: number) =>
    shareFound(
      spectrum,
      weights,
      writtenEquivalent({ ...plan, fidelity: Math.exp(log) }, generation, units),
    )!;
  const misfit = (log: number) =>
    measured.reduce((sum, one) => sum + ((one.found - forecast(one, log)) / one.error) ** 2, 0);
  const best = minimum(misfit, Math.log(LEAST_FIDELITY), Math.log(MOST_FIDELITY));
  const quantile = normalQuantile(1 - alpha / 2);
  const reach = quantile * errorOf(measured, forecast, best, misfit(best));
  const fidelity = Math.exp(best);
  return {
    fidelity,
    interval: [
      Math.max(LEAST_FIDELITY, fidelity * Math.exp(-reach)),
      Math.min(MOST_FIDELITY, fidelity * Math.exp(reach)),
    ],
    generations: measured.map((one) => {
      const human = shareFound(spectrum, weights, one.units)!;
      const value = one.found / human;
      const half = (quantile * one.error) / human;
      return {
        name: one.name,
        observed: { value, interval: [Math.max(0, value - half), value + half] },
        repeating: forecast(one, 0) / human,
        fitted: forecast(one, best) / human,
      };
    }),
  };
}

/**
 * Standard error of ln(fidelity): by the curvature of the sum of squares; where the generations lie further from one fidelity than their
 * errors tell, as far as they do (Birge 1932).
 */
function errorOf(
  measured: readonly Measured[],
  forecast: (one: Measured, log: number) => number,
  log: number,
  misfit: number,
): number {
  let information = 0;
  for (const one of measured) {
    const slope = (forecast(one, log + SLOPE_STEP) - forecast(one, log - SLOPE_STEP)) / (2 * SLOPE_STEP);
    information += (slope / one.error) ** 2;
  }
  const excess = measured.length > 1 ? Math.max(1, misfit / (measured.length - 1)) : 1;
  return information > 0 ? Math.sqrt(excess / information) : Number.POSITIVE_INFINITY;
}

/** Golden-section search: the misfit has one minimum, since each forecast rises with fidelity. */
function minimum(of: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let step = 0; step < STEPS; step++) {
    const left = b - GOLDEN * (b - a);
    const right = a + GOLDEN * (b - a);
    if (of(left) <= of(right)) b = right;
    else a = left;
  }
  return (a + b) / 2;
}
