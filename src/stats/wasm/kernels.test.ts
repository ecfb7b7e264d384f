import { describe, expect, it } from 'vitest';
import { kernelsOver } from './kernels.ts';

describe('kernels', () => {
  it('have a memory of their own each, as large as asked, all 0', () => {
    const one = kernelsOver(100_000);
    const other = kernelsOver(10);
    expect(one.buffer.byteLength).toBeGreaterThanOrEqual(100_000);
    new Float64Array(one.buffer)[0] = 1;
    expect(new Float64Array(other.buffer)[0]).toBe(0);
  });

  it('rotate two rows of doubles', () => {
    const { buffer, rotate } = kernelsOver(64);
    const x = new Float64Array(buffer, 0, 2);
    const y = new Float64Array(buffer, 16, 2);
    x.set([1, 2]);
    y.set([3, 4]);
    rotate(0, 16, 0, 16, 0.6, 0.8);
    expect([...x, ...y].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([-1.8, -2, 2.6, 4]);
  });

  it('subtract two multiples of rows from a third', () => {
    const { buffer, subtract } = kernelsOver(64);
    const all = new Float64Array(buffer, 0, 6);
    all.set([10, 20, 1, 2, 3, 4]);
    subtract(0, 16, 32, 16, 2, -1);
    expect([...all]).toEqual([10 - 2 + 3, 20 - 4 + 4, 1, 2, 3, 4]);
  });

  it('multiply floats with the rounding of floats, and doubles with that of doubles', () => {
    const third = 1 / 3;
    const { buffer, dotFloats, dotDoubles } = kernelsOver(1024);
    new Float32Array(buffer, 0, 4 * 4).fill(third);
    new Float32Array(buffer, 64, 2 * 4).fill(third);
    dotFloats(0, 64, 512, 16, 4, 2, 8);
    const f = Math.fround(third);
    expect(new Float32Array(buffer, 512, 8)[0]).toBe(Math.fround(4 * Math.fround(f * f)));
    new Float64Array(buffer, 0, 4 * 2).fill(third);
    new Float64Array(buffer, 64, 2 * 2).fill(third);
    dotDoubles(0, 64, 512, 16, 4, 2, 16);
    expect(new Float64Array(buffer, 512, 8)[7]).toBe(2 * (third * third));
  });

  it('say what to do where the system gives no memory', () => {
    // 4 GB is the most that a memory of 32-bit addresses has.
    expect(() => kernelsOver(2 ** 33)).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED', hint: expect.stringContaining('ulimit -v') }),
    );
  });

  it('can be had by the thousand: those that nobody holds make room', () => {
    for (let i = 0; i < 2000; i++) expect(kernelsOver(16).buffer.byteLength).toBe(1 << 16);
  });
});
