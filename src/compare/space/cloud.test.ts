import { describe, expect, it } from 'vitest';
import { facetFrom, normalVectors, withVectors } from '../../features/examples.test.support.ts';
import { VectorFacetBuilder, vectorFacet } from '../../features/vector-facet.ts';
import { emptyProfile, type Profile } from '../../profile/profile.ts';
import { centred, cloudOf, eachBlockOut, firstOf, meanOf, vectorsOf } from './cloud.ts';
import { cloudFrom, mixtureCloud } from './clouds.test.support.ts';

const profile = async (count: number): Promise<Profile> => ({
  ...emptyProfile(),
  facets: new Map([[vectorFacet.kind, await facetFrom(withVectors(normalVectors(count, 3, 'c')))]]),
});

describe('cloudOf', () => {
  it('is the beginning of a larger one of the same profile', async () => {
    const own = await profile(90);
    const [few, many] = [cloudOf(own, 20)!, cloudOf(own, 60)!];
    expect(few.data).toEqual(many.data.subarray(0, 60));
    expect(few.blocks).toEqual(many.blocks.subarray(0, 20));
    expect(few).toEqual(firstOf(many, 20));
  });

  it('is exact where it holds every vector, and counts them by block', async () => {
    const own = await profile(90);
    expect([cloudOf(own, 89)!.exact, cloudOf(own, 90)!.exact, cloudOf(own, 1000)!.exact]).toEqual([
      false,
      true,
      true,
    ]);
    const { blocks, sizes, count } = cloudOf(own, 1000)!;
    expect(count).toBe(90);
    sizes.forEach((n, block) => {
      expect(n).toBe(blocks.filter((b) => b === block).length);
    });
  });

  it('is not there for a profile without vectors, nor for one whose encoder was refused every one', async () => {
    expect(cloudOf(emptyProfile(), 5)).toBeUndefined();
    const builder = new VectorFacetBuilder(() => ({
      id: 'broken',
      dimension: 2,
      encode: (examples) => ({
        count: examples.length,
        dimension: 2,
        data: new Float32Array(2 * examples.length).fill(Number.NaN),
      }),
    }));
    await builder.add(withVectors([[1, 2]]), new Uint8Array(1));
    const facets = new Map([[vectorFacet.kind, builder.finish()]]);
    expect(vectorsOf({ ...emptyProfile(), facets })).toBeUndefined();
  });
});

describe('firstOf', () => {
  it('of fewer than asked for is the cloud itself', () => {
    const cloud = mixtureCloud(10, 2, 'f');
    expect(firstOf(cloud, 10)).toBe(cloud);
    expect(firstOf(cloud, 3)).toMatchObject({ count: 3, exact: false });
  });
});

describe('centred', () => {
  it('moves the mean to 0, and keeps the differences of rows', () => {
    const cloud = mixtureCloud(50, 3, 'm');
    const rows = centred(cloud, meanOf(cloud));
    const moved = { count: 50, dimension: 3, data: Float32Array.from(rows) };
    for (const m of meanOf(moved)) expect(m).toBeCloseTo(0, 6);
    expect(rows[3] - rows[0]).toBeCloseTo(cloud.data[3] - cloud.data[0], 6);
  });

  it('of vectors of one number takes it off each', () => {
    expect([...centred(cloudFrom([[1], [4]]), Float64Array.of(1))]).toEqual([0, 3]);
  });
});

describe('eachBlockOut', () => {
  it('asks for blocks that hold a vector alone', () => {
    const asked: number[] = [];
    const { without, sizes } = eachBlockOut(cloudFrom([[1], [2], [3]], [5, 5, 60]), (block) => {
      asked.push(block);
      return block;
    });
    expect(asked).toEqual([5, 60]);
    expect([without[5], without[60], sizes[5]]).toEqual([5, 60, 2]);
    expect(without.filter(Number.isNaN)).toHaveLength(62);
  });
});
