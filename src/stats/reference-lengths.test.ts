import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { closestReferenceLength } from './bleu.ts';
import { ReferenceLengths } from './reference-lengths.ts';

const GROUPS = 4;
const rows = fc.array(fc.record({ length: fc.nat(12), block: fc.nat(GROUPS - 1) }), {
  minLength: 1,
  maxLength: 12,
});

describe('ReferenceLengths', () => {
  it('finds the closest length among all others, and among those outside a block', () => {
    fc.assert(
      fc.property(rows, (documents) => {
        const lengths = Uint32Array.from(documents, (d) => d.length);
        const references = new ReferenceLengths(
          lengths,
          Uint8Array.from(documents, (d) => d.block),
        );
        documents.forEach((document, d) => {
          const others = documents.filter((_, j) => j !== d);
          const closest = closestReferenceLength(
            others.map((other) => other.length),
            document.length,
          );
          expect(references.closest(d)).toBe(closest);
          for (let b = 0; b < GROUPS; b++) {
            const left = others.filter((other) => other.block !== b).map((other) => other.length);
            expect(references.closest(d, b)).toBe(closestReferenceLength(left, document.length));
          }
        });
      }),
      { numRuns: runs(500) },
    );
  });

  it('names the one block of others whose deletion changes it', () => {
    fc.assert(
      fc.property(rows, (documents) => {
        const lengths = Uint32Array.from(documents, (d) => d.length);
        const references = new ReferenceLengths(
          lengths,
          Uint8Array.from(documents, (d) => d.block),
        );
        documents.forEach((document, d) => {
          const closest = references.closest(d);
          if (closest === undefined) return;
          const changing = Array.from({ length: GROUPS }, (_, b) => b).filter(
            (b) => b !== document.block && references.closest(d, b) !== closest,
          );
          const decisive = references.decisiveBlock(d, closest);
          expect(changing).toEqual(decisive === undefined ? [] : [decisive]);
        });
      }),
      { numRuns: runs(500) },
    );
  });

  it('has none for a document alone', () => {
    expect(new ReferenceLengths(Uint32Array.of(5), Uint8Array.of(0)).closest(0)).toBeUndefined();
  });
});
