import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestAt, leafDigest } from '../merkle/hash.ts';
import { TreeBuilder } from '../merkle/tree-builder.ts';
import { ChunkBuffer } from './chunk-buffer.ts';
import { GROUP_LEAVES, ID_BYTES, NO_SHAPE, sectionsOf } from './layout.ts';

interface LeafOfTest {
  readonly text: string;
  readonly row: number;
  readonly idHigh: number;
  readonly idLow: number;
  readonly hashes: number[];
  readonly kept: boolean;
}

const word = fc.integer({ min: 0, max: 0xffffffff });
const leaves = fc.array(
  fc.record({
    text: fc.string(),
    row: word,
    idHigh: fc.oneof(word, fc.constantFrom(0, 1, 0xffffffff)),
    idLow: word,
    hashes: fc.array(word, { maxLength: 5 }),
    kept: fc.boolean(),
  }),
  { maxLength: 40 },
);

function filled(list: readonly LeafOfTest[]) {
  const chunk = new ChunkBuffer();
  for (const { text, kept, ...leaf } of list) {
    chunk.add({ digest: leafDigest(text), fields: [], ...leaf }, kept ? leaf.hashes.length : undefined);
  }
  const bytes = Buffer.concat(chunk.sections());
  return { chunk, bytes, sections: sectionsOf(chunk) };
}

describe('ChunkBuffer', () => {
  it('puts every section where the layout says', () => {
    fc.assert(
      fc.property(leaves, (list) => {
        const { chunk, bytes, sections } = filled(list);
        expect(bytes).toHaveLength(sections.end);
        expect(chunk.leaves).toBe(list.length);
        let field = sections.fields;
        list.forEach(({ text, row, hashes, kept }, i) => {
          expect(digestAt(bytes, i * 32)).toBe(leafDigest(text));
          expect(bytes.readUInt32LE(sections.rows + i * 4)).toBe(row);
          expect(bytes.readUInt32LE(sections.shapes + i * 4)).toBe(kept ? hashes.length : NO_SHAPE);
          if (!kept) return;
          for (const hash of hashes) {
            expect(bytes.readUInt32LE(field)).toBe(hash);
            field += 4;
          }
        });
        expect(field).toBe(sections.end);
      }),
    );
  });

  it('sorts ids by their high lane, each with its low lane and place', () => {
    fc.assert(
      fc.property(leaves, (list) => {
        const { bytes, sections } = filled(list);
        const ids = list.map((_, k) => {
          const at = sections.ids + k * ID_BYTES;
          return [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 8)];
        });
        const expected = list.map(({ idHigh, idLow }, i) => [idHigh, idLow, i]);
        expect(ids).toEqual(expected.sort(([a, , i], [b, , j]) => a - b || i - j));
      }),
    );
  });

  it('keeps the roots of complete groups alone', () => {
    const chunk = new ChunkBuffer();
    const digests = Array.from({ length: GROUP_LEAVES * 2 + 10 }, (_, i) => leafDigest(`${i}`));
    for (const digest of digests)
      chunk.add({ digest, row: 1, idHigh: 0, idLow: 0, fields: [], hashes: [] }, 0);
    expect([...chunk.digests()]).toEqual(digests);
    const groups = Buffer.from(chunk.sections()[1]);
    expect(groups).toHaveLength(64);
    for (const g of [0, 1]) {
      const builder = new TreeBuilder();
      for (const digest of digests.slice(g * GROUP_LEAVES, (g + 1) * GROUP_LEAVES)) builder.add(digest);
      expect(digestAt(groups, g * 32)).toBe(builder.root());
    }
  });

  it('has room for rows of many fields', () => {
    const chunk = new ChunkBuffer();
    const hashes = Array.from({ length: 100_000 }, (_, i) => i);
    for (let i = 0; i < 5; i++)
      chunk.add({ digest: leafDigest('x'), row: 1, idHigh: 0, idLow: 0, fields: [], hashes }, 0);
    expect(chunk.fields).toBe(500_000);
    const fields = Buffer.from(chunk.sections()[5]);
    expect(fields.readUInt32LE(499_999 * 4)).toBe(99_999);
  });
});
