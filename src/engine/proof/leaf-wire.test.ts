import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafDigest } from '../../proof/merkle/hash.ts';
import { LeafDecoder, LeafEncoder } from './leaf-wire.ts';

const word = fc.integer({ min: 0, max: 0xfffffffe });
const names = Array.from({ length: 6 }, (_, i) => Array.from({ length: i * 40 }, (__, f) => `é${f}`));
const leaves = fc.array(fc.tuple(fc.string(), word, word, word, fc.nat(5), fc.nat()), { maxLength: 30 });

describe('leaves between threads', () => {
  it('come as they went', () => {
    fc.assert(
      fc.property(leaves, (list) => {
        const encoder = new LeafEncoder();
        const decoder = new LeafDecoder();
        for (const [text, row, idHigh, idLow, shape, seed] of list) {
          const hashes = names[shape].map((_, i) => (seed + i * 7919) >>> 0);
          const { id, definition } = encoder.shapeOf(names[shape]);
          if (definition !== undefined) {
            expect(decoder.read(Buffer.from(definition), 0, definition.length)).toBe(false);
          }
          const sent = Buffer.concat([
            Buffer.from('before'),
            encoder.leaf(leafDigest(text), row, idHigh, idLow, id, hashes),
          ]);
          expect(decoder.read(sent, 6, sent.length)).toBe(true);
          expect(decoder.leaf).toEqual({
            digest: leafDigest(text),
            row,
            idHigh,
            idLow,
            fields: names[shape],
            hashes,
          });
        }
      }),
    );
  });

  it('can have any number of shapes', () => {
    const encoder = new LeafEncoder();
    const decoder = new LeafDecoder();
    for (let i = 0; i < 5000; i++) {
      const shape = [`k${i}`];
      const { id, definition } = encoder.shapeOf(shape);
      decoder.read(Buffer.from(definition!), 0, definition!.length);
      const sent = Buffer.from(encoder.leaf(leafDigest(''), i, 0, 0, id, [i]));
      decoder.read(sent, 0, sent.length);
      expect(decoder.leaf.fields).toEqual(shape);
    }
  });
});
