import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORIGINS } from '../../corpus/example.ts';
import { type Candidate, KEEP_RULES, type KeepRule, keepOrder } from './keep.ts';
import { keepKey } from './keep-key.ts';

/** Strings of few units, so that many are equal, or the beginning of another; with units below and above surrogates, and 0. */
const anyId = fc
  .array(fc.constantFrom('a', 'b', '\0', '\u0001', '\u{1f600}', '\ud83d', '\uffff', '\ufb01'), {
    maxLength: 4,
  })
  .map((units) => units.join(''));

const anyCandidate: fc.Arbitrary<Candidate> = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  generation: fc.constantFrom(undefined, 0, 1, 255, 256, 0x7fffffff),
  length: fc.constantFrom(0, 1, 255, 256, 70_000, 0xffffffff),
  id: anyId,
});

const anyRules = fc.shuffledSubarray([...KEEP_RULES], { minLength: 1 });

const byKey = (a: Candidate, b: Candidate, rules: readonly KeepRule[]) =>
  Math.sign(Buffer.compare(keepKey(a, rules), keepKey(b, rules)));

describe('keepKey', () => {
  it('orders bytes as the rules order candidates, whichever they are', () => {
    fc.assert(
      fc.property(anyCandidate, anyCandidate, anyRules, (a, b, rules) => {
        expect(byKey(a, b, rules)).toBe(Math.sign(keepOrder(rules)(a, b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('goes by UTF-16 units, as the rules do, where UTF-8 would go the other way', () => {
    const [low, high] = ['\u{1f600}', '\ufb01'].map((id) => ({
      origin: 'human' as const,
      generation: undefined,
      length: 1,
      id,
    }));
    expect(Buffer.compare(Buffer.from(low.id), Buffer.from(high.id))).toBe(1);
    expect(byKey(low, high, ['id'])).toBe(-1);
  });

  it('lets a rule after the id decide only between equal ids', () => {
    const one = { origin: 'human' as const, generation: 1, length: 9, id: 'a' };
    expect(byKey(one, { ...one, id: 'a\0', length: 1 }, ['id', 'shortest'])).toBe(-1);
    expect(byKey(one, { ...one, length: 1 }, ['id', 'shortest'])).toBe(1);
  });

  it('applies the default rules where none are given', () => {
    const one = { origin: 'mixed' as const, generation: undefined, length: 3, id: 'x' };
    expect(keepKey(one)).toEqual(keepKey(one, ['human', 'earliest', 'longest', 'id']));
  });
});
