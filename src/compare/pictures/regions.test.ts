import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { Cloud } from '../space/cloud.ts';
import { isEmpty, regionsOf } from './regions.ts';

/** Points about the corners of a square, `n` a corner. */
function corners(n: number): Cloud {
  const rng = new Rng('corners');
  const data = Float32Array.from({ length: 8 * n }, (_, i) => {
    const corner = Math.floor(i / (2 * n));
    return 10 * (i % 2 === 0 ? corner & 1 : corner >> 1) + 0.1 * rng.normal();
  });
  const blocks = new Uint8Array(4 * n);
  return { count: 4 * n, dimension: 2, data, blocks, sizes: Float64Array.of(4 * n), exact: true };
}

describe('regionsOf', () => {
  const cloud = corners(40);
  const all = new Uint8Array(160).fill(1);

  it('parts the examples, each in one region', () => {
    const regions = regionsOf(cloud, all, all);
    expect(regions.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual([...all.keys()]);
    for (const { members } of regions) expect(new Set(members.map((i) => Math.floor(i / 40))).size).toBe(1);
  });

  it('puts that first which lost most against the baseline', () => {
    const covered = all.map((_, i) => (i >= 120 || i % 10 === 0 ? 0 : 1));
    const [first, second] = regionsOf(cloud, covered, all);
    expect(first).toMatchObject({ covered: 0, baseline: 40 });
    expect(first.members).toEqual(Array.from({ length: 40 }, (_, i) => 120 + i));
    expect(isEmpty(first)).toBe(true);
    expect(isEmpty(second)).toBe(false);
  });

  it('calls nothing empty that human examples do not fill either', () => {
    expect(isEmpty({ members: [], covered: 0, baseline: 7 })).toBe(false);
    expect(isEmpty({ members: [], covered: 2, baseline: 8 })).toBe(true);
    expect(isEmpty({ members: [], covered: 3, baseline: 8 })).toBe(false);
  });
});
