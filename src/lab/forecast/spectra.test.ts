import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileOf, zipfCorpus } from '../../../test/oracles/corpus.ts';
import { humanTypes } from './human-types.ts';
import { bandSlices, sliceShare, tailSlice } from './spectra.ts';
import { humanSpectrum } from './survival.ts';

const examples = zipfCorpus({ seed: 'spectra', examples: 200, vocabulary: 1500, length: [20, 40] });
const types = humanTypes(profileOf(examples), 1, 'tokens');
const spectra = humanSpectrum(types);
const units = spectra.whole.units;
const at = (value: number) => ({ units: value, low: value, high: value });

/** Uses of every word, and the examples that hold it, counted plainly. */
const uses = new Map<string, { count: number; examples: number }>();
for (const { text } of examples) {
  const words = [...text.split(' '), '\u0000end'];
  for (const word of words) {
    const own = uses.get(word) ?? { count: 0, examples: 0 };
    uses.set(word, { ...own, count: own.count + 1 });
  }
  for (const word of new Set(words)) uses.get(word)!.examples++;
}

describe('bandSlices', () => {
  const bands = bandSlices(spectra, 1);

  it('parts all types by their uses: 1, 2, 3 to 4, 5 to 8, ...', () => {
    expect(bands.slice(0, 4).map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
      [3, 4],
      [5, 8],
    ]);
    for (const { from, to, slice } of bands) {
      const own = [...uses.values()].filter(({ count }) => count >= from && count <= (to ?? Infinity));
      // The end of an example is a token without a type.
      expect(Math.abs(slice.types - own.length)).toBeLessThanOrEqual(1);
      expect(slice.kept).toBeGreaterThan(0);
    }
  });

  it('leaves no gap, and gives no band twice', () => {
    for (let i = 1; i < bands.length; i++) expect(bands[i].from).toBeGreaterThan(bands[i - 1].to!);
  });

  it('counts types that were not kept by those that were', () => {
    const [band] = bandSlices(spectra, 0.25);
    expect(band.slice.types).toBe(4 * band.slice.kept);
    expect(band.slice.kept).toBe(bands[0].slice.kept);
  });
});

describe('tailSlice', () => {
  it('is the rarest types that two examples hold, with a tenth of their uses', () => {
    const attested = [...uses.values()]
      .filter(({ examples: held }) => held >= 2)
      .sort((a, b) => a.count - b.count);
    const mass = attested.reduce((sum, { count }) => sum + count, 0);
    let room = mass / 10;
    let tail = 0;
    for (const { count } of attested) {
      tail += Math.min(1, Math.max(0, room / count));
      room -= count;
    }
    expect(tailSlice(spectra, 1).types / tail).toBeCloseTo(1, 1);
  });

  it('has weights for the whole and for each replicate', () => {
    const { weights } = tailSlice(spectra, 1);
    expect(weights.size).toBe(1 + spectra.leftOut.length);
    for (const spectrum of [spectra.whole, ...spectra.leftOut])
      expect(weights.get(spectrum)).toHaveLength(spectrum.classes.length);
  });
});

describe('sliceShare', () => {
  const tail = tailSlice(spectra, 1);
  const share = (equivalent: Parameters<typeof sliceShare>[2], of?: number) =>
    sliceShare(spectra, tail, equivalent, { alpha: 0.05, ...(of === undefined ? {} : { of }) })!;

  it('is 1 of as much human text, and 0 of none', () => {
    expect(share(at(units), units).value).toBe(1);
    expect(share(at(0), units).value).toBe(0);
    expect(share(at(0)).value).toBe(0);
  });

  it('rises with the equivalent, and is more of what human text holds than of what there is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (part) => {
        const own = share(at(part * units));
        const relative = share(at(part * units), units);
        expect(relative.value).toBeGreaterThanOrEqual(own.value);
        expect(share(at(part * units * 0.9)).value).toBeLessThanOrEqual(own.value);
      }),
      { numRuns: 25 },
    );
  });

  it('is as wide as what the fit leaves open, at least', () => {
    const [sure] = [share(at(units / 2))];
    const open = share({ units: units / 2, low: units / 8, high: units });
    expect(open.value).toBe(sure.value);
    expect(open.interval[1] - open.interval[0]).toBeGreaterThan(sure.interval[1] - sure.interval[0]);
  });

  it('is surer, the higher the error rate', () => {
    const width = (alpha: number) => {
      const { interval } = sliceShare(spectra, tail, at(units / 2), { alpha })!;
      return interval[1] - interval[0];
    };
    expect(width(0.01)).toBeGreaterThan(width(0.05));
    expect(width(0.05)).toBeGreaterThan(width(0.5));
  });
});
