import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { npyBytes } from '../corpus/npy/npy.test.support.ts';
import { normalVectors } from '../features/examples.test.support.ts';
import { covarianceOf } from '../features/moments.ts';
import { vectorFacet } from '../features/vector-facet.ts';
import { decodeProfile, encodeProfile } from '../profile/codec.ts';
import { facetOf } from '../profile/facets.ts';
import { emptyProfile, mergeProfiles } from '../profile/profile.ts';
import { loadProfile } from './load-profile.ts';
import { profileCorpus } from './profile-corpus.ts';

const disk = scratch();
const ROWS = normalVectors(400, 6, 'engine').map((row) => [...row]);
const whole = disk.write('whole.npy', npyBytes(ROWS));
const vectors = (path: string) => ({ inputs: [path], modality: 'vectors' as const });

describe('profiling vectors', () => {
  it('keeps them, their moments and the name of their encoder', async () => {
    const profile = await profileCorpus(vectors(whole));
    const facet = facetOf(profile, vectorFacet)!;
    expect(profile.settings).toMatchObject({ modality: 'vectors', encoder: 'given' });
    expect([facet.dimension, facet.sample.count]).toEqual([6, 400]);
    expect(covarianceOf(facet.moments, 6)!.count).toBe(400);
    expect(profile.tally.examples.reduce((a, b) => a + b, 0)).toBe(400);
  });

  it('gives the same bytes whatever the shards and the workers, and through a file', async () => {
    const bytes = encodeProfile(await profileCorpus(vectors(whole)));
    for (const options of [{ targetBytes: 1000 }, { targetBytes: 2000, workers: 2 }])
      expect(encodeProfile(await profileCorpus(vectors(whole), options))).toEqual(bytes);
    expect(encodeProfile(decodeProfile(bytes))).toEqual(bytes);
    const stored = disk.write('whole.profile', Buffer.from(bytes));
    expect(encodeProfile(await loadProfile({ inputs: [stored] }))).toEqual(bytes);
  });

  it('of parts merges with profiles of the same encoder only', async () => {
    const two = await profileCorpus(vectors(whole));
    const rows = ROWS.map((v, i) => ({ id: `r${i}`, text: `some text ${i}`, v }));
    const spec = { inputs: [disk.write('beside.jsonl', jsonl(rows))], vectorField: 'v' };
    const beside = await profileCorpus(spec);
    expect(beside.settings).toMatchObject({ modality: 'text', encoder: 'given' });
    expect(() => mergeProfiles(two, beside)).toThrow(expect.objectContaining({ code: 'E_MERGE' }));
    const lexical = await profileCorpus(spec, { features: { source: 'lexical', dimension: 256 } });
    expect(() => mergeProfiles(lexical, beside)).toThrow(/differ in encoder: lexical-1\/256 and given/);
    const text = await profileCorpus({ inputs: spec.inputs });
    expect(() => mergeProfiles(text, beside)).toThrow(/differ in encoder: none and given/);
  });

  it('merged with the profile of nothing is itself', async () => {
    const profile = await profileCorpus(vectors(whole));
    expect(encodeProfile(mergeProfiles(emptyProfile(profile.settings), profile))).toEqual(
      encodeProfile(profile),
    );
  });

  it('of one dimension with another is E_MERGE', async () => {
    const other = disk.write('other.npy', npyBytes([[1, 2]]));
    await expect(profileCorpus({ inputs: [whole, other], modality: 'vectors' })).rejects.toMatchObject({
      code: 'E_MERGE',
      message: expect.stringMatching(/2 and of 6|6 and of 2/),
    });
  });

  it('counts malformed rows, and ends where none is left', async () => {
    const rows = [...ROWS.slice(0, 9), [Number.NaN, 0, 0, 0, 0, 0]];
    const some = await profileCorpus(vectors(disk.write('some.npy', npyBytes(rows))));
    expect(some.trouble.malformed).toBe(1);
    const none = disk.write('none.npy', npyBytes([[Number.NaN]]));
    await expect(profileCorpus(vectors(none))).rejects.toMatchObject({ code: 'E_EMPTY' });
  });

  it('leaves the profile of text as it was, to the byte', async () => {
    const path = disk.write(
      'text.jsonl',
      jsonl([
        { id: 'a', text: 'one two' },
        { id: 'b', text: 'three' },
      ]),
    );
    const json = Buffer.from(encodeProfile(await profileCorpus({ inputs: [path] }))).toString('latin1');
    expect(json).not.toMatch(/modality|encoder|facets/);
  });
});
