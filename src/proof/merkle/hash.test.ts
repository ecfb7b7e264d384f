import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  digestAt,
  digestOfHex,
  EMPTY_ROOT,
  hexOf,
  leafDigest,
  leafDigestOfBytes,
  nodeDigest,
} from './hash.ts';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');

describe('hashes of a tree', () => {
  it('set leaves and nodes apart by their first byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (one, other) => {
        const left = leafDigest(one);
        const right = leafDigest(other);
        expect(hexOf(left)).toBe(sha256(Buffer.of(0), Buffer.from(one)));
        const node = [Buffer.of(1), Buffer.from(left, 'latin1'), Buffer.from(right, 'latin1')];
        expect(hexOf(nodeDigest(left, right))).toBe(sha256(...node));
      }),
    );
  });

  it('are the same of a text and of its bytes', () => {
    for (const text of ['', 'a', 'é€\u{1f600}', '\u0000', 'x'.repeat(100_000)]) {
      expect(leafDigestOfBytes(Buffer.from(text))).toBe(leafDigest(text));
    }
  });

  it('come back from hexadecimal digits and from bytes', () => {
    const digest = leafDigest('x');
    expect(digestOfHex(hexOf(digest))).toBe(digest);
    expect(digestAt(Buffer.from(`ab${digest}cd`, 'latin1'), 2)).toBe(digest);
    expect(hexOf(EMPTY_ROOT)).toBe(sha256());
  });

  it('are no digests where a digit is wrong, missing or a capital', () => {
    const hex = hexOf(leafDigest('x'));
    for (const none of [
      hex.slice(1),
      `${hex}0`,
      hex.toUpperCase(),
      `g${hex.slice(1)}`,
      '',
      7,
      null,
      undefined,
      [hex],
    ]) {
      expect(digestOfHex(none)).toBeUndefined();
    }
  });
});
