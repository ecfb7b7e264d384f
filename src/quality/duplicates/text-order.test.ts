import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { livingOrder, orderTexts } from './text-order.ts';

describe('orderTexts', () => {
  it('sorts by the upper half, then the lower one, and knows the place of each', () => {
    const hash = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }));
    const hashes = fc.uniqueArray(hash, { selector: ([hi, lo]) => `${hi} ${lo}`, maxLength: 60 });
    fc.assert(
      fc.property(hashes, (all) => {
        const { texts, place } = orderTexts(Uint32Array.from(all.flat()));
        const sorted = [...all].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(Array.from(texts, (text) => all[text])).toEqual(sorted);
        texts.forEach((text, i) => void expect(place[text]).toBe(i));
      }),
    );
  });

  it('takes as many as it is told', () => {
    expect([...orderTexts(Uint32Array.of(5, 0, 4, 0, 0, 0, 0, 0), 2).texts]).toEqual([1, 0]);
  });
});

describe('livingOrder', () => {
  it('leaves out the others and closes the gaps', () => {
    const order = orderTexts(Uint32Array.of(3, 0, 1, 0, 2, 0));
    const { texts, place } = livingOrder(order, Uint8Array.of(1, 0, 1));
    expect([...texts]).toEqual([2, 0]);
    expect([place[2], place[0]]).toEqual([0, 1]);
  });
});
