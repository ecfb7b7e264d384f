import { clopperPearson, type ShareInterval } from '../stats/clopper-pearson.ts';
import { hypergeometricLogProbability } from '../stats/discrete.ts';

/**
 * The exact interval of the share of `population` things that are hits, where `hits` of `drawn` taken without replacement were: Clopper
 * and Pearson's (1934) inversion of both tails, of the hypergeometric distribution (Buonaccorsi 1987). It covers the share at
 * least as often as it says. Of an unknown population (undefined) the binomial one, which is wider. Undefined where nothing was drawn.
 */
export function finiteInterval(
  hits: number,
  drawn: number,
  population: number | undefined,
  confidence = 0.95,
): ShareInterval | undefined {
  if (drawn === 0) return undefined;
  if (population === undefined) return clopperPearson(hits, drawn, confidence);
  const tail = (1 - confidence) / 2;
  const [least, most] = [hits, population - (drawn - hits)];
  // Both tails are monotone in the number of hits in the population.
  const low = firstWhere(least, most, (marked) => atLeast(hits, population, marked, drawn) > tail);
  const high = firstWhere(least, most, (marked) => atMost(hits, population, marked, drawn) <= tail);
  return {
    low: low / population,
    high: (high <= most && atMost(hits, population, high, drawn) <= tail ? high - 1 : most) / population,
  };
}

/** The least whole number from `from` to `to` for which a condition holds that holds for all after it; `to` where there is none. */
function firstWhere(from: number, to: number, holds: (value: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** P(X <= x). The smaller tail is summed, so that it keeps its digits. */
export function atMost(x: number, population: number, marked: number, drawn: number): number {
  if (x >= (drawn * marked) / population) return 1 - upward(x + 1, population, marked, drawn);
  return downward(x, population, marked, drawn);
}

/** P(X >= x). */
export function atLeast(x: number, population: number, marked: number, drawn: number): number {
  if (x <= (drawn * marked) / population) return 1 - downward(x - 1, population, marked, drawn);
  return upward(x, population, marked, drawn);
}

/** Terms below this share of their sum change no digit. */
const NEGLIGIBLE = 1e-18;

function downward(from: number, population: number, marked: number, drawn: number): number {
  let term = Math.exp(hypergeometricLogProbability(from, population, marked, drawn));
  let sum = term;
  for (let k = from; k > 0 && term > sum * NEGLIGIBLE; k--) {
    term *= (k * (population - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1));
    sum += term;
  }
  return sum;
}

function upward(from: number, population: number, marked: number, drawn: number): number {
  let term = Math.exp(hypergeometricLogProbability(from, population, marked, drawn));
  let sum = term;
  for (let k = from; k < drawn && term > sum * NEGLIGIBLE; k++) {
    term *= ((marked - k) * (drawn - k)) / ((k + 1) * (population - marked - drawn + k + 1));
    sum += term;
  }
  return sum;
}
