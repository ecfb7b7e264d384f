import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { EMPTY_ROOT, hexOf, leafDigestOfBytes } from './hash.ts';
import { naiveConsistency, naivePath, naiveRoot } from './naive.test.support.ts';
import { TreeBuilder } from './tree-builder.ts';

const latin = (bytes: Buffer) => bytes.toString('latin1');
const leaf = (hex: string) => Buffer.from(hex, 'hex');

function grown(leaves: readonly Uint8Array[]): TreeBuilder {
  const builder = new TreeBuilder();
  for (const each of leaves) builder.add(leafDigestOfBytes(each));
  return builder;
}

const someLeaves = (most: number) =>
  fc.integer({ min: 1, max: most }).map((n) => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`)));

describe('TreeBuilder', () => {
  it('gives the roots of the vectors of RFC 6962 implementations', () => {
    expect(hexOf(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hexOf(grown([]).root())).toBe(hexOf(EMPTY_ROOT));
    expect(hexOf(grown([leaf('')]).root())).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(hexOf(grown([leaf(''), leaf('00'), leaf('10')]).root())).toBe(
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    );
    // The eight leaves of the test data of certificate-transparency-go.
    const eight = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    expect(hexOf(grown(eight.map(leaf)).root())).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  it('gives the root of the recursive definition for every number of leaves up to 130', () => {
    const leaves = Array.from({ length: 130 }, (_, i) => Buffer.from(`leaf ${i}`));
    for (let n = 0; n <= 130; n++) {
      const builder = grown(leaves.slice(0, n));
      expect(builder.rootSoFar()).toBe(latin(naiveRoot(leaves.slice(0, n))));
      expect(builder.root()).toBe(builder.rootSoFar());
    }
  });

  it('gathers the audit path of a leaf as the tree grows', () => {
    fc.assert(
      fc.property(someLeaves(2000), fc.nat(), (leaves, pick) => {
        const index = pick % leaves.length;
        const builder = new TreeBuilder();
        let path: readonly string[] = [];
        leaves.forEach((each, i) => {
          const gathered = builder.add(leafDigestOfBytes(each), i === index);
          if (i === index) path = gathered;
        });
        expect(builder.root()).toBe(latin(naiveRoot(leaves)));
        expect(path).toEqual(naivePath(index, leaves).map(latin));
      }),
      { numRuns: runs(60) },
    );
  });

  it('gathers the consistency proof from a size that it passed', () => {
    fc.assert(
      fc.property(someLeaves(2000), fc.nat(), (leaves, pick) => {
        const size = 1 + (pick % leaves.length);
        const builder = grown(leaves.slice(0, size));
        const proof = builder.watchConsistency();
        for (const each of leaves.slice(size)) builder.add(leafDigestOfBytes(each));
        builder.root();
        expect(proof()).toEqual(naiveConsistency(size, leaves).map(latin));
      }),
      { numRuns: runs(60) },
    );
  });

  it('has nothing to prove of an empty tree, or of one that does not grow', () => {
    const empty = new TreeBuilder();
    const fromNothing = empty.watchConsistency();
    empty.add(leafDigestOfBytes(leaf('00')));
    empty.root();
    expect(fromNothing()).toEqual([]);
    const three = grown([leaf('00'), leaf('01'), leaf('02')]);
    const same = three.watchConsistency();
    three.root();
    expect(same()).toEqual([]);
  });
});
