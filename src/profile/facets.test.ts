import { describe, expect, it } from 'vitest';
import { facetFrom, normalVectors, withVectors } from '../features/examples.test.support.ts';
import { vectorFacet } from '../features/vector-facet.ts';
import { decodeProfile, encodeProfile } from './codec.ts';
import { decodeFacets, encodeFacets, facetOf, mergeFacets, restrictFacets } from './facets.ts';
import { emptyProfile } from './profile.ts';

const facets = async (name: string, count = 80) =>
  new Map([[vectorFacet.kind, await facetFrom(withVectors(normalVectors(count, 3, name), name))]]);

describe('facets', () => {
  it('are merged kind by kind, one that is missing being that of nothing', async () => {
    const [a, b] = [await facets('a'), await facets('b')];
    const merged = mergeFacets(a, b);
    expect(merged.get('vectors')).toEqual(vectorFacet.merge(a.get('vectors')!, b.get('vectors')!));
    expect(mergeFacets(a, new Map())).toEqual(a);
    expect(mergeFacets(new Map(), a)).toEqual(a);
  });

  it('are restricted to blocks', async () => {
    const own = restrictFacets(await facets('r'), (block) => block < 8).get('vectors') as {
      sample: { blocks: Uint8Array };
    };
    expect(Math.max(...own.sample.blocks)).toBeLessThan(8);
  });

  it('are given back by their bytes', async () => {
    const own = await facets('e');
    expect(decodeFacets(encodeFacets(own))).toEqual(own);
    const profile = { ...emptyProfile(), facets: own };
    const stored = decodeProfile(encodeProfile(profile));
    expect(facetOf(stored, vectorFacet)).toEqual(own.get('vectors'));
    expect(encodeProfile(stored)).toEqual(encodeProfile(profile));
  });

  it('of a kind that this version does not know are E_PROFILE, by name', () => {
    expect(() => decodeFacets([['smells', new Uint8Array(3)]])).toThrow(
      expect.objectContaining({ code: 'E_PROFILE', message: expect.stringContaining('"smells"') }),
    );
  });

  it('that are damaged in a file are E_PROFILE', async () => {
    const bytes = encodeProfile({ ...emptyProfile(), facets: await facets('d') });
    for (const from of [bytes.length - 60, bytes.length >> 1, bytes.length - 500]) {
      const damaged = bytes.slice();
      damaged[from] ^= 21;
      expect(() => decodeProfile(damaged)).toThrow(expect.objectContaining({ code: 'E_PROFILE' }));
    }
  });
});
