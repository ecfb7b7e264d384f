import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { blockLosses } from './block-losses.ts';
import { clipLimits, clippedMatches, type TypedDocuments } from './clip-limits.ts';

const TYPES = 3;
const GROUPS = 4;
const row = fc.record({
  tokens: fc.array(fc.nat(TYPES - 1), { maxLength: 9 }),
  block: fc.nat(GROUPS - 1),
});
const corpora = fc.array(row, { minLength: 1, maxLength: 9 });

function pack(lists: readonly (readonly number[])[]): TypedDocuments {
  const offsets = [0];
  for (const list of lists) offsets.push(offsets[offsets.length - 1] + list.length);
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return { types: Uint32Array.from(lists.flat()), offsets: Uint32Array.from(offsets), size: TYPES, longest };
}

function matchesOf(lists: readonly (readonly number[])[]): Float64Array {
  const packed = pack(lists);
  return clippedMatches(packed, clipLimits(packed));
}

describe('blockLosses', () => {
  it('is what the matches fall by when they are counted anew without the block', () => {
    fc.assert(
      fc.property(corpora, (rows) => {
        const packed = pack(rows.map((r) => r.tokens));
        const limits = clipLimits(packed);
        const whole = clippedMatches(packed, limits);
        const blocks = Uint8Array.from(rows, (r) => r.block);
        const { starts, blocks: lossBlocks, amounts } = blockLosses(packed, limits, blocks, GROUPS);
        for (let b = 0; b < GROUPS; b++) {
          const kept = rows.map((_, d) => d).filter((d) => blocks[d] !== b);
          const without = matchesOf(kept.map((d) => rows[d].tokens));
          kept.forEach((d, at) => {
            let loss = 0;
            for (let k = starts[d]; k < starts[d + 1]; k++) if (lossBlocks[k] === b) loss += amounts[k];
            expect(whole[d] - loss).toBe(without[at]);
          });
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('lists nothing for a document’s own block, and nothing where a second block holds as much', () => {
    const packed = pack([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const { starts } = blockLosses(packed, clipLimits(packed), Uint8Array.of(0, 1, 2), 3);
    expect([...starts]).toEqual([0, 0, 0, 0]);
    const own = blockLosses(packed, clipLimits(packed), Uint8Array.of(1, 1, 1), 3);
    expect([...own.starts]).toEqual([0, 0, 0, 0]);
  });

  it('keeps growing lists whole', () => {
    const size = 700;
    const lists = Array.from({ length: size }, (_, d) => [d >> 1]);
    const packed: TypedDocuments = { ...pack(lists), size };
    const blocks = Uint8Array.from({ length: size }, (_, d) => d % 2);
    const { starts, amounts, blocks: of } = blockLosses(packed, clipLimits(packed), blocks, 64);
    expect(starts[size]).toBe(size);
    for (let d = 0; d < size; d++) expect([of[d], amounts[d]]).toEqual([1 - (d % 2), 1]);
  });
});
