import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountClass, classKey, countClasses, tailWeights } from './count-classes.ts';
import { GROUPS, type HumanTypes } from './human-types.ts';

/** Uses and examples of one type, by group. */
type Row = readonly { readonly group: number; readonly count: number; readonly documents: number }[];

function typesOf(rows: readonly Row[]): HumanTypes {
  const flat = rows.flat();
  const ends = rows.map((_, t) => rows.slice(0, t + 1).reduce((sum, row) => sum + row.length, 0));
  return {
    order: 1,
    unit: 'tokens',
    theta: 1,
    sizes: new Float64Array(GROUPS).fill(100),
    start: Uint32Array.from([0, ...ends]),
    group: Uint8Array.from(flat, ({ group }) => group),
    count: Uint32Array.from(flat, ({ count }) => count),
    documents: Uint32Array.from(flat, ({ documents }) => documents),
  };
}

/** The same by brute force: every type counted without the group. */
function recount(rows: readonly Row[], without?: number): CountClass[] {
  const kept = new Map<string, CountClass>();
  for (const row of rows) {
    const own = row.filter(({ group }) => group !== without);
    const count = own.reduce((sum, one) => sum + one.count, 0);
    const attested = own.reduce((sum, one) => sum + one.documents, 0) >= 2;
    if (count === 0) continue;
    const key = `${count} ${attested}`;
    kept.set(key, { count, attested, kept: (kept.get(key)?.kept ?? 0) + 1 });
  }
  return [...kept.values()].sort((a, b) => a.count - b.count || Number(a.attested) - Number(b.attested));
}

const row = fc
  .uniqueArray(fc.nat(GROUPS - 1), { minLength: 1, maxLength: 5 })
  .chain((groups) =>
    fc.tuple(
      ...groups.map((group) =>
        fc
          .tuple(
            fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2000, max: 9000 })),
            fc.integer({ min: 1, max: 3 }),
          )
          .map(([count, documents]) => ({ group, count, documents: Math.min(count, documents) })),
      ),
    ),
  );

describe('countClasses', () => {
  it('agrees with counting each type again without each group', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.uniqueArray(fc.nat(GROUPS - 1)), (rows, groups) => {
        const { whole, leftOut } = countClasses(typesOf(rows), groups);
        expect(whole).toEqual(recount(rows));
        expect(leftOut).toEqual(groups.map((group) => recount(rows, group)));
      }),
    );
  });

  it('is empty for no type', () => {
    expect(countClasses(typesOf([]), [0, 1])).toEqual({ whole: [], leftOut: [[], []] });
  });

  it('tells a type that one example holds many times from one that many hold', () => {
    const classes = countClasses(
      typesOf([[{ group: 0, count: 9, documents: 1 }], [{ group: 0, count: 9, documents: 2 }]]),
    ).whole;
    expect(classes).toEqual([
      { count: 9, attested: false, kept: 1 },
      { count: 9, attested: true, kept: 1 },
    ]);
    expect(classKey(9, 1)).not.toBe(classKey(9, 2));
    expect(classKey(9, 2)).toBe(classKey(9, 1000));
  });
});

describe('tailWeights', () => {
  const attested = (count: number, kept: number): CountClass => ({ count, attested: true, kept });

  it('takes the rarest whole, and of the count where the share is reached a part', () => {
    // 1000 units, a tenth of them: 40 of the rarest, then 60 of 300.
    const classes = [attested(2, 20), attested(3, 100), attested(660, 1)];
    expect([...tailWeights(classes)]).toEqual([1, expect.closeTo(0.2, 12), 0]);
  });

  it('gives what is not attested no part, neither of the tail nor of the mass', () => {
    const classes = [{ count: 1, attested: false, kept: 1e6 }, attested(2, 50), attested(900, 1)];
    expect([...tailWeights(classes)]).toEqual([0, 1, 0]);
  });

  it('holds exactly the share of the mass, whatever the classes', () => {
    const classes = fc.uniqueArray(
      fc.record({
        count: fc.integer({ min: 1, max: 1000 }),
        attested: fc.boolean(),
        kept: fc.integer({ min: 1, max: 500 }),
      }),
      { selector: ({ count, attested }) => classKey(count, attested ? 2 : 1), minLength: 1 },
    );
    fc.assert(
      fc.property(classes, fc.double({ min: 0.01, max: 1, noNaN: true }), (some, share) => {
        const sorted = [...some].sort((a, b) => a.count - b.count);
        const weights = tailWeights(sorted, share);
        const mass = (of: (i: number) => number) =>
          sorted.reduce(
            (sum, { count, attested, kept }, i) => (attested ? sum + of(i) * count * kept : sum),
            0,
          );
        expect(mass((i) => weights[i])).toBeCloseTo(share * mass(() => 1), 5);
        for (const weight of weights) expect(weight >= 0 && weight <= 1).toBe(true);
        // Rarer types never weigh less.
        const own = [...weights].filter((_, i) => sorted[i].attested);
        expect(own).toEqual([...own].sort((a, b) => b - a));
      }),
    );
  });

  it('is nothing of nothing', () => {
    expect([...tailWeights([])]).toEqual([]);
    expect([...tailWeights([{ count: 5, attested: false, kept: 3 }])]).toEqual([0]);
  });
});
