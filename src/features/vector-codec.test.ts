import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { OutcrossError } from '../base/errors.ts';
import { facetFrom, normalVectors, withVectors } from './examples.test.support.ts';
import { givenEncoder } from './given.ts';
import { decodeVectors, encodeVectors } from './vector-codec.ts';
import { VectorFacetBuilder, vectorFacet } from './vector-facet.ts';

describe('the bytes of the facet of vectors', () => {
  it('give it back, and the same bytes again', async () => {
    const examples = withVectors([...normalVectors(80, 4, 'a'), ...normalVectors(20, 4, 'b', 1e6)]);
    const facet = await facetFrom(examples);
    expect(facet.moments.length).toBeGreaterThan(1);
    const bytes = encodeVectors(facet);
    expect(decodeVectors(bytes)).toEqual(facet);
    expect(encodeVectors(decodeVectors(bytes))).toEqual(bytes);
  });

  it('hold one without examples, and one whose products are lost', async () => {
    const none = new VectorFacetBuilder(givenEncoder).finish();
    expect(decodeVectors(encodeVectors(none))).toEqual(none);
    const half = vectorFacet.restrict(await facetFrom(withVectors(normalVectors(90, 2, 'h'))), (b) => b < 32);
    expect(decodeVectors(encodeVectors(half))).toEqual(half);
  });

  it('that are damaged anywhere are E_PROFILE, or another facet that encodes to themselves', async () => {
    const bytes = encodeVectors(await facetFrom(withVectors(normalVectors(12, 2, 'd'))));
    const at = fc.nat(bytes.length - 1);
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = bytes.slice();
        damaged[place] ^= change;
        try {
          expect(decodeVectors(damaged).sample.count).toBeLessThanOrEqual(10_000);
        } catch (error) {
          expect((error as OutcrossError).code).toBe('E_PROFILE');
        }
      }),
      { numRuns: runs(400) },
    );
  });

  it('that end too early are E_PROFILE, wherever', async () => {
    const bytes = encodeVectors(await facetFrom(withVectors(normalVectors(6, 2, 'e'))));
    for (let end = 0; end < bytes.length; end += 7) {
      expect(() => decodeVectors(bytes.subarray(0, end))).toThrow(OutcrossError);
    }
  });

  it('never hold a number that is not finite', async () => {
    const facet = await facetFrom(withVectors([[1, 2]]));
    facet.sample.data[1] = Number.NaN;
    expect(() => decodeVectors(encodeVectors(facet))).toThrow(expect.objectContaining({ code: 'E_PROFILE' }));
  });
});
