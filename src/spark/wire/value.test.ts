import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue } from './value.ts';

const through = (value: unknown) => decodeValue(encodeValue(value));

describe('a value on its way', () => {
  it.each([
    ['typed arrays', { ids: Uint32Array.of(1, 2), share: Float64Array.of(0.5, Number.NaN) }],
    ['what JSON has no word for', { none: undefined, not: Number.NaN, big: 2n ** 70n }],
    ['maps and sets', new Map([['a', new Set([1, 2])]])],
    ['nothing', undefined],
    ['patterns', [/a\d/gu]],
  ])('keeps %s', (_, value) => {
    expect(through(value)).toEqual(value);
  });

  it('copies what lies in shared memory out of it, wherever it stands', () => {
    const shared = new Uint32Array(new SharedArrayBuffer(8));
    shared.set([7, 8]);
    const back = through({ deep: [{ column: shared }] }) as { deep: [{ column: Uint32Array }] };
    const [{ column }] = back.deep;
    expect(column).toEqual(Uint32Array.of(7, 8));
    expect(column.buffer).toBeInstanceOf(ArrayBuffer);
    expect(shared[0]).toBe(7);
  });

  it('copies only the part of shared memory that an array shows', () => {
    const memory = new SharedArrayBuffer(1 << 20);
    expect(encodeValue(new Uint8Array(memory, 10, 3)).length).toBeLessThan(100);
  });
});
