import type { ByteReader, ByteWriter } from '../base/bytes.ts';
import { OutcrossError } from '../base/errors.ts';
import { BLOCKS, limitOf, TypeTable } from './type-table.ts';

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
  const shift = input.atMost(32);
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
  const limit = limitOf(shift);
  let hi = 0;
  let p = 0;
  for (let t = 0; t < types; t++) {
    hi += input.varint();
    if (hi >= limit) throw damaged();
    columns.hi[t] = hi;
    columns.lo[t] = input.uint32();
    columns.start[t] = p;
    if (t > 0 && hi === columns.hi[t - 1] && columns.lo[t] <= columns.lo[t - 1]) throw damaged();
    const end = p + input.varint();
    if (end === p || end > pairs) throw damaged();
    p = decodePairs(input, columns, p, end);
  }
  if (p !== pairs) throw damaged();
  columns.start[types] = p;
  return new TypeTable(columns);
}

/** Reads the pairs [from, end) of one type; returns `end`. */
function decodePairs(
  input: ByteReader,
  columns: Pick<TypeTable['columns'], 'block' | 'count' | 'documents'>,
  from: number,
  end: number,
): number {
  let block = -1;
  for (let p = from; p < end; p++) {
    const step = input.varint();
    if (p > from && step === 0) throw damaged();
    block = p === from ? step : block + step;
    if (block >= BLOCKS) throw damaged();
    columns.block[p] = block;
    const count = input.atMost(0xffffffff);
    const fewer = input.varint();
    if (fewer >= count) throw damaged();
    columns.count[p] = count;
    columns.documents[p] = count - fewer;
  }
  return end;
}

function damaged(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'a type sample of the profile is damaged', {
    hint: 'Make the profile anew.',
  });
}
