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

interface Bins {
  readonly types: Float64Array;
  /** Uses in the first half, scaled to the size of the second. */
  readonly expected: Float64Array;
  readonly used: Float64Array;
  readonly missed: Float64Array;
}

/**
 * Splits the groups of blocks in halves, four times, each half serving in turn, and takes of the types that one holds c times how
 * often the other holds them and how many it misses (held-out estimation: Jelinek and Mercer 1985; Church and Gale 1991). What holds
 * from half to half is taken to hold from the whole to another whole. Without two filled halves: absolute discounting by the
 * estimate f1/(f1 + 2 f2) of Ney, Essen and Kneser (1994), the posterior of Pitman and Yor's process.
 */
export function secondSample(types: HumanTypes, without = -1): SecondSample {
  const bins: Bins = {
    types: new Float64Array(BINS),
    expected: new Float64Array(BINS),
    used: new Float64Array(BINS),
    missed: new Float64Array(BINS),
  };
  const discount = absoluteDiscount(types, without);
  let filled = false;
  for (const bit of SPLITS) filled = addSplit(bins, types, bit, without) || filled;
  const table = recurrences(bins);
  const known = new Map<number, Recurrence>();
  return {
    of(count, attested) {
      const key = 2 * count + (attested ? 1 : 0);
      let found = known.get(key);
      if (found === undefined) {
        const bin = filled ? table[binOf(count, attested)] : undefined;
        found =
          bin === undefined
            ? { mean: count - Math.min(discount, 0.99), scale: 1 }
            : { mean: Math.max(count * bin.ratio, 1e-9), scale: bin.scale };
        known.set(key, found);
      }
      return found;
    },
  };
}

/** False where a half is empty. */
function addSplit(bins: Bins, types: HumanTypes, bit: number, without: number): boolean {
  const { start, group, count, documents, sizes } = types;
  let second = 0;
  for (let g = 0; g < sizes.length; g++) if (g !== without && (g >> bit) & 1) second += sizes[g];
  const first = unitsOf(types, without) - second;
  if (first <= 0 || second <= 0) return false;
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
    if (a > 0) add(bins, binOf(a, inA >= 2), (a * second) / first, b);
    if (b > 0) add(bins, binOf(b, inB >= 2), (b * first) / second, a);
  }
  return true;
}

function add(bins: Bins, bin: number, expected: number, used: number): void {
  bins.types[bin]++;
  bins.expected[bin] += expected;
  bins.used[bin] += used;
  if (used === 0) bins.missed[bin]++;
}

interface BinRecurrence {
  readonly ratio: number;
  readonly scale: number;
}

function recurrences(bins: Bins): (BinRecurrence | undefined)[] {
  const table = new Array<BinRecurrence | undefined>(BINS).fill(undefined);
  for (const parity of [0, 1]) {
    let before: BinRecurrence | undefined;
    for (let bin = 2 + parity; bin < BINS; bin += 2) {
      const n = bins.types[bin];
      if (n >= FEWEST || (n > 0 && before === undefined)) {
        // Half a use stands for none at all, so that no class is beyond return.
        const used = Math.max(0.5, bins.used[bin]);
        const missed = Math.min(n - 0.5, bins.missed[bin]) / n;
        before = { ratio: used / bins.expected[bin], scale: scaleFor(used / n, missed) };
      }
      table[bin] = before;
    }
  }
  return table;
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
