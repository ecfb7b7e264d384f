import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixEquivalent, trainedEquivalent, writtenEquivalent } from './equivalent-sample.ts';
import { MODES, type Plan } from './plan.ts';

const plan = (more: Partial<Plan> = {}): Plan => ({
  samples: 1000,
  human: 1000,
  real: 0,
  mode: 'replace',
  fresh: true,
  generations: 10,
  fidelity: 1,
  ...more,
});

const plans = fc.record({
  samples: fc.integer({ min: 2, max: 1e7 }),
  human: fc.integer({ min: 1, max: 1e7 }),
  real: fc.double({ min: 0, max: 1, noNaN: true }),
  mode: fc.constantFrom(...MODES),
  fresh: fc.boolean(),
  generations: fc.constant(40),
  fidelity: fc.constant(1),
});
const generation = fc.integer({ min: 1, max: 40 });
const fidelities = fc.double({ min: 0.01, max: 20, noNaN: true });
const slack = 1 + 1e-9;

describe('writtenEquivalent', () => {
  it('is M (1 - e^-1), then M (1 - e^-(that share)), ..., where each generation replaces the one before', () => {
    let share = 1;
    for (let g = 1; g <= 6; g++) {
      share = 1 - Math.exp(-share);
      expect(writtenEquivalent(plan(), g)).toBeCloseTo(1000 * share, 8);
    }
  });

  it('falls as 2 M / g in the long run, the law of Kolmogorov for critical branching', () => {
    expect((writtenEquivalent(plan(), 900) * 900) / 1000 / 2).toBeGreaterThan(0.98);
    expect((writtenEquivalent(plan(), 900) * 900) / 1000 / 2).toBeLessThan(1);
  });

  it('never exceeds the human data that went in, nor the size of what is written', () => {
    fc.assert(
      fc.property(plans, generation, (p, g) => {
        const a = writtenEquivalent(p, g);
        expect(a).toBeGreaterThan(0);
        expect(a).toBeLessThanOrEqual(p.samples * slack);
        const human = p.human + (p.fresh ? (g - 1) * p.real * p.samples : 0);
        expect(a).toBeLessThanOrEqual(human * slack);
      }),
    );
  });

  it('rises with the real share where human data are fresh', () => {
    fc.assert(
      fc.property(plans, generation, fc.double({ min: 0, max: 1, noNaN: true }), (p, g, other) => {
        const [low, high] = [p.real, other].sort((a, b) => a - b);
        const less = writtenEquivalent({ ...p, fresh: true, human: p.samples, real: low }, g);
        const more = writtenEquivalent({ ...p, fresh: true, human: p.samples, real: high }, g);
        expect(less).toBeLessThanOrEqual(more * slack);
      }),
    );
  });

  it('rises with fidelity', () => {
    fc.assert(
      fc.property(plans, generation, fidelities, fidelities, (p, g, one, other) => {
        const [low, high] = [one, other].sort((a, b) => a - b);
        const less = writtenEquivalent({ ...p, fidelity: low }, g);
        expect(less).toBeLessThanOrEqual(writtenEquivalent({ ...p, fidelity: high }, g) * slack);
      }),
    );
  });

  it('is least where output replaces, more where as much is drawn from a pool, most where all is kept', () => {
    fc.assert(
      fc.property(plans, generation, (p, g) => {
        const [replace, subsample, accumulate] = MODES.map((mode) =>
          writtenEquivalent({ ...p, mode, real: 0 }, g),
        );
        expect(replace).toBeLessThanOrEqual(subsample * slack);
        expect(subsample).toBeLessThanOrEqual(accumulate * slack);
      }),
    );
  });

  it('does not fall to nothing where human data are always brought back, nor where all data are kept', () => {
    const far = (more: Partial<Plan>) => writtenEquivalent(plan({ generations: 900, ...more }), 900) / 1000;
    expect(far({})).toBeLessThan(0.003);
    expect(far({ real: 0.1 })).toBeGreaterThan(0.3);
    expect(far({ real: 0.1, fresh: false })).toBeGreaterThan(0.05);
    expect(far({ mode: 'accumulate' })).toBeGreaterThan(0.4);
  });
});

describe('trainedEquivalent', () => {
  it('is M where all is human, in each mode', () => {
    for (const mode of MODES)
      for (const g of [1, 2, 7]) expect(trainedEquivalent(plan({ mode, real: 1 }), g)).toBeCloseTo(1000, 7);
  });

  it('is what the generation wrote, where that is the training set', () => {
    for (const g of [1, 2, 9])
      expect(trainedEquivalent(plan(), g)).toBeCloseTo(writtenEquivalent(plan(), g), 9);
  });

  it('never exceeds M', () => {
    fc.assert(
      fc.property(plans, generation, (p, g) => {
        const a = trainedEquivalent(p, g);
        expect(a).toBeGreaterThan(0);
        expect(a).toBeLessThanOrEqual(p.samples * slack);
      }),
    );
  });

  it('gains nothing from human rows that it has already', () => {
    fc.assert(
      fc.property(plans, generation, (p, g) => {
        const fixed = trainedEquivalent({ ...p, fresh: false, real: p.real }, g);
        expect(fixed).toBeLessThanOrEqual(trainedEquivalent({ ...p, fresh: true }, g) * slack);
        expect(fixed).toBeLessThanOrEqual(p.human * slack);
      }),
    );
  });
});

describe('mixEquivalent', () => {
  it('is the mix itself for the next training set', () => {
    expect(mixEquivalent(0.3, 1)).toEqual({ human: 0.3, generated: 0.7 });
    expect(mixEquivalent(1, 4)).toEqual({ human: 1, generated: 0 });
  });

  it('is the plan that replaces, the present model in the place of the first', () => {
    for (const real of [0, 0.05, 0.4, 0.9])
      for (const ahead of [1, 2, 5, 20]) {
        const { human, generated } = mixEquivalent(real, ahead);
        // A first model of endless human data writes human text.
        const endless = trainedEquivalent(plan({ real, human: 1e12 }), ahead) / 1000;
        expect(human + generated).toBeCloseTo(endless, 6);
      }
  });

  it('never holds more than the set has room for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (real, ahead) => {
          const { human, generated } = mixEquivalent(real, ahead);
          expect(human + generated).toBeLessThanOrEqual(slack);
          expect(human).toBeGreaterThanOrEqual(real / slack);
        },
      ),
    );
  });
});
