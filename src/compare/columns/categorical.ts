import { categoryKey } from '../../features/columns/column-facet.ts';
import { BLOCKS, type TypeColumns, TypeTable } from '../../sketch/type-table.ts';
import { align } from '../align.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { Presence } from '../presence.ts';
import { commonExamples, leaveEachOut, type Subject } from '../subject.ts';
import { walkByBlock } from '../walk.ts';
import { tableOf } from './table-columns.ts';

/** A category is attested where at least this many rows of the human table hold it. */
const ATTESTED = 2;

/** The categories of one column: types of a table, at a share of the types that is the same for all subjects. */
export function categoriesOf(subject: Subject, column: string, shift: number): TypeColumns {
  const facet = tableOf(subject.profile)!;
  const { columns } = facet.categories.sink(shift);
  const mine = (t: number) => facet.labels.get(categoryKey(columns.hi[t], columns.lo[t]))?.column === column;
  return ofTypes(columns, mine);
}

function ofTypes(from: TypeColumns, wanted: (type: number) => boolean): TypeColumns {
  const types = [...from.hi.keys()].filter(wanted);
  const pairs = types.flatMap((t) =>
    Array.from({ length: from.start[t + 1] - from.start[t] }, (_, k) => from.start[t] + k),
  );
  const start = new Uint32Array(types.length + 1);
  types.forEach((t, i) => {
    start[i + 1] = start[i] + from.start[t + 1] - from.start[t];
  });
  return new TypeTable({
    ...from,
    hi: Uint32Array.from(types, (t) => from.hi[t]),
    lo: Uint32Array.from(types, (t) => from.lo[t]),
    start,
    block: Uint8Array.from(pairs, (p) => from.block[p]),
    count: Uint32Array.from(pairs, (p) => from.count[p]),
    documents: Uint32Array.from(pairs, (p) => from.documents[p]),
  }).columns;
}

/** Share of the human table's attested categories that the common number of the subject's rows is expected to hold. */
export function coverage(human: TypeColumns, subject: Subject, own: TypeColumns): Estimate | undefined {
  const { aligned, partner } = align(human, own);
  const attested = [...partner.keys()].filter((t) => aligned.documents[t] >= ATTESTED);
  if (attested.length === 0) return undefined;
  const presence = new Presence(subject.examples, commonExamples(subject));
  const found = new Float64Array(own.hi.length).fill(-1);
  let seen = 0;
  for (const t of attested) {
    seen += presence.of(aligned.found[t]);
    if (partner[t] >= 0) found[partner[t]] = aligned.found[t];
  }
  const walk = walkByBlock(own);
  const without = leaveEachOut(subject.profile, (block) => {
    let left = seen;
    for (let at = walk.offsets[block]; at < walk.offsets[block + 1]; at++) {
      const held = found[walk.type[at]];
      if (held >= 0) left += presence.of(held - own.documents[walk.pair[at]]) - presence.of(held);
    }
    return left / attested.length;
  });
  // Chances to be seen move with single rows, not with whole categories.
  return estimate(seen / attested.length, 0.5 / Math.max(1, subject.examples), without);
}

/** Hill number of order 1 of a column's categories: as many equally common ones would be as hard to guess (Hill 1973). */
export function effectiveCategories(subject: Subject, own: TypeColumns): Estimate | undefined {
  const byBlock = new Float64Array(BLOCKS);
  const counts = new Float64Array(own.hi.length);
  for (let t = 0; t < counts.length; t++) {
    for (let p = own.start[t]; p < own.start[t + 1]; p++) {
      counts[t] += own.count[p];
      byBlock[own.block[p]] += own.count[p];
    }
  }
  const all = byBlock.reduce((a, b) => a + b, 0);
  if (all === 0) return undefined;
  const xlogx = (n: number) => (n > 0 ? n * Math.log(n) : 0);
  const sum = counts.reduce((a, n) => a + xlogx(n), 0);
  const hill = (s: number, n: number) => (n > 0 ? Math.exp(Math.log(n) - s / n) : Number.NaN);
  const walk = walkByBlock(own);
  const without = leaveEachOut(subject.profile, (block) => {
    let left = sum;
    for (let at = walk.offsets[block]; at < walk.offsets[block + 1]; at++) {
      const n = counts[walk.type[at]];
      left += xlogx(n - own.count[walk.pair[at]]) - xlogx(n);
    }
    return hill(left, all - byBlock[block]);
  });
  return estimate(hill(sum, all), 1e-3, without);
}
