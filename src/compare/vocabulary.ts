import { singletonCorrection } from './corrections.ts';
import { type Estimate, estimate } from './estimate.ts';
import { blockSums, leftOut, type Tallies } from './tallies.ts';

/** Hill numbers move in no steps. */
const SMALLEST = 1e-6;

const singletons = (_: number, count: number) => (count === 1 ? 1 : 0);
const doubletons = (_: number, count: number) => (count === 2 ? 1 : 0);
const types = (_: number, count: number) => (count > 0 ? 1 : 0);
const countLogCount = (_: number, count: number) => (count > 1 ? count * Math.log(count) : 0);
const squares = (_: number, count: number) => count * count;

/** Good-Turing missing mass f1/N (Good 1953): the share of the next tokens that would be types not seen so far. */
export function missingMass(tallies: Tallies): Estimate {
  const { sum, without } = blockSums(tallies, singletons);
  const left = leftOut(tallies, (b) => without[b] / rest(tallies, b));
  const correction = singletonCorrection(sum, blockSums(tallies, doubletons).sum);
  return estimate(sum / tallies.total, 0.5 / tallies.total, left, correction);
}

/** Chao1 richness S + f1 (f1 - 1) / (2 (f2 + 1)), the bias-corrected form (Chao 2005): a lower bound of all types. */
export function chao1(tallies: Tallies): Estimate {
  const s = blockSums(tallies, types);
  const f1 = blockSums(tallies, singletons);
  const f2 = blockSums(tallies, doubletons);
  const richness = (n: number, one: number, two: number) => n + (one * (one - 1)) / (2 * (two + 1));
  return estimate(
    richness(s.sum, f1.sum, f2.sum),
    0.5,
    leftOut(tallies, (b) => richness(s.without[b], f1.without[b], f2.without[b])),
  );
}

/** Hill number of order 1, exp of Shannon's entropy (Hill 1973): the number of equally common types of the same entropy. */
export function hillOne(tallies: Tallies): Estimate {
  const { sum, without } = blockSums(tallies, countLogCount);
  const hill = (s: number, n: number) => Math.exp(Math.log(n) - s / n);
  return estimate(
    hill(sum, tallies.total),
    SMALLEST,
    leftOut(tallies, (b) => hill(without[b], rest(tallies, b))),
  );
}

/** Hill number of order 2, inverse Simpson concentration: the head of the distribution. */
export function hillTwo(tallies: Tallies): Estimate {
  const { sum, without } = blockSums(tallies, squares);
  return estimate(
    tallies.total ** 2 / sum,
    SMALLEST,
    leftOut(tallies, (b) => rest(tallies, b) ** 2 / without[b]),
  );
}

/**
 * Share of the sample's words that the holdout's sample does not hold. Two human samples have it too; other text has more,
 * narrower text less.
 */
export function novelty(subject: Tallies, holdout: Tallies): Estimate {
  const { sum, without } = blockSums(subject, (type, count) => (holdout.counts[type] === 0 ? count : 0));
  return estimate(
    sum / subject.total,
    0.5 / subject.total,
    leftOut(subject, (b) => without[b] / rest(subject, b)),
  );
}

function rest(tallies: Tallies, block: number): number {
  return tallies.total - tallies.totalByBlock[block];
}
