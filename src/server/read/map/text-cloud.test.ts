import { describe, expect, it } from 'vitest';
import { source } from '../../../../test/fixtures/assessed.ts';
import { profileOf } from '../../../../test/oracles/corpus.ts';
import { hashText } from '../../../base/hash.ts';
import { cloudOf } from '../../../compare/space/cloud.ts';
import { lexicalEncoder } from '../../../features/lexical.ts';
import { VectorFacetBuilder, vectorFacet } from '../../../features/vector-facet.ts';
import { blockOf } from '../../../profile/accumulator.ts';
import { emptyProfile, mergeProfiles } from '../../../profile/profile.ts';
import { TEXT_ENCODER, textCloud } from './text-cloud.ts';

const examples = source('some', undefined, 120);

describe('textCloud', () => {
  it('is the cloud that the facet would have, of the same texts', async () => {
    const builder = new VectorFacetBuilder(() => lexicalEncoder(256));
    await builder.add(
      examples,
      Uint8Array.from(examples, ({ group }) => blockOf(hashText(group))),
    );
    const facets = new Map([[vectorFacet.kind, builder.finish()]]);
    const bare = profileOf(examples);
    expect(await textCloud(bare)).toEqual(cloudOf({ ...bare, facets }, 1_000));
    expect(TEXT_ENCODER).toBe(lexicalEncoder(256).id);
  });

  it('takes a prefix of a large sample, and says that it is not all', async () => {
    const many = profileOf(
      Array.from({ length: 4_100 }, (_, i) => ({ id: `e${i}`, group: `e${i}`, text: `w${i} x` })),
    );
    const cloud = (await textCloud(many))!;
    expect([cloud.count, cloud.exact]).toEqual([4_000, false]);
    expect(cloud.sizes.reduce((sum, n) => sum + n, 0)).toBe(4_000);
  });

  it('does not exist where no text is kept', async () => {
    const profile = profileOf(examples);
    const mute = mergeProfiles(profile, emptyProfile({ ...profile.settings, texts: false }));
    expect(await textCloud(mute)).toBeUndefined();
    expect(await textCloud(emptyProfile())).toBeUndefined();
  });
});
