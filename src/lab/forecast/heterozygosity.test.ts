import { describe, expect, it } from 'vitest';
import { simulateLine } from '../../../test/oracles/simulate-line.ts';
import { Rng } from '../../base/rng.ts';
import { keptHeterozygosity, keptHeterozygosityWithReal, plateauWithReal } from '../theory/drift.ts';
import { heterozygosity } from './heterozygosity.ts';
import { MODES, type Plan } from './plan.ts';

const plan = (more: Partial<Plan> = {}): Plan => ({
  samples: 100,
  human: 100,
  real: 0,
  mode: 'replace',
  fresh: true,
  generations: 8,
  fidelity: 1,
  ...more,
});

describe('heterozygosity', () => {
  it('decays by 1 - 1/M a generation where output replaces', () => {
    heterozygosity(plan()).forEach(({ written, trained }, i) => {
      expect(written).toBeCloseTo(keptHeterozygosity(100, i + 2), 12);
      expect(trained).toBeCloseTo(written, 12);
    });
  });

  it('is that of the lab with fresh human rows, and tends to its plateau: 0.9497 at 10 of 100, 0.664 at 1', () => {
    const trained = (real: number, generations: number) =>
      heterozygosity(plan({ real, generations })).at(-1)!.trained;
    for (const g of [1, 3, 9])
      expect(trained(0.1, g)).toBeCloseTo(keptHeterozygosityWithReal(100, 10, g + 1), 12);
    expect(trained(0.1, 100)).toBeCloseTo(0.9497, 4);
    expect(heterozygosity(plan({ real: 0.01, generations: 2000 })).at(-1)!.trained).toBeCloseTo(
      plateauWithReal(100, 1),
      6,
    );
    expect(plateauWithReal(100, 1)).toBeCloseTo(0.664, 3);
  });

  it('is 1 - 1/M of a human sample wherever all is human', () => {
    for (const mode of MODES) {
      for (const { trained } of heterozygosity(plan({ mode, real: 1 })))
        expect(trained).toBeCloseTo(0.99, 12);
    }
  });

  it.each([
    ['replace', 0.2, false],
    ['subsample', 0, true],
    ['subsample', 0.3, false],
    ['accumulate', 0, true],
    ['accumulate', 0.25, true],
    ['accumulate', 0.25, false],
  ] as const)('agrees with lines that are drawn: %s, real share %s, fresh %s', (mode, real, fresh) => {
    const line = plan({ samples: 40, human: 40, mode, real, fresh, generations: 5 });
    const p = [0.5, 0.2, 0.1, 0.1, 0.05, 0.05];
    const { heterozygosity: drawn } = simulateLine(p, line, 3000, new Rng(`h ${mode} ${real}`));
    const theory = heterozygosity(line);
    theory.forEach(({ written, trained }, g) => {
      expect(Math.abs(drawn.written[g].mean - written)).toBeLessThan(4.5 * drawn.written[g].error);
      expect(Math.abs(drawn.trained[g].mean - trained)).toBeLessThan(4.5 * drawn.trained[g].error);
    });
  });
});
