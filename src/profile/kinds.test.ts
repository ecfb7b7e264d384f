import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { example, profileOf } from '../../test/oracles/corpus.ts';
import type { Provenance } from '../corpus/example.ts';
import { encodeProfile } from './codec.ts';
import { MOST_KINDS, provenanceKey, settleKinds } from './kinds.ts';
import { mergeProfiles } from './profile.ts';

const few = (prefix: string, most: number) =>
  fc.option(
    fc.nat(most).map((n) => `${prefix}${n}`),
    { nil: undefined },
  );
const provenance: fc.Arbitrary<Provenance> = fc.record(
  {
    origin: fc.constantFrom('human', 'synthetic', 'mixed', 'unknown'),
    source: fc.oneof(few('s', 200), fc.constant('*')),
    model: few('m', 3),
    generation: fc.option(fc.nat(40), { nil: undefined }),
    license: few('l', 2),
  },
  { requiredKeys: ['origin'] },
);

function countsOf(all: readonly (Provenance | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(provenanceKey(one), (counts.get(provenanceKey(one)) ?? 0) + 1);
  return counts;
}

function add(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> {
  const sum = new Map(a);
  for (const [key, n] of b) sum.set(key, (sum.get(key) ?? 0) + n);
  return sum;
}

const plain = (counts: ReadonlyMap<string, number>) => Object.fromEntries([...counts].sort());
const originsOf = (counts: ReadonlyMap<string, number>) => {
  const origins = new Map<string, number>();
  for (const [key, n] of counts) origins.set(JSON.parse(key)[0], (origins.get(JSON.parse(key)[0]) ?? 0) + n);
  return plain(origins);
};

describe('provenanceKey', () => {
  it('names origin, source, model, generation and licence, and null where one is not given', () => {
    expect(provenanceKey(undefined)).toBe('["unknown",null,null,null,null]');
    expect(provenanceKey({ origin: 'unknown' })).toBe('["unknown",null,null,null,null]');
    expect(provenanceKey({ license: 'MIT', generation: 0, model: 'm', source: 's', origin: 'mixed' })).toBe(
      '["mixed","s","m",0,"MIT"]',
    );
  });

  it('keeps apart what is given and what is not', () => {
    const keys = [
      { source: '' },
      { source: 'null' },
      { model: 's' },
      { license: 's' },
      { source: 's' },
      {},
    ].map((p) => provenanceKey({ origin: 'human', ...p }));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('settleKinds', () => {
  const most = 64;

  it('changes nothing where few kinds are met', () => {
    const counts = countsOf([{ origin: 'human', source: 'a' }, { origin: 'human', source: 'b' }, undefined]);
    expect(settleKinds(counts, most)).toEqual(counts);
  });

  it('gives up sources first, and keeps models and generations apart', () => {
    const many = Array.from({ length: 500 }, (_, i): Provenance => {
      return {
        origin: 'synthetic',
        source: `https://example.org/${i}`,
        model: `m${i % 2}`,
        generation: i % 3,
      };
    });
    const settled = settleKinds(countsOf(many), most);
    expect(settled.size).toBe(6);
    expect(settled.get('["synthetic","*","m0",0,null]')).toBe(84);
  });

  it('keeps to its bound, and the count of each origin', () => {
    fc.assert(
      fc.property(fc.array(provenance, { maxLength: 400 }), (all) => {
        const settled = settleKinds(countsOf(all), most);
        expect(settled.size).toBeLessThanOrEqual(most);
        expect(originsOf(settled)).toEqual(originsOf(countsOf(all)));
      }),
      { numRuns: runs(50) },
    );
  });

  it('gives the same whether parts were settled before or not, in any order', () => {
    const part = fc.array(provenance, { maxLength: 150 });
    fc.assert(
      fc.property(part, part, part, (x, y, z) => {
        const [a, b, c] = [x, y, z].map(countsOf);
        const settle = (counts: ReadonlyMap<string, number>) => settleKinds(counts, most);
        const whole = plain(settle(add(add(a, b), c)));
        expect(plain(settle(add(settle(add(settle(a), settle(b))), settle(c))))).toEqual(whole);
        expect(plain(settle(add(c, settle(add(b, a)))))).toEqual(whole);
        expect(plain(settle(settle(add(add(a, b), c))))).toEqual(whole);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('a profile of a source a document', () => {
  it('stays small, and is the same in one go or merged', () => {
    const all = Array.from({ length: 3 * MOST_KINDS }, (_, i) =>
      example(`${i}`, '', { provenance: { origin: 'human', source: `https://example.org/${i}` } }),
    );
    const whole = profileOf(all, { sampleTokens: 10 });
    expect([...whole.provenance]).toEqual([['["human","*",null,null,null]', all.length]]);
    const parts = [all.slice(0, MOST_KINDS), all.slice(MOST_KINDS)].map((part) =>
      profileOf(part, { sampleTokens: 10 }),
    );
    expect(parts[0].provenance.size).toBe(MOST_KINDS);
    expect(encodeProfile(mergeProfiles(parts[0], parts[1]))).toEqual(encodeProfile(whole));
  });
});
