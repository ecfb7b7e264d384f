import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { normalCdf, normalQuantile } from '../stats/normal.ts';
import { BUCKETS, calibrate, type KeyCalibration } from './calibration.ts';
import { HumanScale, humanTexts, WHOLE } from './human-scale.ts';
import { isAbove, markedShare } from './share.ts';

/** Human texts of lengths that `lengthOf` draws, whose scores are normal around `shiftAt` with spread `spread`. */
interface Kind {
  readonly texts: number;
  lengthOf(rng: Rng): number;
  shiftAt(scored: number): number;
  readonly spread?: number;
}

function drawn(rng: Rng, { texts, lengthOf, shiftAt, spread = 1 }: Kind) {
  return Array.from({ length: texts }, () => {
    const scored = lengthOf(rng);
    return { scored, pValue: normalCdf(-(shiftAt(scored) + spread * rng.normal())) };
  });
}

function calibrated(rng: Rng, kind: Kind): KeyCalibration {
  const texts = drawn(rng, kind);
  const values = texts.map(({ pValue }) => pValue);
  const scored = texts.map((text) => text.scored);
  return calibrate({ key: 'k', scheme: 's', hasPValues: true, scored, values, drawn: values });
}

const fixed = (change: Partial<Kind> = {}): Kind => ({
  texts: 1000,
  lengthOf: () => 100,
  shiftAt: () => 0,
  ...change,
});

/** The calibration of exact quantiles. */
function exact(change: (share: number) => number, froms: readonly number[] = [64]): KeyCalibration {
  const quantiles = [0.01, 0.1, 0.5, 0.9].map((share) => ({ share, pValue: change(share) }));
  const buckets = froms.map((from) => ({
    from,
    texts: 1000,
    levels: [],
    human: { texts: 1000, positions: from * 1.5, quantiles },
  }));
  return { key: 'k', scheme: 's', buckets };
}

const shifted = (by: number) => (share: number) => normalCdf(normalQuantile(share) - by);

describe('HumanScale', () => {
  it('is not there where no human p-values are known', () => {
    expect(HumanScale.of(undefined)).toBeUndefined();
    expect(
      HumanScale.of({ key: 'k', scheme: 's', buckets: [{ from: 64, texts: 9, levels: [] }] }),
    ).toBeUndefined();
    expect(HumanScale.of(exact(() => 0))).toBeUndefined();
  });

  it('leaves p-values alone where theory holds', () => {
    const scale = HumanScale.of(exact((share) => share))!;
    for (const p of [1e-200, 1e-9, 0.003, 0.5, 0.97])
      expect(scale.rescale(p, 96)!.pValue / p).toBeCloseTo(1, 9);
    expect([0, 1].map((p) => scale.rescale(p, 96)!.pValue)).toEqual([0, 1]);
  });

  it('takes a shift off, between quantiles and far beyond them', () => {
    const scale = HumanScale.of(exact(shifted(0.8)))!;
    for (const z of [-3, -1, 0.4, 2, 6, 20]) {
      expect(normalQuantile(scale.rescale(normalCdf(-z), 96)!.pValue)).toBeCloseTo(0.8 - z, 6);
    }
  });

  it('keeps the order of p-values', () => {
    const rng = new Rng(3);
    const scale = HumanScale.of(calibrated(rng, fixed({ spread: 1.4, shiftAt: () => -0.5 })))!;
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [x, y] = [a, b].map((p) => scale.rescale(p, 80)!.pValue);
          expect(Math.sign(x - y) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('never takes what is narrower than theory to be so beyond what was measured', () => {
    const narrow = HumanScale.of(exact((share) => normalCdf(normalQuantile(share) / 2)))!;
    const edge = normalQuantile(0.01) / 2;
    expect(normalQuantile(narrow.rescale(normalCdf(edge - 3), 96)!.pValue)).toBeCloseTo(
      normalQuantile(0.01) - 3,
      6,
    );
    const wide = HumanScale.of(exact((share) => normalCdf(normalQuantile(share) * 2)))!;
    expect(normalQuantile(wide.rescale(normalCdf(-8), 96)!.pValue)).toBeCloseTo(-4, 6);
  });

  it('takes the larger of shares whose p-values fall together', () => {
    const steps = HumanScale.of(exact((share) => (share < 0.5 ? 0.2 : share)))!;
    expect(steps.rescale(0.2, 96)!.pValue).toBeCloseTo(0.1, 9);
  });

  it('averages between the lengths of two buckets, and says what it rests on', () => {
    const { buckets } = exact(shifted(1), [64]);
    const scale = HumanScale.of({
      key: 'k',
      scheme: 's',
      buckets: [...buckets, ...exact(shifted(0), [128]).buckets],
    })!;
    const half = scale.rescale(0.5, Math.round(96 * Math.SQRT2))!;
    expect(half.rests.map(([bucket]) => BUCKETS[bucket])).toEqual([64, 128]);
    expect(half.rests[0][1] + half.rests[1][1]).toBe(WHOLE);
    expect(normalQuantile(half.pValue)).toBeCloseTo(0.5, 2);
    expect(scale.rescale(0.5, 70)!.rests).toEqual([[2, WHOLE]]);
    expect(scale.rescale(0.5, 400)!.rests).toEqual([[3, WHOLE]]);
  });

  it('knows nothing of lengths far from those that were measured, but of all that are long', () => {
    const scale = HumanScale.of(exact((share) => share, [64]))!;
    expect([31, 32, 255, 256].map((scored) => scale.rescale(0.5, scored) === undefined)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(HumanScale.of(exact((share) => share, [2048]))!.rescale(0.5, 1e6)).toBeDefined();
  });
});

describe('the marked share beside human text', () => {
  /** How often the interval holds `share`, with what was measured and without. */
  function coverage(share: number, seed: number, kind: Kind, runs = 50) {
    const held = { measured: 0, theory: 0 };
    for (let run = 0; run < runs; run++) {
      const rng = new Rng(`${seed} ${run}`);
      // Every run has a key, and so a shift, of its own.
      const luck = 0.6 * rng.normal();
      const own = { ...kind, spread: 0.8, shiftAt: (scored: number) => luck * kind.shiftAt(scored) };
      const calibration = calibrated(rng, own);
      const scale = HumanScale.of(calibration)!;
      const rests = BUCKETS.map(() => 0);
      const [above, plain] = [{ count: 0 }, { count: 0 }];
      const marked = Math.round(kind.texts * share);
      for (const [i, { scored, pValue }] of drawn(rng, own).entries()) {
        const p = i < marked ? 1e-8 : pValue;
        const found = scale.rescale(p, scored);
        for (const [bucket, parts] of found?.rests ?? []) rests[bucket] += parts;
        if (isAbove(found?.pValue ?? p)) above.count++;
        if (isAbove(p)) plain.count++;
      }
      const texts = kind.texts;
      const human = humanTexts(texts, [{ calibration, rests }]);
      const holds = ({ low, high }: { low: number; high: number }) => (low <= share && share <= high ? 1 : 0);
      held.measured += holds(markedShare({ texts, above: above.count }, 0.95, human)!);
      held.theory += holds(markedShare({ texts, above: plain.count })!);
    }
    return held;
  }
  // 95% of 50, and four standard errors.
  const LEAST = 50 * 0.95 - 4 * Math.sqrt(50 * 0.05 * 0.95);

  it.each([0, 0.01, 0.05, 0.2])('lies in the interval as often as it says at a share of %d', (share) => {
    const { measured, theory } = coverage(share, 7, fixed({ texts: 300, shiftAt: () => 1 }));
    expect(measured).toBeGreaterThanOrEqual(LEAST);
    // Why it is needed.
    expect(theory).toBeLessThan(38);
  });

  it('lies in it where lengths vary and the shift wanders with them', () => {
    const kind = fixed({
      texts: 400,
      lengthOf: (rng) => Math.round(20 * 2 ** (4 * rng.next())),
      shiftAt: (scored) => Math.cos(Math.log2(scored)),
    });
    expect(coverage(0.05, 8, kind).measured).toBeGreaterThanOrEqual(LEAST);
  });
});

describe('humanTexts', () => {
  const calibration = exact((share) => share, [64, 128]);
  const rests = (a: number, b: number) =>
    BUCKETS.map((from) => (from === 64 ? a : from === 128 ? b : 0) * WHOLE);

  it('is the number of texts of the bucket that all rest on, and of two buckets together', () => {
    expect(humanTexts(50, [{ calibration, rests: rests(50, 0) }])).toBeCloseTo(1000, 9);
    expect(humanTexts(50, [{ calibration, rests: rests(25, 25) }])).toBeCloseTo(2000, 9);
  });

  it('is beyond number where nothing rests on human text', () => {
    expect(humanTexts(50, [{ calibration, rests: rests(0, 0) }])).toBe(Number.POSITIVE_INFINITY);
    expect(humanTexts(50, [{ calibration: undefined, rests: rests(50, 0) }])).toBe(Number.POSITIVE_INFINITY);
  });

  it('falls slower than keys add up, for all of them must be above', () => {
    const one = { calibration, rests: rests(50, 0) };
    // Each of two keys adds 2^(1/2) - 1.
    expect(humanTexts(50, [one, one])).toBeCloseTo(1000 / (2 * (Math.SQRT2 - 1)), 6);
  });
});
