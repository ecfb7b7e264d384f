import { bestRealWeight } from '../theory/real-share.ts';
import { trainedEquivalent, writtenEquivalent } from './equivalent-sample.ts';
import type { Ground } from './ground.ts';
import { type Heterozygosity, heterozygosity } from './heterozygosity.ts';
import type { Plan } from './plan.ts';
import type { Curve, ForecastGeneration, Holdings } from './result.ts';
import { type Equivalent, sliceShare } from './spectra.ts';

/** Ends of the interval of the fidelity. */
export type FidelityInterval = readonly [low: number, high: number];

/** What becomes of the ground under one plan. */
export function forecastCurve(ground: Ground, plan: Plan, fidelity: FidelityInterval, alpha: number): Curve {
  const centre = heterozygosity(plan);
  const { real } = plan;
  return {
    real,
    realUnits: real * plan.samples,
    ...(real > 0 && real < 1 ? { bestWeight: bestRealWeight(real / (1 - real)) } : {}),
    generations: centre.map((kept, i) => generation(ground, plan, i + 1, kept, fidelity, alpha)),
  };
}

function generation(
  ground: Ground,
  plan: Plan,
  g: number,
  kept: Heterozygosity,
  fidelity: FidelityInterval,
  alpha: number,
): ForecastGeneration {
  const written = range(plan, fidelity, (of) => writtenEquivalent(of, g));
  const trained = range(plan, fidelity, (of) => trainedEquivalent(of, g));
  return {
    generation: g,
    written: holdings(ground, plan, written, kept.written, alpha),
    trained: holdings(ground, plan, trained, kept.trained, alpha),
    bands: ground.bands.map(({ slice }) => {
      const share = sliceShare(ground.spectra, slice, written, { alpha })!;
      const [low, high] = share.interval;
      return { ...share, types: [Math.round(low * slice.types), Math.round(high * slice.types)] };
    }),
  };
}

function range(plan: Plan, [low, high]: FidelityInterval, of: (plan: Plan) => number): Equivalent {
  const units = of(plan);
  if (low === high) return { units, low: units, high: units };
  return { units, low: of({ ...plan, fidelity: low }), high: of({ ...plan, fidelity: high }) };
}

function holdings(ground: Ground, plan: Plan, equivalent: Equivalent, kept: number, alpha: number): Holdings {
  return {
    equivalent: equivalent.units,
    tail: sliceShare(ground.spectra, ground.tail, equivalent, { alpha, of: plan.samples })!,
    heterozygosity: kept,
  };
}
