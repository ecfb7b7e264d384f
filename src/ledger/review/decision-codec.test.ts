import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecisionBuilder, NO_DECISIONS } from './decision-builder.ts';
import { decodeTable, encodeTable, type StoredTable, TABLE_SCHEMA } from './decision-codec.ts';
import { DecisionTable } from './decision-table.ts';

const HEAD = { seq: 12, digest: '0a'.repeat(32) };

function tableOf(size: number): StoredTable {
  const builder = new DecisionBuilder();
  for (let i = 0; i < size; i++) {
    const seen = createHash('sha256').update(`${i}`).digest('hex');
    builder.set(`e${i}`, { decision: i % 2 ? 'accept' : 'relabel', origin: 'mixed', reviewer: 'z', seen });
  }
  return { head: HEAD, columns: builder.columns() };
}

const bytesOf = (table: StoredTable) => Buffer.concat(encodeTable(table));

/** The bytes with another first line. */
function withHeader(bytes: Buffer, change: object | string): Buffer {
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as object;
  const line = typeof change === 'string' ? change : JSON.stringify({ ...header, ...change });
  return Buffer.concat([Buffer.from(`${line}\n`), bytes.subarray(end + 1)]);
}

describe('a table in a file', () => {
  it('comes back with every decision, of any number', () => {
    for (const size of [0, 1, 7, 8, 9, 500]) {
      const table = tableOf(size);
      const read = decodeTable(bytesOf({ ...table, texts: '000000000012.texts' }))!;
      expect({ head: read.head, texts: read.texts }).toEqual({ head: HEAD, texts: '000000000012.texts' });
      const { slots: _, ...columns } = read.columns;
      const { slots: __, ...written } = table.columns;
      expect(columns).toEqual(written);
      const found = new DecisionTable(read.columns);
      for (let i = 0; i < size; i++)
        expect(found.find(`e${i}`, () => createHash('sha256').update(`${i}`).digest())?.origin).toBe('mixed');
    }
  });

  it('takes 39 bytes a decision after its first line', () => {
    const bytes = bytesOf(tableOf(100));
    expect(bytes.length - bytes.indexOf(10) - 1).toBe(3900);
  });

  it('names no texts where there are none', () => {
    expect(decodeTable(bytesOf({ head: HEAD, columns: NO_DECISIONS }))).not.toHaveProperty('texts');
  });

  it.each([
    ['a size below 0', { size: -1 }],
    ['a size that no memory holds', { size: 2 ** 50 }],
    ['a size of one more', { size: 21 }],
    ['a size of one less', { size: 19 }],
    ['a size that is no whole number', { size: 19.5 }],
    ['a size that is a text', { size: '20' }],
    ['no size', { size: undefined }],
    ['no head', { head: undefined }],
    ['a head of nothing', { head: null }],
    ['a head without a digest', { head: { seq: 1 } }],
    ['a head whose number is none', { head: { ...HEAD, seq: 'x' } }],
    ['texts elsewhere', { texts: '../../etc/passwd' }],
    ['texts that are no name', { texts: 7 }],
    ['another schema', { schema: `${TABLE_SCHEMA}0` }],
    ['another digest', { sha256: '0'.repeat(64) }],
    ['a line of null', 'null'],
    ['a line that is a list', '[]'],
    ['an empty line', ''],
    ['a line that is cut', '{"schema": "outcross'],
  ])('is no table where its first line has %s', (_, change) => {
    expect(decodeTable(withHeader(bytesOf(tableOf(20)), change))).toBeUndefined();
  });

  it('is no table where it is cut anywhere, or goes on', () => {
    const bytes = bytesOf(tableOf(9));
    for (let end = 0; end < bytes.length; end += 13)
      expect(decodeTable(bytes.subarray(0, end))).toBeUndefined();
    expect(decodeTable(bytes.subarray(0, bytes.length - 1))).toBeUndefined();
    expect(decodeTable(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
  });

  it('throws for no bytes at all, whatever they are', () => {
    const bytes = bytesOf(tableOf(3));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] ^= flip;
        const read = decodeTable(changed);
        // Only the head stands outside the digest and the size: the store is asked about it.
        if (read !== undefined) expect(read.columns.decision).toEqual(tableOf(3).columns.decision);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        expect(decodeTable(Buffer.from(noise))).toBeUndefined();
      }),
    );
  });
});
