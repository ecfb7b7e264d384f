import { OutcrossError } from '../../base/errors.ts';
import type { Unit } from './human-types.ts';
import type { ObservedGeneration } from './observed.ts';
import { type Mode, type Plan, requireKeep, requirePlan } from './plan.ts';
import type { ForecastSettings } from './result.ts';

export interface ForecastOptions {
  /** What the human text is called. */
  readonly name?: string;
  /** Units that each generation adds. Default: as many as the first generation observed has, else as the human text has. */
  readonly samples?: number;
  /** Units of human data that the first model learns from. Default: as many as the human text has. */
  readonly first?: number;
  /** What samples are counted in. Default tokens. */
  readonly unit?: Unit;
  /** Real shares to compare. Default none, a tenth, a half. */
  readonly real?: readonly number[];
  /** Default replace. */
  readonly mode?: Mode;
  /** Whether human data are new in each generation. Default true. */
  readonly fresh?: boolean;
  /** Default 10. */
  readonly generations?: number;
  /** Share of the tail that the smallest real share keeps. Default .9. */
  readonly keep?: number;
  /** Order of the n-grams, 1 to 4. Default 1. */
  readonly order?: number;
  /** Generations that exist, first to last, made under the first real share: how it treats what is rare is fitted to them. */
  readonly observed?: readonly ObservedGeneration[];
  /** Error rate of the intervals. Default .05. */
  readonly alpha?: number;
  readonly version?: string;
}

const DEFAULT_REAL = [0, 0.1, 0.5] as const;
const DEFAULT_GENERATIONS = 10;
const DEFAULT_KEEP = 0.9;
const MOST_ORDER = 4;
const LEAST_ALPHA = 1e-6;
const MOST_ALPHA = 0.5;

/** The options with their defaults, for human text of so many units. */
export function settingsFrom(units: number, options: ForecastOptions): ForecastSettings {
  const { order = 1, unit = 'tokens', mode = 'replace', fresh = true, alpha = 0.05 } = options;
  const { samples = Math.max(2, units), first = Math.max(1, units) } = options;
  const { generations = DEFAULT_GENERATIONS, keep = DEFAULT_KEEP } = options;
  return { order, unit, samples, human: first, mode, fresh, generations, keep, alpha };
}

/** One plan a real share. Throws `E_PARAMETER` for the first option out of its bounds, naming them. */
export function plansFrom(settings: ForecastSettings, real: readonly number[] = DEFAULT_REAL): Plan[] {
  const { order, alpha, keep } = settings;
  if (!(Number.isInteger(order) && order >= 1 && order <= MOST_ORDER))
    throw refused('order', order, `a whole number from 1 to ${MOST_ORDER}`);
  if (!(alpha >= LEAST_ALPHA && alpha <= MOST_ALPHA))
    throw refused('alpha', alpha, `a number from ${LEAST_ALPHA} to ${MOST_ALPHA}`);
  requireKeep(keep);
  const plans = real.map((share) => planOf(settings, share));
  for (const plan of [planOf(settings, 0), ...plans]) requirePlan(plan);
  return plans;
}

/** Throws as `plansFrom` whatever the human text: asked before it is read. */
export function requireOptions(options: ForecastOptions): void {
  plansFrom(settingsFrom(2, options), options.real);
}

/** The plan of one real share, of learners that repeat what they learn. */
export function planOf(settings: ForecastSettings, real: number): Plan {
  const { samples, human, mode, fresh, generations } = settings;
  return { samples, human, real, mode, fresh, generations, fidelity: 1 };
}

function refused(where: string, value: number, bound: string): OutcrossError {
  return new OutcrossError('E_PARAMETER', `${where} must be ${bound}, not ${value}`, { where });
}
