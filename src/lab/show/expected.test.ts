import { describe, expect, it } from 'vitest';
import { heterozygosity, keptHeterozygosity, zipfWeights } from '../theory/drift.ts';
import { expectedLogVariance } from '../theory/gaussian-replace.ts';
import { expectedOf } from './expected.ts';
import type { Frame } from './frame.ts';
import type { ShowSettings } from './settings.ts';
import { openShow } from './show.ts';

const GAUSSIAN: ShowSettings = {
  subject: 'gaussian',
  loop: 'replace',
  temperature: 1,
  samples: 20,
  generations: 8,
  replicates: 400,
  seed: 'expected',
  parameters: {},
};
const CATEGORICAL: ShowSettings = { ...GAUSSIAN, subject: 'categorical', parameters: { categories: 40 } };

async function last(settings: ShowSettings): Promise<Frame> {
  const show = await openShow(settings);
  let frame: Frame | undefined;
  for (let next = await show.step(); next !== undefined; next = await show.step()) frame = next;
  return frame!;
}

describe('what closed forms expect', () => {
  it.each([
    GAUSSIAN,
    { ...GAUSSIAN, temperature: 0.9 },
    { ...GAUSSIAN, loop: 'accumulate' },
    { ...GAUSSIAN, loop: 'subsample' },
    { ...GAUSSIAN, loop: 'fresh:0.2' },
    CATEGORICAL,
    { ...CATEGORICAL, loop: 'accumulate' },
    { ...CATEGORICAL, loop: 'subsample' },
    { ...CATEGORICAL, loop: 'fresh:0.1' },
  ])('is what runs come to: $subject, $loop, temperature $temperature', async (settings) => {
    const expected = expectedOf(settings);
    const { values } = await last(settings);
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    for (const [metric, line] of Object.entries(expected)) {
      expect(line).toHaveLength(9);
      const { mean, interval } = values[metric];
      // Half an interval is two standard errors: four and a half of them.
      expect(Math.abs(mean - line[8])).toBeLessThan(2.3 * (interval![1] - mean) + 1e-12);
    }
  });

  it('is the fall of ln variance and of heterozygosity under replace', () => {
    const setting = { samples: 20, refits: 9, variance: 'likelihood' } as const;
    expect(expectedOf(GAUSSIAN)['log-variance'][8]).toBeCloseTo(expectedLogVariance(setting), 12);
    const truth = heterozygosity(zipfWeights(1, 40));
    expect(expectedOf(CATEGORICAL)['heterozygosity'][8]).toBeCloseTo(truth * keptHeterozygosity(20, 9), 12);
  });

  it('is left out where it is not known', () => {
    expect(expectedOf({ ...GAUSSIAN, loop: 'fixed:0.1' })).toEqual({});
    expect(Object.keys(expectedOf({ ...GAUSSIAN, loop: 'accumulate' }))).toEqual(['variance']);
    expect(expectedOf({ ...CATEGORICAL, temperature: 0.5 })).toEqual({});
    expect(Object.keys(expectedOf({ ...CATEGORICAL, loop: 'subsample' }))).toEqual(['heterozygosity']);
    expect(expectedOf({ ...GAUSSIAN, subject: 'transformer', parameters: {} })).toEqual({});
  });

  it('does not take seconds for large samples', () => {
    const large = { ...CATEGORICAL, samples: 2000 };
    expect(expectedOf(large)['survivors']).toBeUndefined();
    expect(expectedOf(large)['heterozygosity']).toHaveLength(9);
  });
});
