import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { isConsistent } from './consistency.ts';
import { EMPTY_ROOT, leafDigest } from './hash.ts';
import { naiveConsistency, naiveRoot } from './naive.test.support.ts';

const latin = (bytes: Buffer) => bytes.toString('latin1');
const leavesOf = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`));
const growth = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), fc.nat())
  .map(([after, pick]) => ({ after, before: 1 + (pick % after) }));

function proven({ before, after }: { before: number; after: number }) {
  const leaves = leavesOf(after);
  return {
    old: { size: before, root: latin(naiveRoot(leaves.slice(0, before))) },
    grown: { size: after, root: latin(naiveRoot(leaves)) },
    path: naiveConsistency(before, leaves).map(latin),
  };
}

describe('isConsistent', () => {
  it('accepts the proof of the recursive definition', () => {
    fc.assert(
      fc.property(growth, (sizes) => {
        const { old, grown, path } = proven(sizes);
        expect(isConsistent(old, grown, path)).toBe(true);
      }),
      { numRuns: runs(60) },
    );
  });

  it('refuses other roots, other sizes, and a path that is longer, shorter or altered', () => {
    fc.assert(
      fc.property(growth, fc.nat(), (sizes, pick) => {
        const { old, grown, path } = proven(sizes);
        const other = leafDigest('another');
        expect(isConsistent({ ...old, root: other }, grown, path)).toBe(false);
        expect(isConsistent(old, { ...grown, root: other }, path)).toBe(false);
        expect(isConsistent(old, grown, [...path, other])).toBe(false);
        expect(isConsistent({ ...old, size: grown.size + 1 }, grown, path)).toBe(false);
        if (path.length > 0) {
          expect(isConsistent(old, grown, path.slice(1))).toBe(false);
          expect(isConsistent(old, grown, path.slice(0, -1))).toBe(false);
          const altered = path.map((step, i) => (i === pick % path.length ? other : step));
          expect(isConsistent(old, grown, altered)).toBe(false);
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('refuses a set whose earlier leaf was changed', () => {
    const leaves = leavesOf(21);
    const changed = leaves.map((leaf, i) => (i === 4 ? Buffer.from('altered') : leaf));
    const old = { size: 13, root: latin(naiveRoot(leaves.slice(0, 13))) };
    const grown = { size: 21, root: latin(naiveRoot(changed)) };
    expect(isConsistent(old, grown, naiveConsistency(13, changed).map(latin))).toBe(false);
    expect(isConsistent(old, grown, naiveConsistency(13, leaves).map(latin))).toBe(false);
  });

  it('takes the empty tree for the beginning of every tree, without hashes', () => {
    const { grown } = proven({ before: 3, after: 7 });
    expect(isConsistent({ size: 0, root: EMPTY_ROOT }, grown, [])).toBe(true);
    expect(isConsistent({ size: 0, root: EMPTY_ROOT }, grown, [grown.root])).toBe(false);
    expect(isConsistent({ size: 0, root: grown.root }, grown, [])).toBe(false);
    expect(isConsistent(grown, grown, [])).toBe(true);
    expect(isConsistent(grown, grown, [grown.root])).toBe(false);
  });
});
