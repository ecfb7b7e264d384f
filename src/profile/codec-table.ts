import { OutcrossError } from '../base/errors.ts';
import { BLOCKS, TypeTable } from '../sketch/type-table.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';

/**
 * A type sample in columns: per type the step of its `hi` lane, its `lo` lane and the number of its blocks; per pair the
 * step to the block, the count, and how far the document count stays below it.
 */
export function encodeTable(out: ByteWriter, table: TypeTable): void {
  const { shift, hi, lo, start, block, count, documents, positions } = table.columns;
  out.varint(shift);
  for (const n of positions) out.varint(n);
  out.varint(hi.length);
  out.varint(block.length);
  let previous = 0;
  for (let t = 0; t < hi.length; t++) {
    out.varint(hi[t] - previous);
    out.uint32(lo[t]);
    out.varint(start[t + 1] - start[t]);
    previous = hi[t];
    let before = 0;
    for (let p = start[t]; p < start[t + 1]; p++) {
      out.varint(block[p] - before);
      out.varint(count[p]);
      out.varint(count[p] - documents[p]);
      before = block[p];
    }
  }
}

/** Reads `encodeTable`'s bytes. Throws `E_PROFILE` where they are damaged. */
export function decodeTable(input: ByteReader, order: number, budget: number): TypeTable {
  const shift = input.varint();
  const positions = Float64Array.from({ length: BLOCKS }, () => input.varint());
  const types = input.countOf(9);
  const pairs = input.countOf(3);
  const columns = {
    order,
    budget,
    shift,
    positions,
    hi: new Uint32Array(types),
    lo: new Uint32Array(types),
    start: new Uint32Array(types + 1),
    block: new Uint8Array(pairs),
    count: new Uint32Array(pairs),
    documents: new Uint32Array(pairs),
  };
  let hi = 0;
  let p = 0;
  for (let t = 0; t < types; t++) {
    hi += input.varint();
    columns.hi[t] = hi;
    columns.lo[t] = input.uint32();
    columns.start[t] = p;
    const end = p + input.varint();
    if (end > pairs) throw damaged();
    let block = 0;
    for (; p < end; p++) {
      block += input.varint();
      if (block >= BLOCKS) throw damaged();
      columns.block[p] = block;
      columns.count[p] = input.varint();
      columns.documents[p] = columns.count[p] - input.varint();
    }
  }
  if (p !== pairs || hi > 0xffffffff) throw damaged();
  columns.start[types] = p;
  return new TypeTable(columns);
}

function damaged(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'a type sample of the profile is damaged', { hint: 'Make the profile anew.' });
}
