import { Readable } from 'node:stream';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRows, encodeBatch, STREAM_END, STREAM_START, wordsOf } from './arrow.ts';
import type { WireRow } from './wire-row.ts';

const row = (given: Partial<WireRow>): WireRow => ({ kind: 'block', shard: 0, meta: null, ...given });

async function decoded(bytes: Uint8Array): Promise<WireRow[]> {
  const rows: WireRow[] = [];
  for await (const one of decodeRows(Readable.from([bytes]))) rows.push(one);
  return rows;
}

function stream(...batches: readonly WireRow[][]): Buffer {
  return Buffer.concat([STREAM_START, ...batches.map(encodeBatch), STREAM_END]);
}

const wireRow = fc.record({
  kind: fc.constantFrom('block', 'rows', 'shard', 'naïve'),
  shard: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
  meta: fc.jsonValue(),
  data: fc.uint8Array({ maxLength: 200 }),
});

describe('an Arrow stream of wire rows', () => {
  it('gives back what was put in, however it is cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(wireRow, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
        async (batches) => {
          const rows = await decoded(stream(...batches));
          const expected = batches
            .flat()
            .map((one) => ({ ...one, meta: JSON.parse(JSON.stringify(one.meta)) }));
          expect(rows.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data!) }))).toEqual(
            expected.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data) })),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps the ends of records', async () => {
    const ends = Uint32Array.of(3, 2 ** 32 - 1);
    const [back] = await decoded(stream([row({ data: Uint8Array.of(1, 2, 3), ends })]));
    expect(back.ends).toEqual(ends);
  });

  it('leaves the ends out where there are none', async () => {
    expect((await decoded(stream([row({})])))[0]).not.toHaveProperty('ends');
  });

  it('is read by the library as any other stream', () => {
    const table = tableFromIPC(stream([row({ shard: 7 })], [row({ shard: 8 }), row({ shard: 9 })]));
    expect(table.numRows).toBe(3);
    expect([...table.getChild('shard')!]).toEqual([7, 8, 9]);
    expect(table.schema.fields.every(({ nullable }) => !nullable)).toBe(true);
  });

  it('throws where a row is cut', async () => {
    const bytes = stream([row({ data: new Uint8Array(1000) })]);
    await expect(decoded(bytes.subarray(0, bytes.length - 300))).rejects.toThrow();
  });

  it('throws where the bytes are something else', async () => {
    await expect(decoded(Buffer.from('GET / HTTP/1.1\r\n\r\n'.repeat(20)))).rejects.toThrow();
  });
});

describe('wordsOf', () => {
  it('reads words that begin at an odd place', () => {
    const bytes = Buffer.from([9, 1, 0, 0, 0, 0, 1, 0, 0]).subarray(1);
    expect(wordsOf(bytes)).toEqual(Uint32Array.of(1, 256));
  });
});
