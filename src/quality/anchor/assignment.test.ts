import { describe, expect, it } from 'vitest';
import { isHeldOut } from './assignment.ts';

const groups = Array.from({ length: 20_000 }, (_, i) => `group ${i}`);
const held = (holdout: number, salt = 's') => groups.filter((group) => isHeldOut(group, { holdout, salt }));

describe('isHeldOut', () => {
  it('holds out the share that is asked for, within sampling error', () => {
    for (const share of [0.05, 0.2, 0.5]) {
      const error = Math.sqrt((share * (1 - share)) / groups.length);
      expect(Math.abs(held(share).length / groups.length - share)).toBeLessThan(4 * error);
    }
  });

  it('only adds groups when the share grows', () => {
    const larger = new Set(held(0.3));
    expect(held(0.2).every((group) => larger.has(group))).toBe(true);
  });

  it('is another split under another salt', () => {
    const other = new Set(held(0.2, 't'));
    const both = held(0.2).filter((group) => other.has(group)).length;
    const wanted = 0.04 * groups.length;
    expect(Math.abs(both - wanted)).toBeLessThan(4 * Math.sqrt(wanted));
  });
});
