import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf } from '../stats/normal.ts';
import { studentCdf } from '../stats/student-t.ts';
import type { Measured } from './estimate.ts';
import type { Direction } from './signal.ts';
import { covarianceMatrix, movement, orientation, orientedLog } from './trajectory.ts';

/** A signal whose ln(ratio) is `log`, with the variances of the generation's and the reservoir's own samples. */
function measured(log: number, own = 0.01, shared = 0.02, direction: Direction = 'falls'): Measured {
  return {
    name: { id: 'x', family: 'tail', direction },
    generation: { value: Math.exp(log), variance: own },
    reservoir: { value: 1, variance: shared },
    sampleSize: { tokens: 1000, examples: 100 },
    exact: true,
    floor: 1e-9,
  };
}

const line = (logs: readonly number[], direction?: Direction) =>
  logs.map((log) => measured(log, 0.01, 0.02, direction));

describe('orientation', () => {
  it('turns what rises in a collapse, so that falling is worse', () => {
    expect(['falls', 'flag', 'rises'].map((d) => orientation(measured(0, 1, 1, d as Direction)))).toEqual([
      1, 1, -1,
    ]);
    expect(orientedLog(measured(0.5, 1, 1, 'rises'))).toBeCloseTo(-0.5, 12);
    expect(orientedLog(measured(0.5))).toBeCloseTo(0.5, 12);
  });
});

describe('covarianceMatrix', () => {
  it("holds the reservoir's variance everywhere, and each generation's own on the diagonal", () => {
    const matrix = covarianceMatrix([measured(0, 0.01), measured(0, 0.04)]);
    expect([...matrix].map((v) => v.toFixed(12))).toEqual([0.03, 0.02, 0.02, 0.06].map((v) => v.toFixed(12)));
  });
});

describe('movement', () => {
  it('is the least-squares slope, and the last less the mean of the others, where errors are alike', () => {
    const logs = [0, -0.1, -0.1, -0.4];
    const moved = movement(line(logs), 0, 62)!;
    expect(moved.slope).toBeCloseTo((-1.5 * 0 + -0.5 * -0.1 + 0.5 * -0.1 + 1.5 * -0.4) / 5, 10);
    expect(moved.drop).toBeCloseTo(-0.4 + 0.2 / 3, 10);
  });

  it('does not feel what all generations share: the error of the reservoir', () => {
    const moved = movement(line([0, -0.1, -0.2]), 0, 62)!;
    expect(moved.slopeError).toBeCloseTo(Math.sqrt(0.01 / 2), 10);
    expect(moved.dropError).toBeCloseTo(Math.sqrt(0.01 * 1.5), 10);
    const worse = movement(
      [0, -0.1, -0.2].map((log) => measured(log, 0.01, 5)),
      0,
      62,
    )!;
    expect(worse.slopeError).toBeCloseTo(moved.slopeError, 8);
    expect(worse.pValue).toBeCloseTo(moved.pValue, 6);
  });

  it('of two generations is one test, of more the better of two, doubled', () => {
    const two = movement(line([0, -0.3]), 0.02, 40)!;
    expect(two.pValue).toBeCloseTo(studentCdf((-0.3 + 0.02) / Math.sqrt(0.02), 40), 10);
    const three = movement(line([0, -0.3, -0.6]), 0.02, 40)!;
    const slope = studentCdf((three.slope + 0.02) / three.slopeError, 40);
    const drop = studentCdf((three.drop + 0.02) / three.dropError, 40);
    expect(three.pValue).toBeCloseTo(2 * Math.min(slope, drop), 10);
  });

  it('finds a fall, and none in a rise or in nothing', () => {
    expect(movement(line([0, -0.5, -1]), 0.02, 62)!.pValue).toBeLessThan(1e-6);
    expect(movement(line([0, 0.5, 1]), 0.02, 62)!.pValue).toBe(1);
    expect(movement(line([0, 0, 0]), 0.02, 62)!.pValue).toBeGreaterThan(0.5);
    expect(movement(line([0, 0.5, 1], 'rises'), 0.02, 62)!.pValue).toBeLessThan(1e-6);
  });

  it('does not let a fall within the margin count', () => {
    const tiny = [0, -0.01, -0.02].map((log) => measured(log, 1e-8));
    expect(movement(tiny, 0.02, 62)!.pValue).toBe(1);
    expect(movement(tiny, 0.005, 62)!.pValue).toBeLessThan(1e-6);
  });

  it('is the same wherever the line starts, and turned where the signal is', () => {
    const logs = fc.array(fc.double({ min: -2, max: 0, noNaN: true }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(logs, fc.double({ min: -1, max: 1, noNaN: true }), (values, shift) => {
        const moved = movement(line(values), 0.02, 62)!;
        const shifted = movement(line(values.map((v) => v + shift)), 0.02, 62)!;
        expect(shifted.slope).toBeCloseTo(moved.slope, 8);
        expect(shifted.pValue).toBeCloseTo(moved.pValue, 8);
        const turned = movement(
          line(
            values.map((v) => -v),
            'rises',
          ),
          0.02,
          62,
        )!;
        expect(turned.pValue).toBeCloseTo(moved.pValue, 10);
      }),
    );
  });

  it('does not exist for one generation, or where an error does not', () => {
    expect(movement(line([0]), 0.02, 62)).toBeUndefined();
    expect(movement([], 0.02, 62)).toBeUndefined();
    expect(movement([measured(0), measured(-1, Number.POSITIVE_INFINITY)], 0.02, 62)).toBeUndefined();
    expect(movement([measured(0), measured(-1, Number.NaN)], 0.02, 62)).toBeUndefined();
  });

  it('tends to the normal test as degrees of freedom grow', () => {
    const moved = movement(line([0, -0.3]), 0, 1e6)!;
    expect(moved.pValue).toBeCloseTo(normalCdf(-0.3 / Math.sqrt(0.02)), 5);
  });
});

describe('measures of one line that were taken on the same texts', () => {
  const own = (seed: number) =>
    Float64Array.from({ length: 64 }, (_, b) => 0.002 * Math.sin(seed * b + b * b));
  const common = Float64Array.from({ length: 64 }, (_, b) => 0.05 * Math.cos(3 * b));
  const paired = (log: number, seed: number, freedom = 62): Measured => {
    const noise = own(seed);
    const deviations = common.map((deviation, b) => deviation + noise[b]);
    const variance = deviations.reduce((sum, d) => sum + d * d, 0);
    return { ...measured(log, 99, 99), joint: { variance, deviations, freedom, decides: true } };
  };

  it('have the covariance of their deviations, whatever their baselines’ errors', () => {
    const [a, b] = [paired(0, 1), paired(-0.1, 2)];
    const matrix = covarianceMatrix([a, b]);
    expect(matrix[0]).toBe(a.joint!.variance);
    expect(matrix[1]).toBe(matrix[2]);
    const dot = a.joint!.deviations!.reduce((sum, d, i) => sum + d * b.joint!.deviations![i], 0);
    expect(matrix[1]).toBeCloseTo(dot, 12);
  });

  it('show a fall that their own errors would hide', () => {
    const pair = [paired(0, 1), paired(-0.1, 2)];
    const apart = pair.map(({ joint, ...rest }) => ({
      ...rest,
      joint: { variance: joint!.variance, freedom: 62, decides: true },
    }));
    expect(movement(pair, 0.02, 62)!.pValue).toBeLessThan(0.001);
    expect(movement(apart, 0.02, 62)!.pValue).toBeGreaterThan(0.2);
    expect(covarianceMatrix(apart)[1]).toBe(0);
  });

  it('have no movement where one is the copy of another: nothing is left to tell an error by', () => {
    const same = [paired(0, 1), paired(0, 1)];
    expect(movement(same, 0.02, 62)?.pValue ?? 1).toBeGreaterThan(0.05);
  });
});
