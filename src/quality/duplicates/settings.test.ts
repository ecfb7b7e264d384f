import { describe, expect, it } from 'vitest';
import { leastLanes, matchProbabilities, PRESETS, requireNearSettings } from './settings.ts';

describe('matchProbabilities', () => {
  it('prints what the presets find at similarity .8: .9235 and .677', () => {
    expect(matchProbabilities(PRESETS.datatrove, [0.8])[0].candidate).toBeCloseTo(0.9235, 4);
    expect(matchProbabilities(PRESETS.nemo, [0.8])[0].candidate).toBeCloseTo(0.677, 3);
  });

  it('gives one chance for both where nothing is verified', () => {
    for (const { candidate, joined } of matchProbabilities({ ...PRESETS.datatrove, threshold: 0 })) {
      expect(joined).toBeCloseTo(candidate, 10);
    }
  });

  it('costs a pair at similarity .8 less than one percent of its chance', () => {
    const [{ candidate, joined }] = matchProbabilities(PRESETS.datatrove, [0.8]);
    expect(joined).toBeLessThan(candidate);
    expect(joined / candidate).toBeGreaterThan(0.99);
  });
});

describe('requireNearSettings', () => {
  it.each([
    ['bands', 0],
    ['rows', 1.5],
    ['shingle', Number.NaN],
    ['threshold', 1.1],
    ['threshold', Number.NaN],
    ['bands', 100_000],
  ])('refuses %s of %d by name', (name, value) => {
    expect(() => requireNearSettings({ ...PRESETS.datatrove, [name]: value })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where: name }),
    );
  });
});

describe('requireNearSettings, at the bounds', () => {
  it.each([
    { shingle: 1 },
    { shingle: 4096 },
    { bands: 1, rows: 1 },
    { bands: 4096, rows: 1 },
    { bands: 64, rows: 64 },
    { threshold: 0 },
    { threshold: 1 },
  ])('takes %o', (change) => {
    expect(() => requireNearSettings({ ...PRESETS.datatrove, ...change })).not.toThrow();
  });

  it.each([
    [{ shingle: 4097 }, 'shingle'],
    [{ bands: 65, rows: 64 }, 'bands'],
    [{ bands: -1 }, 'bands'],
    [{ rows: Number.POSITIVE_INFINITY }, 'rows'],
    [{ shingle: '5' as unknown as number }, 'shingle'],
    [{ threshold: -0.001 }, 'threshold'],
  ])('refuses %o', (change, where) => {
    expect(() => requireNearSettings({ ...PRESETS.datatrove, ...change })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where }),
    );
  });
});

describe('leastLanes', () => {
  it('asks for nothing at threshold 0 and for all at 1', () => {
    expect(leastLanes({ ...PRESETS.datatrove, threshold: 0 })).toBe(0);
    expect(leastLanes({ ...PRESETS.datatrove, threshold: 1 })).toBe(112);
  });
});
