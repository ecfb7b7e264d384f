import { CLASSES, classFloor, classOf } from '../../compare/survival.ts';
import { type CountClass, tailWeights } from './count-classes.ts';
import { estimateShare, type Share } from './share-estimate.ts';
import { type HumanSpectrum, type SpectrumWithErrors, shareFound, typesWeighed } from './survival.ts';

/** Types that a share is told of: their weights in each spectrum, and how many there are. */
export interface Slice {
  readonly weights: ReadonlyMap<HumanSpectrum, Float64Array>;
  readonly kept: number;
  readonly types: number;
}

function slice(
  { whole, leftOut }: SpectrumWithErrors,
  theta: number,
  weigh: (classes: readonly CountClass[]) => Float64Array,
): Slice {
  const weights = new Map([whole, ...leftOut].map((spectrum) => [spectrum, weigh(spectrum.classes)]));
  const kept = typesWeighed(whole, weights.get(whole)!, 1);
  return { weights, kept, types: kept / theta };
}

/** The rarest attested types that hold a tenth of the attested units. */
export function tailSlice(spectra: SpectrumWithErrors, theta: number): Slice {
  return slice(spectra, theta, (classes) => tailWeights(classes));
}

/** A slice a frequency band that holds any type, with its bounds: 1, 2, 3-4, 5-8, ... as in the reports of `check`. */
export function bandSlices(
  spectra: SpectrumWithErrors,
  theta: number,
): { from: number; to?: number; slice: Slice }[] {
  return Array.from({ length: CLASSES }, (_, k) => ({
    from: classFloor(k),
    ...(k === CLASSES - 1 ? {} : { to: classFloor(k + 1) - 1 }),
    slice: slice(spectra, theta, (classes) =>
      Float64Array.from(classes, ({ count }) => (classOf(count) === k ? 1 : 0)),
    ),
  })).filter(({ slice: { kept } }) => kept > 0);
}

/** Equivalents of one corpus, by fidelity: as fitted, and at the ends of the fit's interval. */
export interface Equivalent {
  readonly units: number;
  readonly low: number;
  readonly high: number;
}

export interface ShareOptions {
  readonly alpha: number;
  /** Where given, shares are of what so many human units hold. */
  readonly of?: number;
}

/** The share of a slice that a corpus worth `equivalent` human units holds. */
export function sliceShare(
  spectra: SpectrumWithErrors,
  { weights, kept, types }: Slice,
  equivalent: Equivalent,
  { alpha, of }: ShareOptions,
): Share | undefined {
  const found = (units: number) => (spectrum: HumanSpectrum) => {
    const own = shareFound(spectrum, weights.get(spectrum)!, units);
    if (own === undefined || of === undefined) return own;
    const human = shareFound(spectrum, weights.get(spectrum)!, of)!;
    return human > 0 ? own / human : undefined;
  };
  // The interval of the fit is of the same level, so that half of it stands for the reach of a normal.
  const reach =
    ((found(equivalent.high)(spectra.whole) ?? 0) - (found(equivalent.low)(spectra.whole) ?? 0)) / 2;
  const held = of === undefined ? undefined : shareFound(spectra.whole, weights.get(spectra.whole)!, of);
  const chance = { kept, all: types, reach, ...(held === undefined ? {} : { held }) };
  return estimateShare(spectra, found(equivalent.units), chance, alpha);
}
