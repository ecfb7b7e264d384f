import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { ColumnShape } from './column-shape.ts';
import type { Row } from './fields.ts';
import { parquet, scratch } from './fixtures.test.support.ts';
import { parquetRows } from './parquet-table.ts';

const disk = scratch();

async function* each(rows: readonly Row[]) {
  yield* rows;
}

async function file(rows: readonly Row[], like: readonly string[] = []): Promise<ArrayBuffer> {
  const columns = new Map<string, ColumnShape>();
  for (const [name, value] of rows.flatMap((row) => Object.entries(row))) {
    const shape = columns.get(name) ?? new ColumnShape();
    columns.set(name, shape);
    shape.observe(value);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of parquetRows(each(rows), columns, like)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces)).buffer;
}

const read = async (rows: readonly Row[], like?: readonly string[]) =>
  parquetReadObjects({ file: await file(rows, like) });

describe('parquetRows', () => {
  it('is read by the reader of the format as the rows that were written, null where a row lacks a field', async () => {
    const value = fc.record(
      {
        text: fc.string({ unit: 'grapheme' }),
        share: fc
          .double({ noNaN: true })
          .map((x) => x + 0.5)
          .filter((x) => !Number.isInteger(x)),
        ok: fc.boolean(),
        tags: fc.array(fc.string(), { minLength: 1 }),
      },
      { requiredKeys: ['text'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 12 }), async (rows) => {
        const names = new Set(rows.flatMap((row) => Object.keys(row)));
        const whole = rows.map((row) =>
          Object.fromEntries([...names].map((name) => [name, (row as Row)[name] ?? null])),
        );
        const got = (await read(rows)).map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, held]) => [name, held ?? null])),
        );
        expect(got).toEqual(whole);
      }),
      { numRuns: runs(60) },
    );
  });

  it('is a Parquet file of no row where there is none', async () => {
    expect(await read([])).toEqual([]);
  });

  it('gives a column no type of the files it came from where these contradict each other', async () => {
    const [one, two] = (['INT32', 'DOUBLE'] as const).map((type) =>
      disk.write(`${type}.parquet`, parquet([{ name: 'n', data: [1], type }])),
    );
    expect(await read([{ n: 1 }], [one])).toEqual([{ n: 1 }]);
    expect(await read([{ n: 1 }], [one, one])).toEqual([{ n: 1 }]);
    expect(await read([{ n: 1 }], [one, two])).toEqual([{ n: 1n }]);
  });

  it('keeps whole numbers up to 2^64, and writes as text what no column of numbers holds', async () => {
    const rows = [{ n: 2n ** 64n - 1n }, { n: 0 }, { n: 2n ** 53n + 1n }];
    expect(await read(rows)).toEqual([{ n: 2n ** 64n - 1n }, { n: 0n }, { n: 2n ** 53n + 1n }]);
    expect(await read([{ n: 2n ** 64n - 1n }, { n: -1 }])).toEqual([
      { n: '18446744073709551615' },
      { n: -1 },
    ]);
    expect(await read([{ n: 2n ** 63n - 1n }, { n: -(2n ** 63n) }])).toEqual([
      { n: 2n ** 63n - 1n },
      { n: -(2n ** 63n) },
    ]);
  });

  it('names the file that it was to be like, where that is none', async () => {
    const path = disk.write('no.parquet', 'x'.repeat(50));
    await expect(read([{ n: 1 }], [path])).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});
