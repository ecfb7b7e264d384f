import { jackknifeVariance } from '../../stats/jackknife.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import type { HumanSpectrum, SpectrumWithErrors } from './survival.ts';

/** A share with an interval of level 1 - alpha: 0 to 1, or, as a share of what human text holds, above 1 too. */
export interface Share {
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
}

/** What else makes a share uncertain than which human text it was counted in. */
export interface Chance {
  /** Types that it is a share of, in the sample of types and in all. */
  readonly kept: number;
  readonly all: number;
  /** Half width, at the same level, of what comes from elsewhere. */
  readonly reach: number;
  /** Where it is a share of what human text is expected to hold: the share of all these types that human text holds, above 0. */
  readonly held?: number;
}

/**
 * A share with its errors: of the human text (delete-a-group jackknife), of the sample of types where not all were kept (binomial, of
 * the part not kept), and of the drift itself, in which each type is found or not by a throw of its own (binomial; types compete for
 * room, so that this is an upper bound). Throws are made for all types, also where the share is one of what human text is expected
 * to hold: as many as it holds are then found by chance at times, or more. Undefined where the share does not exist.
 */
export function estimateShare(
  { whole, leftOut }: SpectrumWithErrors,
  shareOf: (spectrum: HumanSpectrum) => number | undefined,
  chance: Chance,
  alpha: number,
): Share | undefined {
  const value = shareOf(whole);
  if (value === undefined) return undefined;
  const text = jackknifeVariance(leftOut.map(shareOf));
  const { kept, all, held = 1 } = chance;
  const throws = Math.max(0, value * (1 - value * held)) / Math.max(1, all * held);
  const sampled = kept > 0 ? (Math.max(0, value * (1 - value)) * (1 - kept / all)) / (kept * held) : 0;
  const variance = (text ?? 0) + throws + sampled;
  // Without two groups the error of the text is unknown: all is possible.
  if (text === undefined) return { value, interval: [0, Math.max(1, value)] };
  const own = studentQuantile(1 - alpha / 2, leftOut.length - 1) * Math.sqrt(variance);
  const reach = Math.hypot(own, chance.reach);
  const most = chance.held === undefined && value <= 1 ? 1 : Number.POSITIVE_INFINITY;
  return { value, interval: [Math.max(0, value - reach), Math.min(most, value + reach)] };
}
