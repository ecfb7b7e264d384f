import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVIDENCE, ORIGINS } from '../../corpus/example.ts';
import { COUNT_KEYS, type Counted, Tally } from './counts.ts';

const counted = fc.record(
  {
    origin: fc.constantFrom(...ORIGINS),
    source: fc.constantFrom('press', 'lore', '__proto__'),
    model: fc.constantFrom('m1', 'm2'),
    generation: fc.nat(3),
    evidence: fc.constantFrom(...EVIDENCE),
  },
  { requiredKeys: ['origin'] },
) as fc.Arbitrary<Counted>;
const examples = fc.array(fc.tuple(counted, fc.nat(50)), { maxLength: 60 });

function tallied(list: readonly (readonly [Counted, number])[]): Tally {
  const tally = new Tally();
  for (const [example, tokens] of list) tally.add(example, tokens);
  return tally;
}

describe('Tally', () => {
  it('counts every example once by every key', () => {
    fc.assert(
      fc.property(examples, (list) => {
        const counts = tallied(list).counts();
        expect(counts.examples).toBe(list.length);
        for (const key of COUNT_KEYS) {
          const rows = counts[key];
          expect(rows.reduce((sum, row) => sum + row.examples, 0)).toBe(list.length);
          expect(rows.reduce((sum, row) => sum + row.tokens, 0)).toBe(counts.tokens);
          expect(rows.every((row, i) => i === 0 || rows[i - 1].examples >= row.examples)).toBe(true);
        }
      }),
    );
  });

  it('gives the same counts however a set was cut, and in whichever order the parts came', () => {
    fc.assert(
      fc.property(examples, fc.nat(60), (list, at) => {
        const joined = new Tally();
        joined.merge(structuredClone(tallied(list.slice(at)).plain()));
        joined.merge(tallied(list.slice(0, at)).plain());
        expect(joined.counts()).toEqual(tallied(list).counts());
      }),
    );
  });

  it('counts human data as generation 0, and other data that does not say as unknown', () => {
    const { byGeneration } = tallied([
      [{ origin: 'human' }, 2],
      [{ origin: 'synthetic' }, 3],
      [{ origin: 'synthetic', generation: 1e12 }, 4],
    ]).counts();
    expect(byGeneration).toEqual([
      { examples: 1, tokens: 3 },
      { value: '0', examples: 1, tokens: 2 },
      { value: '2147483647', examples: 1, tokens: 4 },
    ]);
  });

  it('says what each kind of evidence said', () => {
    const { byEvidence } = tallied([
      [{ origin: 'synthetic', evidence: 'watermark' }, 1],
      [{ origin: 'synthetic', evidence: 'watermark' }, 1],
      [{ origin: 'human' }, 1],
    ]).counts();
    expect(byEvidence).toEqual([
      { value: 'watermark', origin: 'synthetic', examples: 2, tokens: 2 },
      { origin: 'human', examples: 1, tokens: 1 },
    ]);
  });
});
