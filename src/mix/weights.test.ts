import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightsOf } from './weights.ts';

describe('weightsOf', () => {
  it('gives rows that weigh one on average', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.oneof(
          fc.constantFrom('none' as const, 'optimal' as const, 'auto' as const),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        (human, synthetic, weighting) => {
          const weights = weightsOf(weighting, { human, synthetic }, true);
          const whole = weights.human * human + weights.synthetic * synthetic;
          expect(whole / (human + synthetic)).toBeCloseTo(1, 9);
          expect((weights.human * human) / whole).toBeCloseTo(weights.humanShare, 9);
        },
      ),
    );
  });

  it('weighs by itself only where both are scarce', () => {
    expect(weightsOf('auto', { human: 10, synthetic: 30 }, false).rule).toBe('equal');
    expect(weightsOf('auto', { human: 10, synthetic: 30 }, true).rule).toBe('optimal');
    expect(weightsOf(0.8, { human: 10, synthetic: 30 }, false)).toMatchObject({
      rule: 'given',
      humanShare: 0.8,
    });
  });

  it('gives all weight, or none, where that is what is asked for', () => {
    expect(weightsOf(1, { human: 10, synthetic: 30 }, true)).toMatchObject({ human: 4, synthetic: 0 });
    expect(weightsOf(0, { human: 10, synthetic: 30 }, true)).toMatchObject({ human: 0, synthetic: 40 / 30 });
    expect(weightsOf('optimal', { human: 0, synthetic: 0 }, true)).toMatchObject({
      rule: 'equal',
      humanShare: 0,
    });
  });

  it('leaves a mix of one kind alone', () => {
    expect(weightsOf('optimal', { human: 10, synthetic: 0 }, true)).toMatchObject({
      human: 1,
      rule: 'equal',
    });
  });
});
