import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUARD_KEYS, guardRows, lacking } from './guard-rows.ts';
import { heard, recordOf } from './kernels.test.support.ts';

const ORIGIN = { require: ['origin'], allowUnknown: false } as const;

describe('lacking', () => {
  it.each([
    [undefined, 'no origin'],
    [{ origin: 'unknown' }, 'its origin is stated to be unknown'],
    [{ origin: 'human' }, undefined],
    [{ origin: 'synthetic' }, undefined],
    [{ origin: 'mixed' }, undefined],
  ] as const)('asks where %j comes from', (provenance, message) => {
    expect(lacking(provenance, ORIGIN)).toBe(message);
  });

  it('takes unknown for an answer where it may be one, and silence never', () => {
    expect(lacking({ origin: 'unknown' }, { ...ORIGIN, allowUnknown: true })).toBeUndefined();
    expect(lacking(undefined, { ...ORIGIN, allowUnknown: true })).toBe('no origin');
  });

  it('asks model and generation of what models made, and of what may be', () => {
    const require = ['model', 'generation'] as const;
    expect(lacking({ origin: 'human' }, { require, allowUnknown: false })).toBeUndefined();
    expect(lacking({ origin: 'synthetic', model: 'm' }, { require, allowUnknown: false })).toBe(
      'no generation',
    );
    expect(lacking(undefined, { require, allowUnknown: false })).toBe('no model, no generation');
  });

  it('takes generation 0 for an answer and an empty word for none', () => {
    const require = ['generation', 'source'] as const;
    expect(
      lacking({ origin: 'synthetic', generation: 0, source: '' }, { require, allowUnknown: false }),
    ).toBe('no source');
  });

  it('names all that is lacking beside an unknown origin', () => {
    const require = ['origin', 'source', 'license'] as const;
    expect(lacking({ origin: 'unknown', source: 's' }, { require, allowUnknown: false })).toBe(
      'its origin is unknown, and it has no license',
    );
  });

  it('asks no less where more is asked for', () => {
    const origin = fc.constantFrom('human', 'synthetic', 'mixed', 'unknown') as fc.Arbitrary<'human'>;
    const provenance = fc.record(
      { origin, source: fc.string(), model: fc.string(), generation: fc.nat(), license: fc.string() },
      { requiredKeys: ['origin'] },
    );
    const some = fc.subarray([...GUARD_KEYS]);
    fc.assert(
      fc.property(provenance, some, some, (stated, few, more) => {
        const both = GUARD_KEYS.filter((key) => few.includes(key) || more.includes(key));
        if (lacking(stated, { require: both, allowUnknown: false }) !== undefined) return;
        expect(lacking(stated, { require: few, allowUnknown: false })).toBeUndefined();
      }),
    );
  });
});

describe('guardRows', () => {
  it('tells of the rows that it refuses, counts all, and writes none', () => {
    const records = [recordOf({ provenance: { origin: 'human' } }, 1), recordOf({}, 2), recordOf({}, 3)];
    const { out, summary } = heard(guardRows(ORIGIN), records);
    expect(summary).toEqual({ records: 3, refused: 2 });
    expect(out.notes.map(({ id, message }) => `${message}: ${id}`)).toEqual([
      'no origin: provenance.lacking',
      'no origin: provenance.lacking',
    ]);
    expect(out.written).toEqual([]);
  });
});
