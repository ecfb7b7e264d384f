import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Doubling } from './doubling.ts';

describe('Doubling', () => {
  it('keeps what it holds through every growth, and has nothing but zeros behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 0xffffffff }), { maxLength: 300 }), (values) => {
        const held = new Doubling(new Uint32Array(1));
        values.forEach((value, i) => {
          held.room(i + 1)[i] = value;
        });
        expect([...held.values.subarray(0, values.length)]).toEqual(values);
        expect(held.values.subarray(values.length).every((value) => value === 0)).toBe(true);
      }),
    );
  });

  it('gives the array that it had where there is room, and the new one from then on where there is not', () => {
    const held = new Doubling(new Uint8Array(4));
    const first = held.values;
    expect(held.room(4)).toBe(first);
    const second = held.room(5);
    expect(second).not.toBe(first);
    expect(held.values).toBe(second);
    expect(held.room(5)).toBe(second);
  });

  it('grows from nothing, and by a share, so that n additions copy a few n numbers and not n^2', () => {
    const held = new Doubling(new Uint32Array(0));
    let growths = 0;
    for (let length = 1; length <= 100_000; length++) {
      const before = held.values;
      if (held.room(length) !== before) growths++;
    }
    expect(growths).toBeLessThan(40);
  });

  it('leaps to a length far beyond', () => {
    const held = new Doubling(Int32Array.of(-1));
    expect(held.room(10_000).length).toBeGreaterThanOrEqual(10_000);
    expect(held.values[0]).toBe(-1);
  });

  it.each([
    ['Uint32Array', new Uint32Array(1)],
    ['Uint8Array', new Uint8Array(1)],
    ['Int32Array', new Int32Array(1)],
    ['Float64Array', new Float64Array(1)],
    ['Float32Array', new Float32Array(1)],
  ])('stays a %s', (name, first) => {
    const held = new Doubling(first as unknown as Uint32Array);
    expect(held.room(9).constructor.name).toBe(name);
  });
});
