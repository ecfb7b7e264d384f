import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from './fields.ts';
import { framesEnd, RowsEncoder, rowsOf } from './rows-encoder.ts';

const example = { id: 'a', group: 'a', text: '' };

function encoded(rows: readonly Row[]): Uint8Array {
  const encoder = new RowsEncoder();
  for (const value of rows) encoder.add({ example, row: 1, value });
  return encoder.take()?.bytes ?? new Uint8Array(0);
}

describe('RowsEncoder', () => {
  it('keeps what JSON would not', () => {
    const row = { n: 2n ** 60n, at: new Date(5), raw: Uint8Array.of(1, 2), none: null, list: [1n, 'x'] };
    expect([...rowsOf(encoded([row]))]).toEqual([row]);
  });

  it('takes rows without a prototype, and changes', () => {
    const encoder = new RowsEncoder();
    const value = Object.assign(Object.create(null), { text: 'x' });
    encoder.add({ example, row: 1, value }, { fields: { n: 1 } });
    expect([...rowsOf(encoder.take()!.bytes)]).toEqual([{ text: 'x', n: 1 }]);
    expect(encoder.take()).toBeUndefined();
  });

  it('can be cut anywhere: whole frames first, the rest with what follows', () => {
    const rows = fc.array(fc.dictionary(fc.string(), fc.string()), { maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.nat(400), (list, cut) => {
        const plain = list.map((row) => ({ ...row }));
        const bytes = encoded(plain);
        const end = framesEnd(bytes.subarray(0, Math.min(cut, bytes.length)));
        expect(end).toBeLessThanOrEqual(cut);
        expect([...rowsOf(bytes.subarray(0, end)), ...rowsOf(bytes.subarray(end))]).toEqual(plain);
        expect(framesEnd(bytes)).toBe(bytes.length);
      }),
    );
  });
});
