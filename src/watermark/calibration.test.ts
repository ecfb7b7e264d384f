import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { bucketOf, calibrate, thresholdOf } from './calibration.ts';

const evidence = (scored: number, pValue?: number) => ({
  scored,
  repeated: 0,
  score: 0,
  ...(pValue === undefined ? {} : { pValue }),
});

function human(values: readonly number[], scored = 100, hasPValues = true) {
  return calibrate({
    key: 'k',
    scheme: 's',
    hasPValues,
    scored: values.map(() => scored),
    values,
    drawn: hasPValues ? values : [],
  });
}

describe('bucketOf', () => {
  it('parts lengths at powers of two', () => {
    expect([15, 16, 31, 32, 2047, 2048, 1e6].map(bucketOf)).toEqual([-1, 0, 0, 1, 6, 7, 7]);
  });
});

describe('calibrate', () => {
  it('measures the realised rate of false positives', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i + 1) / 1000);
    const [{ levels, from, texts }] = human(values).buckets;
    expect([from, texts]).toEqual([64, 1000]);
    expect(levels.map(({ realised }) => realised)).toEqual([0.1, 0.05, 0.01, 0.005, 0.001, 0, 0]);
  });

  it('gives no threshold that so few texts cannot bear out', () => {
    const [{ levels }] = human(Array.from({ length: 150 }, (_, i) => (i + 1) / 151)).buckets;
    expect(levels.filter(({ threshold }) => threshold !== undefined).map(({ level }) => level)).toEqual([
      0.1, 0.05, 0.01,
    ]);
  });

  it('gives thresholds that other human texts pass no more often than the level says', () => {
    const rng = new Rng(1);
    // Under this key human text has p-values that are too small.
    const draw = () => rng.next() ** 1.5;
    let passed = 0;
    for (let run = 0; run < 300; run++) {
      const calibration = human(Array.from({ length: 99 }, draw));
      const { pValue } = thresholdOf(calibration, evidence(100, 0), 0.05)!;
      for (let i = 0; i < 20; i++) if (draw() < pValue!) passed++;
    }
    expect(passed / 6000).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 300));
  });
});

describe('thresholdOf', () => {
  it('is never more lenient than theory', () => {
    const calibration = human(Array.from({ length: 1000 }, () => 0.9));
    expect(thresholdOf(calibration, evidence(100, 0.5), 0.01)).toEqual({ pValue: 0.01 });
  });

  it('goes down in proportion beyond what the texts reach', () => {
    const values = Array.from({ length: 999 }, (_, i) => (i + 1) / 2000);
    const { pValue } = thresholdOf(human(values), evidence(100, 0.5), 0.0001)!;
    expect(pValue).toBeCloseTo(0.00005, 12);
  });

  it('leaves theory alone in lengths of which there was no text', () => {
    const calibration = human([0.5], 100);
    expect(thresholdOf(calibration, evidence(20, 0.5), 0.01)).toBeUndefined();
    expect(thresholdOf(undefined, evidence(20, 0.5), 0.01)).toBeUndefined();
  });

  it('is a score where there are no p-values, and does not exist below what the texts reach', () => {
    const calibration = human(
      Array.from({ length: 999 }, (_, i) => i),
      100,
      false,
    );
    expect(thresholdOf(calibration, evidence(100), 0.01)).toEqual({ score: 989 });
    expect(thresholdOf(calibration, evidence(100), 0.0001)).toBeUndefined();
    expect(calibration.buckets[0].levels[0].realised).toBeUndefined();
  });
});
