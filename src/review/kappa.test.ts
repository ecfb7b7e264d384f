import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { cohenKappa } from './kappa.ts';

/** Two dermatologists on 88 patients: the example of the FREQ procedure in the SAS/STAT user's guide. */
const SKIN = [
  [10, 4, 1, 0],
  [5, 10, 12, 2],
  [2, 4, 12, 5],
  [0, 2, 6, 13],
];

/** Diagnoses of 100 patients: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, table 18.1. */
const DIAGNOSES = [
  [75, 1, 4],
  [5, 4, 1],
  [0, 0, 10],
];

const tables = fc
  .integer({ min: 2, max: 4 })
  .chain((n) =>
    fc.array(fc.array(fc.nat(30), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
  );

describe('cohenKappa', () => {
  it('gives the figures of the literature, to their last place', () => {
    const skin = cohenKappa(SKIN)!;
    expect(skin.kappa).toBeCloseTo(0.3449, 4);
    expect(skin.standardError).toBeCloseTo(0.0724, 4);
    expect(skin.interval[0]).toBeCloseTo(0.203, 4);
    expect(skin.interval[1]).toBeCloseTo(0.4868, 4);
    const diagnoses = cohenKappa(DIAGNOSES)!;
    expect(diagnoses.agreed).toBeCloseTo(0.89, 12);
    expect(diagnoses.chance).toBeCloseTo(0.66, 12);
    expect(diagnoses.kappa).toBeCloseTo(0.68, 2);
    expect(diagnoses.standardError).toBeCloseTo(0.088, 3);
  });

  it('is 1 where both always agree and do not always say the same', () => {
    const both = cohenKappa([
      [30, 0],
      [0, 10],
    ])!;
    expect(both).toMatchObject({ kappa: 1, standardError: 0, interval: [1, 1] });
  });

  it('is 0 where they are independent, and below where they avoid each other', () => {
    const independent = [
      [12, 18],
      [28, 42],
    ];
    expect(cohenKappa(independent)!.kappa).toBeCloseTo(0, 12);
    const opposed = [
      [0, 20],
      [20, 0],
    ];
    expect(cohenKappa(opposed)!.kappa).toBe(-1);
  });

  it('does not exist without examples, nor where one of both always says the same one thing', () => {
    expect(cohenKappa([])).toBeUndefined();
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toBeUndefined();
    expect(
      cohenKappa([
        [7, 0],
        [0, 0],
      ]),
    ).toBeUndefined();
    // The formula gives zero for every such table, so that zero says nothing of it.
    for (const table of [
      [
        [7, 3],
        [0, 0],
      ],
      [
        [7, 0],
        [3, 0],
      ],
      [
        [0, 1],
        [0, 0],
      ],
    ])
      expect(cohenKappa(table)).toBeUndefined();
  });

  it('does not depend on the order of categories, nor on who comes first', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const found = cohenKappa(table);
        const turned = cohenKappa(table.map((_, i) => table.map((row) => row[i])));
        const backwards = cohenKappa([...table].reverse().map((row) => [...row].reverse()));
        for (const other of [turned, backwards]) {
          if (found === undefined) expect(other).toBeUndefined();
          else {
            expect(other!.kappa).toBeCloseTo(found.kappa, 10);
            expect(other!.standardError).toBeCloseTo(found.standardError, 7);
          }
        }
      }),
    );
  });

  it('has a standard error that the spread over samples shows', () => {
    // 2,000 samples of 200 from the shares of the table: the standard deviation is known to 1 / sqrt(4,000), 1.6%, and more than four times that is no chance.
    const shares = DIAGNOSES.flat();
    const rng = new Rng('kappa');
    const values = Array.from({ length: 2_000 }, () => {
      const counts = new Array<number>(9).fill(0);
      for (let i = 0; i < 200; i++) {
        let left = rng.next() * 100;
        let cell = 0;
        while (left >= shares[cell]) left -= shares[cell++];
        counts[cell]++;
      }
      return cohenKappa([counts.slice(0, 3), counts.slice(3, 6), counts.slice(6)])!.kappa;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    const expected = cohenKappa(DIAGNOSES)!.standardError / Math.SQRT2;
    expect(Math.abs(spread / expected - 1)).toBeLessThan(0.07);
  });
});
