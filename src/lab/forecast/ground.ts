import { OutcrossError } from '../../base/errors.ts';
import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { chao1, missingMass } from '../../stats/richness.ts';
import { spectrumFrom, spectrumTypes } from '../../stats/spectrum.ts';
import { humanTypes, unitsOf } from './human-types.ts';
import type { Band, ForecastSettings, HumanSummary } from './result.ts';
import { bandSlices, type Slice, sliceShare, tailSlice } from './spectra.ts';
import { humanSpectrum, type SpectrumWithErrors } from './survival.ts';

/** What all curves of a forecast stand on: the human text, cut into bands. */
export interface Ground {
  readonly profile: Profile;
  readonly theta: number;
  readonly units: number;
  readonly spectra: SpectrumWithErrors;
  readonly tail: Slice;
  readonly bands: ReturnType<typeof bandSlices>;
}

/** Throws `E_EMPTY` where no type is held by two examples: there is no tail to forecast. */
export function groundOf(
  profile: Profile,
  { order, unit }: Pick<ForecastSettings, 'order' | 'unit'>,
  name: string,
): Ground {
  const types = humanTypes(profile, order, unit);
  const spectra = humanSpectrum(types);
  const tail = tailSlice(spectra, types.theta);
  if (!(tail.kept > 0)) {
    throw new OutcrossError('E_EMPTY', `${name} has no ${order}-gram that two of its examples hold`, {
      where: name,
      hint: 'Give more human text: what only one example holds says nothing of what people use.',
    });
  }
  const bands = bandSlices(spectra, types.theta);
  return { profile, theta: types.theta, units: unitsOf(types), spectra, tail, bands };
}

function human(units: number) {
  return { units, low: units, high: units };
}

/** What M units of human text are expected to hold of the bands. */
export function humanBands(ground: Ground, { samples, alpha }: ForecastSettings): Band[] {
  return ground.bands.map(({ slice, ...bounds }) => ({
    ...bounds,
    types: Math.round(slice.types),
    human: sliceShare(ground.spectra, slice, human(samples), { alpha })!,
  }));
}

export function humanSummary(
  ground: Ground,
  { samples, alpha, unit }: ForecastSettings,
  name: string,
): HumanSummary {
  const { profile, spectra, theta, tail, units } = ground;
  const pairs = spectra.whole.classes.map(({ count, kept }) => [count, kept / theta] as const);
  const spectrum = spectrumFrom(pairs);
  // Among examples f1/N is new types an example, no probability.
  const missing = unit === 'tokens' ? missingMass(spectrum, units) : undefined;
  const types = spectrumTypes(spectrum);
  return {
    name,
    examples: total(profile.tally.examples),
    tokens: total(profile.tally.tokens),
    units,
    types: Math.round(types),
    exact: theta === 1,
    tailTypes: Math.round(tail.types),
    tail: sliceShare(spectra, tail, human(samples), { alpha })!,
    ...(missing === undefined ? {} : { missingMass: missing }),
    unseenTypes: Math.round((chao1(spectrum) ?? types) - types),
  };
}
