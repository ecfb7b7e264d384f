import { describe, expect, it } from 'vitest';
import { inShared } from './shared-memory.ts';

describe('inShared', () => {
  it('copies into memory that threads share', () => {
    const from = Float64Array.of(1.5, -2, Number.NaN);
    const made = inShared(Float64Array, from);
    expect(made.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...made]).toEqual([1.5, -2, Number.NaN]);
    from[0] = 9;
    expect(made[0]).toBe(1.5);
  });

  it('takes the part that a view shows, and no more', () => {
    const made = inShared(Uint32Array, Uint32Array.of(1, 2, 3, 4).subarray(1, 3));
    expect([...made]).toEqual([2, 3]);
    expect(made.buffer.byteLength).toBe(8);
  });

  it('is shared by what is made of it in another thread: a clone sees what changes', () => {
    const made = inShared(Uint8Array, [1, 2, 3]);
    const clone = structuredClone(made);
    made[1] = 7;
    expect([...clone]).toEqual([1, 7, 3]);
  });

  it('takes nothing', () => {
    expect(inShared(Int32Array, []).length).toBe(0);
  });
});
