import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Example } from '../../corpus/example.ts';
import { ColumnsBuilder } from './column-builder.ts';
import { decodeColumns, encodeColumns } from './column-codec.ts';
import { type ColumnsFacet, emptyColumns } from './column-facet.ts';

type Cells = NonNullable<Example['columns']>;

function facetOf(...rows: readonly Cells[]): ColumnsFacet {
  const builder = new ColumnsBuilder();
  const examples = rows.map((columns, i): Example => ({ id: `r${i}`, group: 'g', text: '', columns }));
  builder.add(
    examples,
    Uint8Array.from(rows, (_, i) => (i * 21) % 64),
  );
  return builder.finish();
}

const small = facetOf(
  { x: 1.5, colour: 'red', wild: Number.NEGATIVE_INFINITY },
  { x: -0, colour: 'blå 😀', wild: null },
  { x: 'three', ['__proto__']: 'a' },
);
const stored = encodeColumns(small);

/** The facet, or the code of the error. */
function read(bytes: Uint8Array): ColumnsFacet | string {
  try {
    return decodeColumns(bytes);
  } catch (error) {
    return error instanceof OutcrossError ? error.code : String(error);
  }
}

describe('decodeColumns', () => {
  it('gives back every cell that was kept', () => {
    const { columns, rows, labels } = decodeColumns(stored);
    expect([...columns.keys()]).toEqual([...small.columns.keys()]);
    expect(columns.get('x')).toEqual(small.columns.get('x'));
    expect(rows).toEqual(small.rows);
    expect([...labels.values()].map(({ column, label }) => `${column}=${label}`).sort()).toEqual(
      ['__proto__=a', 'colour=blå 😀', 'colour=red', 'x=three'].sort(),
    );
    expect(decodeColumns(encodeColumns(emptyColumns()))).toEqual(emptyColumns());
  });

  it('keeps numbers to the last bit', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 10 }), (values) => {
        const { rows } = decodeColumns(encodeColumns(facetOf(...values.map((x) => ({ x })))));
        const sorted = (of: readonly number[]) => [...of].sort((a, b) => a - b);
        // Minus zero was made zero when it came in.
        expect(sorted(rows.map((row) => row.values.get('x')!))).toEqual(sorted(values.map((x) => x + 0)));
      }),
    );
  });

  it('says E_PROFILE wherever the bytes were cut', () => {
    for (let end = 0; end < stored.length; end++) {
      expect(read(stored.subarray(0, end)), `cut at ${end}`).toBe('E_PROFILE');
    }
  });

  it('reads something or says E_PROFILE, whichever byte was changed', () => {
    const place = fc.nat(stored.length - 1);
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = stored.slice();
        damaged[at] ^= change;
        const found = read(damaged);
        if (typeof found === 'string') expect(found).toBe('E_PROFILE');
        // What could be read can be written: no key is lost on the way.
        else expect(() => encodeColumns(found)).not.toThrow();
      }),
      { numRuns: runs(400) },
    );
  });

  it('allocates nothing by a count that the bytes cannot hold', () => {
    const huge = Uint8Array.from([0x80, 0x02, ...new Array(20).fill(0xff)]);
    expect(read(huge)).toBe('E_PROFILE');
    expect(read(Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0x7f]))).toBe('E_PROFILE');
    expect(read(Uint8Array.from([0, 0xff, 0xff, 0xff, 0x7f]))).toBe('E_PROFILE');
  });
});

describe('encodeColumns', () => {
  it('does not depend on the order in which columns were met', () => {
    const [one, other] = [facetOf({ a: 1, b: 'x', c: 2 }), facetOf({ c: 2, b: 'x', a: 1 })];
    expect(Buffer.from(encodeColumns(other)).equals(Buffer.from(encodeColumns(one)))).toBe(true);
  });

  it('tells a cell that is nothing from one that is 0, empty or not there', () => {
    const tables: Cells[] = [{ a: 0 }, { a: null }, { a: '' }, {}, { a: Number.POSITIVE_INFINITY }];
    const bytes = tables.map((cells) => Buffer.from(encodeColumns(facetOf(cells))).toString('hex'));
    expect(new Set(bytes).size).toBe(tables.length);
  });
});
