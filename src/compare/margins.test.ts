import { describe, expect, it } from 'vitest';
import { DEFAULT_MARGINS, ROLES, TREND_ALPHA } from './margins.ts';

describe('the shipped margins', () => {
  it('are shares, the floor below the margin of the centre, and that below the level', () => {
    const { level, trend, centre, floor, other } = DEFAULT_MARGINS;
    for (const share of [level, trend, centre, floor]) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
    expect(trend).toBeLessThan(level);
    expect(1 - floor).toBeGreaterThan(centre);
    expect(other).toBeGreaterThan(0);
    expect(TREND_ALPHA).toBeLessThan(1);
  });
});

describe('the roles of signals', () => {
  it('name no signal twice, and none as both narrower and other', () => {
    const narrower = [...ROLES.tail, ...ROLES.richness, ...ROLES.centre];
    expect(new Set(narrower).size).toBe(narrower.length);
    expect(ROLES.other.filter((key) => (narrower as string[]).includes(key))).toEqual([]);
  });

  it('hold for health only what some test of the level looks at', () => {
    const tested: readonly string[] = [...ROLES.tail, ...ROLES.richness, ...ROLES.centre];
    expect(ROLES.health.filter((key) => !tested.includes(key))).toEqual([]);
  });

  it('ask two measures of the centre to agree, and have them', () => {
    expect(ROLES.centre.length).toBeGreaterThan(2);
  });
});
