import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { cloudFrom, normalCloud } from './clouds.test.support.ts';
import { placed } from './distances.ts';
import { copyThreshold, nearCopies } from './near-copies.ts';

const D = 8;
const zero = new Float64Array(D);
const training = placed(normalCloud(1000, D, 'training'), zero);
const threshold = copyThreshold(placed(normalCloud(1000, D, 'human'), zero), training);

describe('nearCopies', () => {
  it('are about one in a hundred among new examples', () => {
    const cloud = normalCloud(1000, D, 'new');
    const { value } = nearCopies(cloud, placed(cloud, zero), training, threshold);
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(0.025);
  });

  it('are the share that was taken from the training set and hardly changed', () => {
    const rng = new Rng('change');
    const fresh = normalCloud(1000, D, 'fresh');
    const rows = Array.from({ length: 1000 }, (_, i) =>
      i % 4 === 0
        ? Array.from(training.given.data.subarray(i * D, (i + 1) * D), (x) => x + 0.01 * rng.normal())
        : fresh.data.subarray(i * D, (i + 1) * D),
    );
    const cloud = cloudFrom(rows);
    expect(nearCopies(cloud, placed(cloud, zero), training, threshold).value).toBeCloseTo(0.25, 1);
  });

  it('are found at distance 0 even where human examples are copies too', () => {
    const cloud = cloudFrom([training.given.data.subarray(0, D), Array.from({ length: D }, () => 50)]);
    expect(nearCopies(cloud, placed(cloud, zero), training, 0).value).toBe(0.5);
  });
});
