import { type Profile, tableOf } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { type FidelityInterval, forecastCurve } from './curve.ts';
import { fitFidelity } from './fidelity-fit.ts';
import { type Ground, groundOf, humanBands, humanSummary } from './ground.ts';
import { measureLine, type ObservedGeneration } from './observed.ts';
import { type ForecastOptions, planOf, plansFrom, requireOptions, settingsFrom } from './options.ts';
import type { Plan } from './plan.ts';
import type { FidelityFit, Forecast, ForecastSettings, RealShareNeeded } from './result.ts';
import { smallestShare } from './smallest-share.ts';

/**
 * What becomes of the types of human text when models learn from one another, by the plan: what chance alone takes from learners that
 * repeat the frequencies of their training sets, unless generations that were measured say how they treat what is rare. Throws `E_PARAMETER`
 * for a plan out of bounds, `E_EMPTY` for human text without a tail, and as `measureLine`.
 */
export function forecast(profile: Profile, options: ForecastOptions = {}): Forecast {
  const { observed = [], version = 'unknown', name = 'human' } = options;
  requireOptions(options);
  const samples = unitsIn(observed[0]?.profile ?? profile, options);
  const settings = settingsFrom(unitsIn(profile, options), {
    samples: Math.max(2, samples),
    ...defined(options),
  });
  const plans = plansFrom(settings, options.real);
  const ground = groundOf(profile, settings, name);
  const fit = observed.length === 0 ? undefined : fitted(ground, observed, plans[0], settings);
  const fidelity = fit?.fidelity ?? 1;
  const interval: FidelityInterval = fit?.interval ?? [1, 1];
  return {
    schema: 'outcross.forecast/1',
    tool: { name: 'outcross', version },
    settings,
    human: humanSummary(ground, settings, name),
    needed: realShareNeeded(ground, settings, fidelity),
    ...(fit === undefined ? {} : { observed: fit }),
    bands: humanBands(ground, settings),
    curves: plans.map((plan) => forecastCurve(ground, { ...plan, fidelity }, interval, settings.alpha)),
  };
}

/** Without members that are undefined: they would hide defaults. */
function defined(options: ForecastOptions): ForecastOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function unitsIn(profile: Profile, { unit = 'tokens', order = 1 }: ForecastOptions): number {
  return total(unit === 'examples' ? profile.tally.examples : tableOf(profile, order).columns.positions);
}

function fitted(
  { profile, spectra, tail }: Ground,
  line: readonly ObservedGeneration[],
  plan: Plan,
  settings: ForecastSettings,
): FidelityFit {
  const measured = measureLine(profile, line, settings);
  return fitFidelity(spectra.whole, tail, measured, plan, settings.alpha);
}

function realShareNeeded(
  { spectra, tail }: Ground,
  settings: ForecastSettings,
  fidelity: number,
): RealShareNeeded {
  const { keep, generations, samples, alpha } = settings;
  const plan = { ...planOf(settings, 0), fidelity };
  const share = smallestShare(spectra, tail, plan, keep, alpha);
  return {
    keep,
    generations,
    ...(share === undefined ? {} : { share, units: Math.ceil(share.value * samples) }),
  };
}
