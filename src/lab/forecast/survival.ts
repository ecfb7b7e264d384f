import { type CountClass, countClasses } from './count-classes.ts';
import { firstTypes, type HumanTypes, unitsOf } from './human-types.ts';
import { foundShare, type SecondSample, secondSample } from './second-sample.ts';

/** Human text as a forecast needs it: types by count, and how often people would use them again. */
export interface HumanSpectrum {
  /** Units of text that were counted. */
  readonly units: number;
  readonly classes: readonly CountClass[];
  readonly second: SecondSample;
}

/** The whole, and what is left without each group that holds anything. */
export interface SpectrumWithErrors {
  readonly whole: HumanSpectrum;
  readonly leftOut: readonly HumanSpectrum[];
}

/** Types that recurrence is estimated from: more would tell no more of a class, and cost time. */
const MOST_TYPES = 1 << 16;

/** The spectrum of `types` and its delete-a-group replicates; none where fewer than two groups hold anything. */
export function humanSpectrum(types: HumanTypes): SpectrumWithErrors {
  const filled = Array.from(types.sizes.keys()).filter((g) => types.sizes[g] > 0);
  const groups = filled.length < 2 ? [] : filled;
  const { whole, leftOut } = countClasses(types, groups);
  const some = firstTypes(types, MOST_TYPES);
  return {
    whole: { units: unitsOf(types), classes: whole, second: secondSample(some) },
    leftOut: leftOut.map((classes, i) => ({
      units: unitsOf(types, groups[i]),
      classes,
      second: secondSample(some, groups[i]),
    })),
  };
}

/** Share of the types weighed that `units` of human text are expected to hold; undefined where none is. */
export function shareFound(
  spectrum: HumanSpectrum,
  weights: Float64Array,
  units: number,
): number | undefined {
  const { classes, second } = spectrum;
  let all = 0;
  let found = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const { count, attested, kept } = classes[i];
    all += weights[i] * kept;
    found += weights[i] * kept * foundShare(second.of(count, attested), units / spectrum.units);
  }
  return all > 0 ? found / all : undefined;
}

/** Types that are weighed, of all that human text holds. */
export function typesWeighed({ classes }: HumanSpectrum, weights: Float64Array, theta: number): number {
  return weights.reduce((sum, weight, i) => sum + weight * classes[i].kept, 0) / theta;
}

/** Human units that hold `share` of the types weighed: the inverse of `shareFound`. Undefined where no size does. */
export function unitsThatFind(
  spectrum: HumanSpectrum,
  weights: Float64Array,
  share: number,
  most: number,
): number | undefined {
  const enough = (units: number) => (shareFound(spectrum, weights, units) ?? 0) >= share;
  if (!enough(most)) return undefined;
  let low = 0;
  let high = most;
  for (let step = 0; step < 50 && high - low > 1e-9 * most; step++) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
