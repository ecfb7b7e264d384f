import fc from 'fast-check';
import type { Policy } from './form.ts';

/** What ships. */
export const POLICY: Policy = {
  mode: 'accumulate',
  size: 'all',
  human: { minimum: 0.3 },
  caps: {},
  unknown: 'exclude',
  tail: { minimum: 0 },
  earned: 1,
  weights: 'auto',
  order: 'shuffled',
  seed: 1,
};

const thousandths = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const name = fc.string({ minLength: 1, maxLength: 8 });
const cap = fc.oneof(
  thousandths,
  fc.dictionary(name, thousandths, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
);
const whole = fc.integer({ min: 1, max: 1e9 });

const shares = fc
  .tuple(fc.array(thousandths, { minLength: 3, maxLength: 3 }), fc.boolean())
  .map(([some, isExact]) => {
    const [low, middle, high] = some.sort((a, b) => a - b);
    return isExact
      ? { human: { minimum: middle, share: high }, tail: low }
      : { human: { minimum: middle }, tail: high };
  });

/** Policies that the rules do not forbid. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    shares,
    size: fc.oneof(
      fc.constant('all' as const),
      whole.map((examples) => ({ examples })),
      whole.map((tokens) => ({ tokens })),
    ),
    caps: fc.record(
      { source: cap, model: cap, generation: cap },
      { requiredKeys: [], noNullPrototype: true },
    ),
    deepest: fc.option(fc.integer({ min: 0, max: 99 })),
    unknown: fc.constantFrom('exclude' as const, 'synthetic' as const),
    earned: fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000),
    weights: fc.oneof(fc.constantFrom('none' as const, 'optimal' as const, 'auto' as const), thousandths),
    order: fc.constantFrom('shuffled' as const, 'input' as const),
    seed: fc.oneof(fc.integer(), name),
    replaces: fc.boolean(),
  })
  .map(({ shares: { human, tail }, deepest, replaces, ...rest }) => ({
    ...rest,
    mode: replaces && human.minimum > 0 ? 'replace' : 'accumulate',
    human,
    tail: { minimum: tail },
    ...(deepest === null ? {} : { maxGeneration: deepest }),
  }));
