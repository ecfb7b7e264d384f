import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heterozygosity,
  keptHeterozygosity,
  keptHeterozygosityWithReal,
  plateauWithFixedReal,
  plateauWithReal,
  probabilities,
  survivorsOfOneRefit,
  zipfWeights,
} from './drift.ts';
import { DriftChain, expectedCollapseTime, expectedSurvivorCurve, expectedSurvivors } from './drift-chain.ts';

/** Counts by category; the oracle below keeps the probability of every one of them. */
type Counts = readonly number[];

/** All ways to deal `total` to `categories`. */
function compositions(total: number, categories: number): Counts[] {
  if (categories === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) =>
    compositions(total - first, categories - 1).map((rest) => [first, ...rest]),
  ).flat();
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** The probability of counts under the multinomial distribution, by its definition. */
function multinomial(counts: Counts, p: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((product, count, i) => (product * p[i] ** count) / factorial(count), factorial(total));
}

type Distribution = ReadonlyMap<string, { readonly counts: Counts; readonly p: number }>;

function collected(parts: Iterable<readonly [Counts, number]>): Distribution {
  const all = new Map<string, { counts: Counts; p: number }>();
  for (const [counts, p] of parts) {
    const own = all.get(counts.join());
    if (own === undefined) all.set(counts.join(), { counts, p });
    else own.p += p;
  }
  return all;
}

/** Distribution of the counts of `n` draws from `p`. */
function drawn(n: number, p: readonly number[]): Distribution {
  return collected(compositions(n, p.length).map((counts) => [counts, multinomial(counts, p)] as const));
}

/** Distribution of the counts after one more refit: `real` rows by `realRows`, the rest drawn from the last counts. */
function refitted(last: Distribution, samples: number, real: number, realRows: Distribution): Distribution {
  const parts: (readonly [Counts, number])[] = [];
  for (const { counts, p } of last.values()) {
    const share = counts.map((count) => count / samples);
    for (const model of drawn(samples - real, share).values()) {
      if (model.p === 0) continue;
      for (const fresh of realRows.values()) {
        parts.push([model.counts.map((count, i) => count + fresh.counts[i]), p * model.p * fresh.p]);
      }
    }
  }
  return collected(parts);
}

function mean(distribution: Distribution, of: (counts: Counts) => number): number {
  let sum = 0;
  for (const { counts, p } of distribution.values()) sum += p * of(counts);
  return sum;
}

const alive = (counts: Counts) => counts.filter((count) => count > 0).length;
const differs = (counts: Counts) => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return 1 - counts.reduce((sum, count) => sum + (count / total) ** 2, 0);
};

const TRUTHS: readonly (readonly number[])[] = [
  [0.5, 0.5],
  [0.9, 0.1],
  [0.6, 0.3, 0.1],
  [0.4, 0.3, 0.2, 0.1],
];

/** Refits of the whole population without real rows, from the first on. */
function* replaced(p: readonly number[], samples: number): Generator<Distribution, never> {
  const none = collected([[p.map(() => 0), 1]]);
  for (let own = drawn(samples, p); ; own = refitted(own, samples, 0, none)) yield own;
}

describe.each(TRUTHS.map((p) => [p]))(
  'the chain of %j held against the whole population, state by state',
  (p) => {
    it.each([2, 3, 5])('has the survivors and the heterozygosity of %d draws', (samples) => {
      const chain = replaced(p, samples);
      for (let refits = 1; refits <= 4; refits++) {
        const own = chain.next().value;
        expect(mean(own, () => 1)).toBeCloseTo(1, 12);
        expect(expectedSurvivors(p, samples, refits)).toBeCloseTo(mean(own, alive), 10);
        const kept = heterozygosity(p) * keptHeterozygosity(samples, refits);
        expect(kept).toBeCloseTo(mean(own, differs), 10);
        if (refits === 1) expect(survivorsOfOneRefit(p, samples)).toBeCloseTo(mean(own, alive), 12);
      }
    });

    it.each([2, 3, 4])('has the mean time to collapse with %d draws', (samples) => {
      // The mean of a time is the sum over k of the chance that it is longer: the truth itself has not collapsed.
      const chain = replaced(p, samples);
      let time = 1;
      for (let k = 1; k < 80; k++) time += mean(chain.next().value, (counts) => (alive(counts) > 1 ? 1 : 0));
      expect(expectedCollapseTime(p, samples)).toBeCloseTo(time, 6);
    });
  },
);

describe('real rows, held against the whole population', () => {
  const p = [0.6, 0.3, 0.1];

  it.each([
    [2, 1],
    [3, 1],
    [4, 2],
    [4, 3],
    [4, 4],
  ])('have the heterozygosity of M = %d with R = %d fresh', (samples, real) => {
    let own = drawn(samples, p);
    for (let refits = 1; refits <= 4; refits++) {
      const kept = heterozygosity(p) * keptHeterozygosityWithReal(samples, real, refits);
      expect(kept).toBeCloseTo(mean(own, differs), 10);
      own = refitted(own, samples, real, drawn(real, p));
    }
    for (let k = 0; k < 40; k++) own = refitted(own, samples, real, drawn(real, p));
    expect(heterozygosity(p) * plateauWithReal(samples, real)).toBeCloseTo(mean(own, differs), 7);
  });

  it.each([
    [3, 1],
    [3, 2],
    [4, 2],
    [4, 3],
  ])('have the plateau of M = %d with the same R = %d always', (samples, real) => {
    let plateau = 0;
    for (const fixed of drawn(real, p).values()) {
      let own = drawn(samples, p);
      const rows = collected([[fixed.counts, 1]]);
      for (let k = 0; k < 60; k++) own = refitted(own, samples, real, rows);
      plateau += fixed.p * mean(own, differs);
    }
    expect(heterozygosity(p) * plateauWithFixedReal(samples, real)).toBeCloseTo(plateau, 7);
  });
});

describe('expectedSurvivors', () => {
  it('does not see how weights are scaled, ordered, or filled up with zeros', () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), (own, m, k) => {
        const plain = expectedSurvivors(own, m, k);
        expect(expectedSurvivors(own.map((w) => w * 1e6).reverse(), m, k)).toBeCloseTo(plain, 9);
        expect(expectedSurvivors([0, ...own, 0], m, k)).toBeCloseTo(plain, 9);
      }),
    );
  });

  it('is exactly one where one category has all, and with a single draw', () => {
    expect(expectedSurvivors([0, 3, 0], 7, 9)).toBeCloseTo(1, 12);
    expect(expectedSurvivors([1, 2, 3], 1, 1)).toBeCloseTo(1, 12);
    expect(expectedSurvivors([1, 2, 3], 1, 50)).toBeCloseTo(1, 12);
  });

  it('lies between one and as many as there are draws or categories', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (categories, samples) => {
        const found = expectedSurvivors(new Float64Array(categories).fill(1), samples, 2);
        expect(found).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(found).toBeLessThanOrEqual(Math.min(categories, samples) + 1e-9);
      }),
    );
  });
});

describe('expectedSurvivorCurve', () => {
  it('is expectedSurvivors, refit by refit', () => {
    const weights = zipfWeights(1.2, 30);
    const curve = expectedSurvivorCurve(weights, 25, 12);
    expect(curve).toHaveLength(12);
    for (const [k, survivors] of curve.entries())
      expect(survivors).toBeCloseTo(expectedSurvivors(weights, 25, k + 1), 9);
    expect(() => expectedSurvivorCurve(weights, 25, 0)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
  });
});

describe('DriftChain', () => {
  it('has lost nothing but what was lost before without a refit', () => {
    expect([...new DriftChain(3).extinction(0)]).toEqual([1, 0, 0, 0]);
  });

  it('loses x of 2 after one refit with the binomial chance by hand', () => {
    // (1 - x/2)^2.
    expect([...new DriftChain(2).extinction(1)]).toEqual([1, 0.25, 0]);
    // From one of two: 1/4 lost, 1/2 still at one, 1/4 fixed.
    expect(new DriftChain(2).extinction(2)[1]).toBeCloseTo(0.25 + 0.5 * 0.25, 14);
  });

  it('never brings back what is gone, and never loses what has all', () => {
    const chain = new DriftChain(9);
    let last = chain.extinction(0);
    for (const refits of [1, 2, 5, 50]) {
      const gone = chain.extinction(refits);
      gone.forEach((chance, count) => {
        expect(chance).toBeGreaterThanOrEqual(last[count] - 1e-12);
        if (count > 0) expect(chance).toBeLessThan(gone[count - 1]);
      });
      expect([gone[0], gone[9]]).toEqual([1, 0]);
      last = gone;
    }
  });

  it('adds nothing to the time to collapse at its ends, and is alone with one draw', () => {
    const parts = new DriftChain(6).collapseParts();
    expect([parts[0], parts[6]]).toEqual([0, 0]);
    expect([...new DriftChain(1).collapseParts()]).toEqual([0, 0]);
  });

  it.each([0, -1, 2.5, 4001, Number.NaN])('refuses %d samples', (samples) => {
    expect(() => new DriftChain(samples)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });

  it('refuses refits that are none', () => {
    expect(() => new DriftChain(2).extinction(-1)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(() => expectedCollapseTime([1, 1], 1)).toThrow('from 2 to 1000, not 1');
    expect(() => expectedCollapseTime([1, 1], 1001)).toThrow('from 2 to 1000, not 1001');
  });
});

describe('probabilities', () => {
  it('sum to 1 and keep their proportions', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(weights, (own) => {
        const total = own.reduce((sum, weight) => sum + weight, 0);
        fc.pre(total > 1e-200);
        const p = probabilities(own);
        expect(p.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        own.forEach((weight, i) => {
          expect(p[i] * total).toBeCloseTo(weight, 4);
        });
      }),
    );
  });
});
