import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forestAxis, forestPlace, forestRow, reachFor } from './forest.ts';

const row = (ratio: number, low: number, high: number, reach = 4) =>
  forestRow({ ratio, interval: [low, high] }, 0.9, 'worse', reach)?.text ?? '';

describe('forestPlace', () => {
  it('is 0 for human text, and 1 and -1 at the ends of the axis and beyond them', () => {
    expect([1, 4, 0.25].map((ratio) => forestPlace(ratio, 4))).toEqual([0, 1, -1]);
    expect([9, Number.POSITIVE_INFINITY, 0.1, 0, -3].map((ratio) => forestPlace(ratio, 4))).toEqual([
      1, 1, -1, -1, -1,
    ]);
  });
});

describe('forestRow', () => {
  it('puts human text in the middle and a ratio and its inverse equally far from it', () => {
    const x = (text: string) => Number(/cx="([\d.]+)"/.exec(text)?.[1]);
    expect(x(row(1, 1, 1))).toBe(75);
    expect(x(row(2, 2, 2)) - 75).toBeCloseTo(75 - x(row(0.5, 0.5, 0.5)), 5);
  });

  it('draws an arrowhead for what lies beyond the axis', () => {
    expect(row(20, 15, 25)).toContain('class="head"');
    expect(row(0.01, 0.005, 0.02)).toContain('class="head"');
    expect(row(0, 0, 0)).toContain('class="head"');
    expect(row(3.9, 3, 5)).not.toContain('class="head"');
  });

  it('draws no margin for context, and nothing for what does not exist', () => {
    const signal = { ratio: 2, interval: [1, 3] as const };
    expect(forestRow(signal, 0.9, 'context', 4)?.text).not.toContain('class="margin"');
    expect(forestRow(signal, 0.9, 'missing', 4)).toBeUndefined();
  });

  it('stays on the drawing, whatever the numbers', () => {
    const number = fc.double();
    fc.assert(
      fc.property(number, number, number, (ratio, low, high) => {
        const text = row(ratio, low, high);
        expect(text).not.toMatch(/NaN|Infinity/);
        for (const [, x] of text.matchAll(/(?:cx="|M|H)(-?[\d.]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(150);
        }
      }),
    );
  });
});

describe('reachFor', () => {
  const of = (...ratios: number[]) => reachFor(ratios.map((ratio) => ({ ratio })));

  it('grows with what is shown, on either side', () => {
    expect(of(1, 0.9, 1.1)).toBe(1.5);
    expect(of(0.3)).toBe(4);
    expect(of(3)).toBe(4);
    expect(of(1000)).toBe(8);
  });

  it('is not ruled by one wild ratio in twenty', () => {
    expect(of(...Array(19).fill(0.95), 300)).toBe(1.5);
  });

  it('bears signals without a ratio', () => {
    expect(of(Number.NaN)).toBe(1.5);
    expect(of()).toBe(1.5);
  });
});

describe('forestAxis', () => {
  it('names the ends', () => {
    expect(forestAxis(4).text).toContain('÷4');
    expect(forestAxis(4).text).toContain('×4');
  });
});
