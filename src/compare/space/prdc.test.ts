import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cloud } from './cloud.ts';
import {
  cloudFrom,
  deviationOf,
  manifolds,
  mixtureCloud,
  normalCloud,
  withoutBlock,
} from './clouds.test.support.ts';
import { squaredDistance } from './distances.ts';
import { overlapOf } from './manifolds.ts';
import { prdcOf } from './prdc.ts';

const HUMAN = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [5, 5],
  [2, 2],
];
const FAKE = [
  [0.1, 0.1],
  [0.9, 0.2],
  [4, 4],
  [1.5, 1.5],
  [10, 10],
];

function values(human: Cloud, generated: Cloud, k: number): number[] {
  const { precision, recall, density, coverage } = prdcOf(...manifolds(human, generated, k));
  return [precision, recall, density, coverage].map(({ value }) => value);
}

/** By definition, pair by pair. */
function plain(human: Cloud, generated: Cloud, k: number): number[] {
  const radius = (cloud: Cloud, i: number) =>
    Array.from({ length: cloud.count }, (_, j) => (i === j ? -1 : squaredDistance(cloud, i, cloud, j)))
      .filter((_, j) => j !== i)
      .sort((a, b) => a - b)[k - 1];
  const own = Array.from({ length: human.count }, (_, i) => radius(human, i));
  const their = Array.from({ length: generated.count }, (_, j) => radius(generated, j));
  const inside = own.map((r, i) => their.map((_, j) => squaredDistance(human, i, generated, j) < r));
  const held = own.map((_, i) => their.some((r, j) => squaredDistance(human, i, generated, j) < r));
  const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;
  const total = inside.flat().filter(Boolean).length;
  return [
    share(their.map((_, j) => inside.some((row) => row[j]))),
    share(held),
    total / (k * their.length),
    share(inside.map((row) => row.some(Boolean))),
  ];
}

describe('precision, recall, density and coverage', () => {
  it('are the reference values of a small case', () => {
    const [precision, recall, density, coverage] = values(cloudFrom(HUMAN), cloudFrom(FAKE), 1);
    expect(precision).toBeCloseTo(0.8, 12);
    expect(recall).toBeCloseTo(0.83333, 5);
    expect(density).toBeCloseTo(1.8, 12);
    expect(coverage).toBe(1);
  });

  it('are 0 where all examples are the same: a ball of radius 0 holds nothing', () => {
    const constant = cloudFrom(Array.from({ length: 10 }, () => [1, 2, 3]));
    expect(values(constant, constant, 5)).toEqual([0, 0, 0, 0]);
  });

  it('are about those of the literature for normal data, 2000 x 200 here', () => {
    const [precision, recall, density, coverage] = values(
      normalCloud(2000, 200, 'real'),
      normalCloud(2000, 200, 'fake'),
      5,
    );
    expect(density).toBeGreaterThan(0.9);
    expect(density).toBeLessThan(1.15);
    expect(coverage).toBeCloseTo(1 - 2 ** -5, 1);
    expect(Math.abs(precision - recall)).toBeLessThan(0.06);
  });

  it('cover identical sets wholly', () => {
    for (const cloud of [
      normalCloud(300, 20, 'same'),
      mixtureCloud(300, 3, 'same'),
      normalCloud(200, 2, 's', 1, 1000),
    ])
      expect(values(cloud, cloud, 5)[3]).toBe(1);
  });

  it('are by definition, whatever the sets: ties, copies and sets far from 0 too', () => {
    const number = fc.integer({ min: -3, max: 3 });
    const set = fc.array(fc.tuple(number, number), { minLength: 4, maxLength: 14 });
    fc.assert(
      fc.property(
        set,
        set,
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0, 0.1, 1000),
        (a, b, k, shift) => {
          const of = (rows: readonly (readonly number[])[]) =>
            cloudFrom(rows.map((row) => row.map((x) => x + shift)));
          const [human, generated] = [of(a), of(b)];
          const found = values(human, generated, k);
          plain(human, generated, k).forEach((value, i) => {
            expect(found[i]).toBeCloseTo(value, 12);
          });
        },
      ),
    );
  });

  it('leave out a block as if it had never been', () => {
    const human = mixtureCloud(200, 4, 'h');
    const generated = mixtureCloud(260, 4, 'g', 7);
    const overlap = overlapOf(...manifolds(human, generated, 3));
    for (const block of [0, 7, 31, 32, 63]) {
      const [, recall, , coverage] = plain(human, withoutBlock(generated, block), 3);
      expect(overlap.covered.count(block) / 200).toBeCloseTo(coverage, 12);
      expect(overlap.recalled.count(block) / 200).toBeCloseTo(recall, 12);
    }
  });

  it('see what is lost: coverage and recall fall with each mode, precision holds', () => {
    const human = mixtureCloud(600, 6, 'h');
    const found = [10, 7, 4, 1].map((modes) => values(human, mixtureCloud(600, 6, `g${modes}`, modes), 5));
    for (let i = 1; i < found.length; i++) {
      expect(found[i][3]).toBeLessThan(found[i - 1][3] - 0.2);
      expect(found[i][1]).toBeLessThan(found[i - 1][1] - 0.15);
      expect(found[i][0]).toBeGreaterThan(0.6);
    }
  });

  it('have errors that are those of repeated draws', () => {
    const human = mixtureCloud(300, 4, 'h');
    const draws = Array.from({ length: 60 }, (_, r) =>
      prdcOf(...manifolds(human, mixtureCloud(300, 4, `d${r}`), 5)),
    );
    for (const key of ['precision', 'recall', 'density', 'coverage'] as const) {
      const spread = deviationOf(draws.map((draw) => Math.log(draw[key].value)));
      const error = Math.sqrt(draws.reduce((sum, draw) => sum + draw[key].variance, 0) / draws.length);
      expect(error / spread).toBeGreaterThan(0.75);
      expect(error / spread).toBeLessThan(1.7);
    }
  });

  it('do not exist for k rows or fewer', () => {
    const few = normalCloud(5, 2, 'few');
    expect(manifolds(few, few, 5)).toEqual([undefined, undefined]);
  });
});
