import { ATTESTED } from './count-classes.ts';
import { type HumanTypes, unitsOf } from './human-types.ts';

/**
 * How often people use a type again that they used c times: in another sample of u times the size its uses are negative
 * binomial, that is, Poisson with a mean that is u times a gamma variate of mean `mean` and scale `scale`.
 */
export interface Recurrence {
  readonly mean: number;
  readonly scale: number;
}

/** Recurrence by count, from the profile's own halves. */
export interface SecondSample {
  of(count: number, attested: boolean): Recurrence;
}

/** Counts up to this have a bin of their own; above, a bin is an eighth to a quarter wide. */
const SINGLE = 8;

/** Bins of fewer types than this take the scale and the ratio of the bin before. */
const FEWEST = 30;

function binOf(count: number, attested: boolean): number {
  if (count <= SINGLE) return 2 * count + (attested ? 1 : 0);
  return 2 * (SINGLE + 1 + Math.min(40, Math.floor(4 * Math.log2(count / SINGLE)))) + (attested ? 1 : 0);
}

const BINS = 2 * (SINGLE + 42);

/** Bits of a group's number that say in which half it lies, one split each: every two splits are independent. */
const SPLITS = [0, 1, 2, 3];

/**
 * Held-out estimation (Jelinek and Mercer 1985; Church and Gale 1991) on the profile's own groups of blocks. Means: of the types
 * that all groups but one hold c times, how often the one holds them. Scales: of the types that a half of the groups holds c times,
 * how often the other half holds them and how many it misses, four splits, both ways. What is so from part to part is taken to be so
 * from the whole to another whole. Without two filled groups: absolute discounting by the estimate f1/(f1 + 2 f2) of Ney, Essen and
 * Kneser (1994), the posterior of Pitman and Yor's process.
 */
export function secondSample(types: HumanTypes, without = -1): SecondSample {
  const means = recurringMeans(types, without);
  const scales = recurringScales(types, without);
  const discount = Math.min(absoluteDiscount(types, without), 0.99);
  const known = new Map<number, Recurrence>();
  return {
    of(count, attested) {
      const key = 2 * count + (attested ? 1 : 0);
      let found = known.get(key);
      if (found === undefined) {
        const bin = binOf(count, attested);
        const [ratio, scale] = [means[bin], scales[bin]];
        found =
          ratio === undefined || scale === undefined
            ? { mean: count - discount, scale: 1 }
            : { mean: count * ratio, scale };
        known.set(key, found);
      }
      return found;
    },
  };
}

/** Sums over the types of a bin. */
class Bins {
  readonly types = new Float64Array(BINS);
  /** Uses in one part, scaled to the size of the other. */
  readonly expected = new Float64Array(BINS);
  /** Uses in the other. */
  readonly used = new Float64Array(BINS);
  readonly missed = new Float64Array(BINS);

  add(bin: number, expected: number, used: number): void {
    this.types[bin]++;
    this.expected[bin] += expected;
    this.used[bin] += used;
    if (used === 0) this.missed[bin]++;
  }

  /** A value a bin; bins of few types take that of the bin before, of those attested or not. */
  table(value: (bin: number) => number): (number | undefined)[] {
    const table = new Array<number | undefined>(BINS).fill(undefined);
    for (const parity of [0, 1]) {
      let before: number | undefined;
      for (let bin = 2 + parity; bin < BINS; bin += 2) {
        const n = this.types[bin];
        if (n >= FEWEST || (n > 0 && before === undefined)) before = value(bin);
        table[bin] = before;
      }
    }
    return table;
  }
}

/** By bin, the mean of uses in as much other text over the count. */
function recurringMeans(types: HumanTypes, without: number): (number | undefined)[] {
  const { start, group, count, documents, sizes } = types;
  const all = unitsOf(types, without);
  const odds = sizes.map((size, g) => (g === without || size >= all ? 0 : size / (all - size)));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const bins = new Bins();
  if (total === 0) return bins.table(() => 0);
  for (let t = 0; t + 1 < start.length; t++) {
    let [uses, examples, held] = [0, 0, 0];
    for (let p = start[t]; p < start[t + 1]; p++) {
      if (group[p] === without) continue;
      uses += count[p];
      examples += documents[p];
      held += odds[group[p]];
    }
    if (uses === 0) continue;
    // The groups that do not hold the type, all at once.
    bins.add(binOf(uses, examples >= ATTESTED), uses * (total - held), 0);
    for (let p = start[t]; p < start[t + 1]; p++) {
      const rest = uses - count[p];
      if (group[p] === without || rest === 0) continue;
      bins.add(binOf(rest, examples - documents[p] >= ATTESTED), rest * odds[group[p]], count[p]);
    }
  }
  // Half a use stands for none at all, so that no class is beyond return.
  return bins.table((bin) => Math.max(0.5, bins.used[bin]) / bins.expected[bin]);
}

/** By bin, the scale of a gamma variate that gives the uses and the misses of one half in the other. */
function recurringScales(types: HumanTypes, without: number): (number | undefined)[] {
  const bins = new Bins();
  for (const bit of SPLITS) addSplit(bins, types, bit, without);
  return bins.table((bin) => {
    const n = bins.types[bin];
    const missed = Math.min(n - 0.5, bins.missed[bin]) / n;
    return scaleFor(Math.max(0.5, bins.used[bin]) / n, missed);
  });
}

/** Nothing where a half is empty. */
function addSplit(bins: Bins, types: HumanTypes, bit: number, without: number): void {
  const { start, group, count, documents, sizes } = types;
  let second = 0;
  for (let g = 0; g < sizes.length; g++) if (g !== without && (g >> bit) & 1) second += sizes[g];
  const first = unitsOf(types, without) - second;
  if (first <= 0 || second <= 0) return;
  for (let t = 0; t + 1 < start.length; t++) {
    let [a, b, inA, inB] = [0, 0, 0, 0];
    for (let p = start[t]; p < start[t + 1]; p++) {
      if (group[p] === without) continue;
      if ((group[p] >> bit) & 1) {
        b += count[p];
        inB += documents[p];
      } else {
        a += count[p];
        inA += documents[p];
      }
    }
    if (a > 0) bins.add(binOf(a, inA >= ATTESTED), (a * second) / first, b);
    if (b > 0) bins.add(binOf(b, inB >= ATTESTED), (b * first) / second, a);
  }
}

const LEAST_SCALE = 1e-6;
const MOST_SCALE = 1e6;

/** The scale at which a negative binomial of mean `mean` is 0 with chance `missed`: (1 + scale)^(-mean / scale). */
function scaleFor(mean: number, missed: number): number {
  if (missed <= Math.exp(-mean)) return LEAST_SCALE;
  let low = Math.log(LEAST_SCALE);
  let high = Math.log(MOST_SCALE);
  for (let step = 0; step < 60; step++) {
    const scale = Math.exp((low + high) / 2);
    if (Math.exp((-mean * Math.log1p(scale)) / scale) < missed) low = Math.log(scale);
    else high = Math.log(scale);
  }
  return Math.exp(low);
}

function absoluteDiscount({ start, group, count }: HumanTypes, without: number): number {
  let [once, twice] = [0, 0];
  for (let t = 0; t + 1 < start.length; t++) {
    let sum = 0;
    for (let p = start[t]; p < start[t + 1]; p++) if (group[p] !== without) sum += count[p];
    if (sum === 1) once++;
    else if (sum === 2) twice++;
  }
  return once === 0 ? 0 : once / (once + 2 * twice);
}

/** P(found) in `times` as much text as the count was taken in. */
export function foundShare({ mean, scale }: Recurrence, times: number): number {
  return -Math.expm1((-mean * Math.log1p(scale * times)) / scale);
}
