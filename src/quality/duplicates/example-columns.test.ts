import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { ORIGINS } from '../../corpus/example.ts';
import { ExampleColumns } from './example-columns.ts';
import type { Fingerprint } from './fingerprint.ts';

const fingerprint = (id: string, origin: number, generation: number, length: number): Fingerprint => ({
  id: new TextEncoder().encode(id),
  origin,
  generation,
  length,
  exactHi: 0,
  exactLo: 0,
  near: false,
  keys: new Uint32Array(0),
  lanes: new Uint8Array(0),
  extra: new Uint8Array(0),
});

const anyExample = fc.record({
  id: fc.string({ unit: 'grapheme', maxLength: 12 }),
  origin: fc.nat(ORIGINS.length - 1),
  generation: fc.constantFrom(-1, 0, 1, 0x7fffffff),
  length: fc.constantFrom(0, 1, 0xffffffff),
  text: fc.nat(5),
});

describe('ExampleColumns', () => {
  it('gives back what was put in, past the first room of 256', () => {
    fc.assert(
      fc.property(
        fc.array(anyExample, { minLength: 0, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (some, times) => {
          const all = Array.from({ length: times }, () => some).flat();
          const columns = new ExampleColumns();
          for (const { id, origin, generation, length, text } of all) {
            columns.add(fingerprint(id, origin, generation, length), text);
          }
          expect(columns.length).toBe(all.length);
          all.forEach(({ id, origin, generation, length, text }, i) => {
            expect(columns.textOf(i)).toBe(text);
            expect(columns.idOf(i)).toBe(id);
            expect({ ...columns.candidate(i) }).toEqual({
              origin: ORIGINS[origin],
              generation: generation < 0 ? undefined : generation,
              length,
              id,
            });
          });
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('copies the id: the bytes of a fingerprint are used again for the next', () => {
    const columns = new ExampleColumns();
    const first = fingerprint('aaa', 0, 0, 1);
    columns.add(first, 0);
    first.id.fill(98);
    columns.add(first, 0);
    expect([columns.idOf(0), columns.idOf(1)]).toEqual(['aaa', 'bbb']);
  });
});
