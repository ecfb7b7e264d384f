import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { OutcrossError } from '../base/errors.ts';
import { candidatesOf, many, type Row } from './candidates.test.support.ts';
import { plan } from './plan.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import { readPolicy } from './read-policy.ts';
import type { Remedy } from './remedies.ts';

const human = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'human', generation: 0, ...more });
const made = (n: number, more: Partial<Row> = {}) => many(n, { origin: 'synthetic', generation: 1, ...more });
const planOf = (rows: readonly Row[], policy: Policy) => plan(candidatesOf(rows), policy);

function remediesOf(rows: readonly Row[], given: Partial<Policy>): Record<string, Remedy> {
  const made = planOf(rows, { ...DEFAULT_POLICY, ...given });
  if (made.possible) throw new Error('the plan is possible');
  return Object.fromEntries(made.remedies.map((remedy) => [remedy.rule, remedy]));
}

/** The policy, and the rows, as a remedy would have them. */
function followed(
  rows: readonly Row[],
  policy: Policy,
  { rule, value }: Remedy,
): { rows: readonly Row[]; policy: Policy } {
  if (rule === 'size') return { rows, policy: { ...policy, size: { examples: value } } };
  if (rule === 'human.minimum')
    return { rows, policy: { ...policy, human: { ...policy.human, minimum: value } } };
  if (rule === 'human.share')
    return { rows, policy: { ...policy, human: { ...policy.human, share: value } } };
  if (rule === 'tail.minimum') return { rows, policy: { ...policy, tail: { minimum: value } } };
  if (rule === 'caps') return { rows, policy: { ...policy, caps: {} } };
  return { rows: [...rows, ...human(value)], policy };
}

describe('remedies', () => {
  it('offer none where nothing can be mixed at all', () => {
    expect(planOf([], DEFAULT_POLICY)).toMatchObject({ possible: false, remedies: [] });
  });

  it('ask for as many human examples as the size lacks, where no share is named', () => {
    const { human: more } = remediesOf([...human(10), ...made(10)], {
      size: { examples: 100 },
      human: { minimum: 0.3 },
    });
    // Twenty would do for the minimum, and leave the mix sixty short of its size.
    expect(more).toMatchObject({ value: 80, text: '80 more human examples' });
  });

  it('do not ask for more human examples where synthetic ones are what a share lacks', () => {
    const found = remediesOf([...human(10), ...made(10)], {
      size: { examples: 100 },
      human: { minimum: 0.1, share: 0.5 },
    });
    expect(found).not.toHaveProperty('human');
    expect(found['size'].value).toBe(20);
  });

  it('ask for no share below its own minimum, which no policy may declare', () => {
    // The few human examples are long: their share of tokens is kept at any share of examples.
    const rows = [...human(10, { tokens: 1000 }), ...made(500)];
    const found = remediesOf(rows, { size: { examples: 100 }, human: { minimum: 0.3, share: 0.5 } });
    expect(found).not.toHaveProperty('human.share');
    const lower = remediesOf(rows, { size: { examples: 100 }, human: { minimum: 0.05, share: 0.5 } });
    expect(lower['human.share'].value).toBeGreaterThanOrEqual(0.05);
    expect(lower['human.share'].value).toBeLessThanOrEqual(0.105);
  });

  it('leave a floor of human data where the mode is replace', () => {
    const given = { mode: 'replace' as const, size: { examples: 10 }, human: { minimum: 0.5 } };
    expect(remediesOf(made(20), given)).not.toHaveProperty('human.minimum');
    expect(remediesOf([...human(1), ...made(20)], given)['human.minimum'].value).toBe(0.1);
    expect(remediesOf(made(20), { ...given, mode: 'accumulate' })['human.minimum'].value).toBe(0);
  });

  it('offer no caps only where they are what stands in the way', () => {
    const given = { size: { examples: 20 }, human: { minimum: 0 }, caps: { source: 0.1 } };
    expect(remediesOf([...human(10), ...made(100, { source: 'only' })], given)).toHaveProperty('caps');
    expect(remediesOf([...human(10), ...made(3, { source: 'only' })], given)).not.toHaveProperty('caps');
  });

  it('lower a tail quota to what carriers there are', () => {
    const rows = [...human(40), ...human(3, { tail: 1 }), ...made(100)];
    const found = remediesOf(rows, { size: { examples: 60 }, tail: { minimum: 0.2 } });
    expect(found['tail.minimum']).toMatchObject({ value: 0.05, text: 'tail.minimum of 0.05' });
    expect(found).not.toHaveProperty('human');
  });

  it('do, each alone, what they promise, and may be declared', () => {
    const share = fc.integer({ min: 0, max: 20 }).map((k) => k / 20);
    const anyRow: fc.Arbitrary<Row> = fc.record({
      origin: fc.constantFrom('human', 'synthetic'),
      source: fc.constantFrom('', 'a', 'b'),
      generation: fc.integer({ min: 0, max: 2 }),
      tail: fc.integer({ min: 0, max: 1 }),
    });
    const anyPolicy: fc.Arbitrary<Partial<Policy>> = fc.record({
      mode: fc.constantFrom('accumulate' as const, 'replace' as const),
      size: fc.record({ examples: fc.integer({ min: 1, max: 60 }) }),
      human: fc.tuple(share, share).map(([a, b]) => ({
        minimum: Math.max(0.05, Math.min(a, b)),
        ...(a > 0.5 ? { share: Math.max(0.05, a, b) } : {}),
      })),
      tail: fc.constantFrom({ minimum: 0 }, { minimum: 0.05 }),
      caps: fc.constantFrom<Policy['caps']>({}, {}, { source: 0.5 }),
    });
    let proposed = 0;
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 50 }), anyPolicy, (rows, given) => {
        const policy = { ...DEFAULT_POLICY, ...given };
        for (const remedy of planOf(rows, policy).remedies) {
          const after = followed(rows, policy, remedy);
          expect(planOf(after.rows, after.policy).possible, JSON.stringify(remedy)).toBe(true);
          const { mode, human: rules, tail } = after.policy;
          expect(() => readPolicy({ mode, human: rules, tail })).not.toThrow(OutcrossError);
          proposed++;
        }
      }),
      { numRuns: runs(300) },
    );
    expect(proposed).toBeGreaterThan(runs(100));
  });
});
