import { betaRegularised } from './incomplete-beta.ts';

/** An interval of a share. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * The exact interval of a binomial share (Clopper and Pearson 1934): the shares under which `hits` of `trials` or more, and or fewer, have
 * a chance of at least (1 - confidence) / 2 each. It covers the true share at least as often as it says. Undefined without trials.
 */
export function clopperPearson(hits: number, trials: number, confidence = 0.95): ShareInterval | undefined {
  if (trials === 0) return undefined;
  const tail = (1 - confidence) / 2;
  return {
    low: hits === 0 ? 0 : root((p) => betaRegularised(p, hits, trials - hits + 1) - tail),
    high: hits === trials ? 1 : root((p) => betaRegularised(p, hits + 1, trials - hits) - (1 - tail)),
  };
}

/** Where a rising function of [0, 1] crosses 0. */
function root(f: (p: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
