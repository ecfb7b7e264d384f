import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetFrom, normalVectors, withVectors } from './examples.test.support.ts';
import { givenEncoder } from './given.ts';
import { VectorFacetBuilder, vectorFacet } from './vector-facet.ts';

const empty = () => new VectorFacetBuilder(givenEncoder).finish();

describe('the facet of vectors', () => {
  it('keeps dimension, sample and moments', async () => {
    const facet = await facetFrom(withVectors(normalVectors(300, 7, 'f')));
    expect([facet.dimension, facet.refused, facet.sample.count, facet.sample.whole]).toEqual([
      7,
      0,
      300,
      true,
    ]);
    expect(facet.moments.reduce((n, c) => n + c.count.reduce((a, b) => a + b, 0), 0)).toBe(300);
  });

  it('of parts merges to that of the whole, byte for byte, whatever the cut, the batches and the order', async () => {
    const examples = withVectors([...normalVectors(60, 3, 'a'), ...normalVectors(40, 3, 'b', 500)]);
    const whole = vectorFacet.encode(await facetFrom(examples));
    await fc.assert(
      fc.asyncProperty(fc.nat(100), fc.integer({ min: 1, max: 40 }), async (cut, batch) => {
        const left = await facetFrom(examples.slice(0, cut), batch);
        const right = await facetFrom(examples.slice(cut).reverse(), batch);
        expect(vectorFacet.encode(vectorFacet.merge(left, right))).toEqual(whole);
        expect(vectorFacet.encode(vectorFacet.merge(right, left))).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('has that of no examples as identity', async () => {
    const facet = await facetFrom(withVectors(normalVectors(9, 2, 'i')));
    expect(vectorFacet.merge(empty(), facet)).toEqual(facet);
    expect(vectorFacet.merge(facet, empty())).toEqual(facet);
    expect(vectorFacet.merge(empty(), empty())).toEqual(empty());
  });

  it('refuses to merge vectors of another length', async () => {
    const [two, three] = [await facetFrom(withVectors([[1, 2]])), await facetFrom(withVectors([[1, 2, 3]]))];
    expect(() => vectorFacet.merge(two, three)).toThrow(
      expect.objectContaining({
        code: 'E_MERGE',
        message: 'feature vectors of 2 and of 3 numbers are not comparable',
      }),
    );
  });

  it('counts what an encoder gives that is not finite, and leaves it out of everything', async () => {
    const rows = [
      [1, 2],
      [Number.NaN, 0],
      [0, Number.POSITIVE_INFINITY],
      [1e30, 0],
    ];
    const facet = await facetFrom(withVectors(rows));
    expect([facet.refused, facet.sample.count]).toEqual([3, 1]);
    const both = vectorFacet.merge(facet, facet);
    expect([both.refused, both.sample.count]).toEqual([6, 2]);
  });

  it('splits into blocks and merges to the whole again, but for the products', async () => {
    const facet = await facetFrom(withVectors(normalVectors(200, 2, 's')));
    const half = (low: boolean) => vectorFacet.restrict(facet, (block) => block < 32 === low);
    const merged = vectorFacet.merge(half(true), half(false));
    expect(merged.sample).toEqual(facet.sample);
    expect(merged.moments.map(({ product: _, ...rest }) => rest)).toEqual(
      facet.moments.map(({ product: _, ...rest }) => rest),
    );
  });

  it('opens its encoder once, when there is something to encode', async () => {
    let opened = 0;
    const builder = new VectorFacetBuilder(() => {
      opened++;
      return givenEncoder();
    });
    await builder.add([], new Uint8Array(0));
    expect(opened).toBe(0);
    const examples = withVectors(normalVectors(4, 2, 'o'));
    await builder.add(examples.slice(0, 2), new Uint8Array(2));
    await builder.add(examples.slice(2), new Uint8Array(2));
    expect([opened, builder.finish().sample.count]).toEqual([1, 4]);
  });
});
