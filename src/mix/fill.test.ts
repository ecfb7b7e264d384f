import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { ORIGINS } from '../corpus/example.ts';
import { admit } from './admit.ts';
import { candidatesOf, many, type Row } from './candidates.test.support.ts';
import { FATE } from './fate.ts';
import { amountsOf, fill, humanWanted, isFull } from './fill.ts';
import { DEFAULT_POLICY, type Policy, type Unit } from './policy.ts';

const human = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'human', generation: 0, ...more });
const made = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'synthetic', generation: 1, ...more });

function filled(rows: readonly Row[], given: Partial<Policy>, total: number, unit: Unit = 'examples') {
  const candidates = candidatesOf(rows);
  const policy = { ...DEFAULT_POLICY, ...given };
  return fill(candidates, admit(candidates, policy), policy, { unit, total });
}

const anyRow: fc.Arbitrary<Row> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  source: fc.constantFrom('', 'a', 'b', 'c'),
  model: fc.constantFrom('', 'm'),
  generation: fc.integer({ min: -1, max: 3 }),
  tokens: fc.integer({ min: 0, max: 40 }),
  tail: fc.integer({ min: 0, max: 2 }),
  rank: fc.integer({ min: 0, max: 20 }),
});
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const anyPolicy: fc.Arbitrary<Partial<Policy>> = fc.record({
  human: fc.oneof(
    fc.record({ minimum: share }),
    fc.tuple(share, share).map(([a, b]) => ({ minimum: Math.min(a, b), share: Math.max(a, b) })),
  ),
  tail: fc.record({ minimum: share.map((s) => s / 3) }),
  caps: fc.constantFrom<Policy['caps']>({}, { source: 0.4 }, { source: { a: 0.1 }, generation: 0.5 }),
  unknown: fc.constantFrom('exclude' as const, 'synthetic' as const),
});

describe('humanWanted', () => {
  const wanted = (total: number, rules: Policy['human']) =>
    humanWanted({ ...DEFAULT_POLICY, human: rules }, total);

  it('is the share of the whole, rounded to the nearest', () => {
    expect([10, 100, 12].map((total) => wanted(total, { minimum: 0.1, share: 0.35 }))).toEqual([4, 35, 4]);
  });

  it('is all where the policy gives no share', () => {
    expect(wanted(17, { minimum: 0.3 })).toBe(17);
  });

  it('is never rounded below the minimum: of 11, .3 is 4', () => {
    expect(wanted(11, { minimum: 0.3, share: 0.3 })).toBe(4);
    expect(wanted(10, { minimum: 0.3, share: 0.3 })).toBe(3);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), share, (total, minimum) => {
        const count = wanted(total, { minimum, share: minimum });
        expect(count).toBeGreaterThanOrEqual(minimum * total - 1e-6);
        expect(count).toBeLessThan(minimum * total + 1);
      }),
    );
  });
});

describe('fill', () => {
  it('takes human examples first where no share is named, and tops up with synthetic ones', () => {
    const { human: people, synthetic, fates } = filled([...made(5), ...human(3), ...made(5)], {}, 6);
    expect([people.examples, synthetic.examples]).toEqual([3, 3]);
    expect([...fates]).toEqual([0, 0, 0, 10, 10, 0, 0, 0, 10, 10, 10, 10, 10]);
  });

  it('takes carriers of the tail up to their quota, then others by rank, be they carriers or not', () => {
    const rows = [...human(4), ...human(4, { tail: 1 })];
    const one = filled(rows, { human: { minimum: 0, share: 1 }, tail: { minimum: 0.25 } }, 4);
    expect([...one.fates]).toEqual([0, 0, 0, 10, 0, 10, 10, 10]);
    expect(one.carriers.examples).toBe(1);
    const none = filled(rows, { human: { minimum: 0, share: 1 } }, 6);
    expect(none.carriers.examples).toBe(2);
  });

  it('counts carriers beyond the quota as carriers', () => {
    const full = filled(human(10, { tail: 3 }), { tail: { minimum: 0.1 } }, 10);
    expect(full.carriers).toEqual({ examples: 10, tokens: 100 });
    expect(full.short.tail).toBe(0);
  });

  it('lets the last example go beyond a size in tokens, and none after it', () => {
    const { human: people, fates } = filled(human(4, { tokens: 7 }), {}, 15, 'tokens');
    expect(people).toEqual({ examples: 3, tokens: 21 });
    expect([...fates]).toEqual([0, 0, 0, 10]);
  });

  it('takes examples of no tokens without end where nothing fills the size', () => {
    const empty = filled(human(50, { tokens: 0 }), {}, 10, 'tokens');
    expect(empty.human).toEqual({ examples: 50, tokens: 0 });
    expect(empty.short.size).toBe(10);
    expect(isFull(empty)).toBe(false);
  });

  it('says what is missing of each part', () => {
    const { short } = filled(
      [...human(2), ...made(3)],
      { human: { minimum: 0.5 }, tail: { minimum: 0.1 } },
      10,
    );
    expect(short).toEqual({ human: 3, size: 5, tail: 1, other: 5 });
  });

  it('counts a minimum in the other unit against what is there, not against what was asked for', () => {
    const rows = [...human(5, { tokens: 1 }), ...made(5, { tokens: 9 })];
    const { short } = filled(rows, { human: { minimum: 0.5 } }, 10);
    // 5 of 50 tokens are human, and 25 should be.
    expect(short).toEqual({ human: 0, size: 0, tail: 0, other: 20 });
  });

  it('is full with nothing where nothing is asked for', () => {
    const none = filled([...human(2), ...made(2)], {}, 0);
    expect(isFull(none)).toBe(true);
    expect([...none.fates]).toEqual([10, 10, 10, 10]);
  });

  it('gives capped examples their reason, also where they came up for the tail first', () => {
    const rows = human(4, { tail: 1, source: 'a' });
    const { fates, short } = filled(rows, { caps: { source: 0.5 }, tail: { minimum: 1 } }, 4);
    expect([...fates]).toEqual([0, 0, FATE['capped'], FATE['capped']]);
    expect(short).toMatchObject({ tail: 2, size: 2 });
  });

  it('does not change what admission decided', () => {
    const rows = [...human(2, { barred: FATE['guarded'] }), ...many(2, { origin: 'unknown' }), ...human(1)];
    expect([...filled(rows, {}, 1).fates]).toEqual([1, 1, 4, 4, 0]);
  });

  it('counts what its fates choose, whatever the candidates and the policy', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 60 }),
        anyPolicy,
        fc.integer({ min: 0, max: 80 }),
        fc.constantFrom<Unit>('examples', 'tokens'),
        (rows, policy, total, unit) => {
          const found = filled(rows, policy, total, unit);
          const chosen = rows.filter((_, i) => found.fates[i] === FATE['chosen']);
          const amount = (list: readonly Row[]) => ({
            examples: list.length,
            tokens: list.reduce((sum, { tokens }) => sum + tokens!, 0),
          });
          expect(found.human).toEqual(amount(chosen.filter(({ origin }) => origin === 'human')));
          expect(found.synthetic).toEqual(amount(chosen.filter(({ origin }) => origin !== 'human')));
          const carriers = chosen.filter(({ origin, tail }) => origin === 'human' && tail! > 0);
          expect(found.carriers).toEqual(amount(carriers));
          if (unit === 'examples') expect(chosen.length).toBeLessThanOrEqual(total);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('leaves no example out that a better ranked one of its kind, source and tail let in, but for caps', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (rows, total) => {
        const { fates } = filled(rows, { human: { minimum: 0.2, share: 0.5 }, unknown: 'synthetic' }, total);
        rows.forEach((row, i) => {
          rows.forEach((other, j) => {
            const alike = (row.origin === 'human') === (other.origin === 'human');
            const before = row.rank! < other.rank! || (row.rank === other.rank && i < j);
            if (alike && before && fates[j] === 0) expect(fates[i]).toBe(0);
          });
        });
      }),
    );
  });

  it('keeps every cap in examples, counted anew', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (rows, total) => {
        const { fates } = filled(
          rows,
          { caps: { source: 0.3, generation: { 2: 0.1 } }, unknown: 'synthetic' },
          total,
        );
        const chosen = rows.filter((_, i) => fates[i] === 0);
        for (const name of ['a', 'b', 'c']) {
          expect(chosen.filter(({ source }) => source === name).length).toBeLessThanOrEqual(
            0.3 * total + 1e-6,
          );
        }
        expect(chosen.filter(({ generation }) => generation === 2).length).toBeLessThanOrEqual(
          0.1 * total + 1e-6,
        );
      }),
    );
  });
});

describe('amountsOf', () => {
  const anyUnit = fc.constantFrom<Unit>('examples', 'tokens');

  it('is what a fill takes, whatever the candidates, the policy and the sizes tried before', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 60 }),
        anyPolicy,
        anyUnit,
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 }),
        (rows, given, unit, totals) => {
          const candidates = candidatesOf(rows);
          const policy = { ...DEFAULT_POLICY, ...given };
          const admitted = admit(candidates, policy);
          for (const total of totals) {
            const { fates: _, ...taken } = fill(candidates, admitted, policy, { unit, total });
            expect(amountsOf(candidates, admitted, policy, { unit, total })).toEqual(taken);
          }
        },
      ),
    );
  });

  it('forgets the caps of a policy when it is asked about another', () => {
    const candidates = candidatesOf(human(10, { source: 'a' }));
    const admitted = admit(candidates, DEFAULT_POLICY);
    const examples = (caps: Policy['caps']) =>
      amountsOf(candidates, admitted, { ...DEFAULT_POLICY, caps }, { unit: 'examples', total: 10 }).human
        .examples;
    expect([examples({ source: 0.2 }), examples({ source: 0.5 }), examples({})]).toEqual([2, 5, 10]);
  });
});
