import { describe, expect, it } from 'vitest';
import { facetFrom, normalVectors, withVectors } from '../features/examples.test.support.ts';
import { PictureFacetBuilder } from '../features/image/picture-facet.ts';
import { vectorFacet } from '../features/vector-facet.ts';
import { decodeProfile, encodeProfile } from './codec.ts';
import { bareFacets, decodeFacets, encodeFacets, facetOf, mergeFacets, restrictFacets } from './facets.ts';
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

  it.each(['smells', '__proto__', 'constructor', 'toString', '', 'Vectors', 'vectors\u0000'])(
    'of a kind that this version does not know are E_PROFILE, by name: "%s"',
    (kind) => {
      expect(() => decodeFacets([[kind, new Uint8Array(3)]])).toThrow(
        expect.objectContaining({
          code: 'E_PROFILE',
          message: `the profile holds a part "${kind}" that this version cannot read`,
        }),
      );
    },
  );

  it('have one order, that of their kinds, however they came together', async () => {
    const vectors = (await facets('o')).get('vectors')!;
    const pictures = new PictureFacetBuilder(true).finish();
    const [a, b] = [
      new Map<string, unknown>([
        ['vectors', vectors],
        ['pictures', pictures],
      ]),
      new Map<string, unknown>([['pictures', pictures]]),
    ];
    expect([...mergeFacets(a, b).keys()]).toEqual(['pictures', 'vectors']);
    expect(encodeFacets(mergeFacets(b, a))).toEqual(encodeFacets(mergeFacets(a, b)));
    expect(encodeFacets(a).map(([kind]) => kind)).toEqual(['pictures', 'vectors']);
    expect([...restrictFacets(a, () => true).keys()]).toEqual(['pictures', 'vectors']);
  });

  it('without what shows examples keep the rest', async () => {
    const pictures = { ...new PictureFacetBuilder(true).finish(), animated: 2 };
    const own = new Map<string, unknown>([...(await facets('bare')), ['pictures', pictures]]);
    const bare = bareFacets(own);
    expect(bare.get('pictures')).toMatchObject({ kept: false, animated: 2 });
    expect(bare.get('vectors')).toBe(own.get('vectors'));
    expect(bareFacets(bare)).toEqual(bare);
  });

  it('restricted to no block hold no vector, and merge as nothing', async () => {
    const own = await facets('none');
    const none = restrictFacets(own, () => false);
    expect(none.get('vectors')).toMatchObject({ dimension: 3, sample: { count: 0 }, moments: [] });
    expect(mergeFacets(none, own)).toEqual(own);
  });

  it('of which one is there twice are not two', async () => {
    const [[kind, bytes]] = encodeFacets(await facets('twice'));
    expect(
      decodeFacets([
        [kind, bytes],
        [kind, bytes],
      ]).size,
    ).toBe(1);
    expect(decodeFacets([])).toEqual(new Map());
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
