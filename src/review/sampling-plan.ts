import { finiteInterval } from './finite-interval.ts';

/** Draws, and what was found, of a population. */
export interface SampleSoFar {
  /** Undefined: so large that it does not matter, or unknown. */
  readonly population: number | undefined;
  readonly decided: number;
  readonly rejected: number;
}

/** What the draws so far bound. */
export interface SampleBound {
  /** Share of hits, 0 to 1. */
  readonly rate: number;
  /** 95% interval of the population's share. */
  readonly interval: readonly [number, number];
}

/** Undefined where nothing was decided. */
export function sampleBound({ population, decided, rejected }: SampleSoFar): SampleBound | undefined {
  const found = finiteInterval(rejected, decided, population);
  if (found === undefined) return undefined;
  return { rate: rejected / decided, interval: [found.low, found.high] };
}

/**
 * The least number of examples to draw of a population so that the 95% interval of a share is no wider than `error` to either side on average
 * (its half width). `rate`: what the share is expected to be; without it the worst case, a half. At most the population, which leaves no
 * doubt. `error`: above 0, to 1.
 */
export function plannedSample(population: number | undefined, error: number, rate = 0.5): number {
  const enough = (n: number) => n === population || halfWidth(n, population, rate) <= error;
  let high = 1;
  while (high < (population ?? Number.POSITIVE_INFINITY) && !enough(high)) high *= 2;
  let low = Math.floor(high / 2);
  high = Math.min(high, population ?? high);
  if (high === 0) return 0;
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  // Whole numbers of hits make the width jump: one fewer may do where two fewer did not.
  while (high > 1 && enough(high - 1)) high--;
  return high;
}

function halfWidth(n: number, population: number | undefined, rate: number): number {
  const { low, high } = finiteInterval(Math.round(rate * n), n, population)!;
  return (high - low) / 2;
}
