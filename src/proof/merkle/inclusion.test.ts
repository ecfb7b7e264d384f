import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { leafDigest, leafDigestOfBytes, nodeDigest } from './hash.ts';
import { isIncluded, rootOfInclusion } from './inclusion.ts';
import { naivePath, naiveRoot } from './naive.test.support.ts';

const latin = (bytes: Buffer) => bytes.toString('latin1');
const tree = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), fc.nat())
  .map(([size, pick]) => ({ size, index: pick % size }));

function proven({ size, index }: { size: number; index: number }) {
  const leaves = Array.from({ length: size }, (_, i) => Buffer.from(`leaf ${i}`));
  const inclusion = {
    leaf: leafDigestOfBytes(leaves[index]),
    index,
    size,
    path: naivePath(index, leaves).map(latin),
  };
  return { inclusion, root: latin(naiveRoot(leaves)) };
}

describe('isIncluded', () => {
  it('accepts the path of the recursive definition for every leaf', () => {
    fc.assert(
      fc.property(tree, (place) => {
        const { inclusion, root } = proven(place);
        expect(isIncluded(inclusion, root)).toBe(true);
      }),
      { numRuns: runs(60) },
    );
  });

  it('refuses another index, size, leaf, root, and a path that is longer, shorter or altered', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (place, far, pick) => {
        const { inclusion, root } = proven(place);
        const { path, index, size } = inclusion;
        const other = leafDigest('another');
        const otherIndex = (index + 1 + (far % Math.max(1, size - 1))) % size;
        const wrong = [
          { ...inclusion, leaf: other },
          { ...inclusion, path: [...path, other] },
          { ...inclusion, index: size },
          { ...inclusion, index: -1 },
          { ...inclusion, index: index + 0.5 },
          { ...inclusion, size: 0 },
          ...(size > 1 ? [{ ...inclusion, index: otherIndex }] : []),
          ...(path.length === 0
            ? []
            : [
                { ...inclusion, path: path.slice(1) },
                { ...inclusion, path: path.slice(0, -1) },
                { ...inclusion, path: path.map((step, i) => (i === pick % path.length ? other : step)) },
              ]),
        ];
        for (const each of wrong) expect(isIncluded(each, root)).toBe(false);
        expect(isIncluded(inclusion, other)).toBe(false);
      }),
      { numRuns: runs(40) },
    );
  });

  it('refuses a size under which the place has a path of another length', () => {
    const { inclusion } = proven({ size: 8, index: 3 });
    for (const size of [1, 2, 3, 4, 9, 17, 2 ** 40]) {
      expect(rootOfInclusion({ ...inclusion, size })).toBeUndefined();
    }
  });

  it('counts beyond 32 bits', () => {
    const leaf = leafDigest('x');
    const step = leafDigest('step');
    const path = Array.from({ length: 40 }, () => step);
    let root = leaf;
    for (let i = 0; i < 40; i++) root = nodeDigest(step, root);
    expect(isIncluded({ leaf, index: 2 ** 40 - 1, size: 2 ** 40, path }, root)).toBe(true);
    expect(isIncluded({ leaf, index: 2 ** 40 - 2, size: 2 ** 40, path }, root)).toBe(false);
  });
});
