import type { TypeColumns } from '../sketch/type-table.ts';
import { presenceCorrection } from './corrections.ts';
import { type Estimate, estimate, type LeftOut } from './estimate.ts';
import { Presence } from './presence.ts';
import { commonExamples, leaveEachOut, type Subject } from './subject.ts';
import { totals, walkByBlock } from './walk.ts';

/** Sum over a table's types of a weight that depends on the type's total, and the same with each block left out. */
interface BlockSums {
  readonly all: number;
  readonly left: LeftOut;
}

function mapLeft(left: LeftOut, change: (sum: number, block: number) => number): LeftOut {
  return { without: left.without.map(change), sizes: left.sizes };
}

/** The types that occur, as `weight` of their total (count or documents), summed, then summed without each block. */
function sumOver(
  subject: Subject,
  columns: TypeColumns,
  column: 'count' | 'documents',
  weight: (n: number) => number,
): BlockSums {
  const sums = totals(columns, column);
  let all = 0;
  for (const n of sums) all += weight(n);
  const walk = walkByBlock(columns);
  const values = columns[column];
  const left = leaveEachOut(subject.profile, (block) => {
    let sum = all;
    for (let at = walk.offsets[block]; at < walk.offsets[block + 1]; at++) {
      const n = sums[walk.type[at]];
      sum += weight(n - values[walk.pair[at]]) - weight(n);
    }
    return sum;
  });
  return { all, left };
}

/**
 * Distinct-n (Li et al. 2016): different n-grams over all n-grams, expected in the common number of examples. Order 0 gives
 * the share of examples that are not a copy of an earlier one. Undefined where the subject holds no n-gram of that length.
 */
export function distinct(subject: Subject, order: number): Estimate | undefined {
  const table = subject.tables.get(order)!;
  const { positions } = table.columns;
  const all = positions.reduce((a, b) => a + b, 0);
  if (all === 0) return undefined;
  const presence = new Presence(subject.examples, commonExamples(subject));
  const seen = sumOver(subject, table.columns, 'documents', (d) => presence.of(d));
  const correction = presenceCorrection(totals(table.columns, 'documents'), subject.fraction);
  // The share that is drawn once whole examples are counted: not quite the fraction asked for.
  const scale = subject.examples / (table.theta * commonExamples(subject));
  const left = mapLeft(seen.left, (sum, block) => (sum * scale) / (all - positions[block]));
  return estimate((seen.all * scale) / all, 0.5 / all, left, correction);
}

/**
 * Word types expected in `tokens` tokens drawn one by one: Hurlbert's rarefaction (1971),
 * `sum over types of 1 - C(N-c, m) / C(N, m)`, by the exact binomial coefficients' logarithms.
 */
export function rarefiedTypes(subject: Subject, tokens: number): Estimate {
  const table = subject.tables.get(1)!;
  const presence = new Presence(subject.tokens, tokens);
  const seen = sumOver(subject, table.columns, 'count', (c) => presence.of(c));
  const left = mapLeft(seen.left, (sum) => sum / table.theta);
  return estimate(
    seen.all / table.theta,
    0.5,
    left,
    presenceCorrection(totals(table.columns, 'count'), subject.fraction),
  );
}

/**
 * Share of the subject's n-grams of order `order` that also stand in `training`: runs of that many words found verbatim.
 * Undefined where the subject holds none.
 */
export function copied(subject: Subject, training: Subject, order: number): Estimate | undefined {
  const own = subject.tables.get(order)!.columns;
  const known = training.tables.get(order)!.columns;
  const shared = sharedTypes(own, known);
  const counts = new Float64Array(64);
  const found = new Float64Array(64);
  for (let t = 0; t < own.hi.length; t++) {
    for (let p = own.start[t]; p < own.start[t + 1]; p++) {
      counts[own.block[p]] += own.count[p];
      found[own.block[p]] += shared[t] * own.count[p];
    }
  }
  const all = counts.reduce((a, b) => a + b, 0);
  const hits = found.reduce((a, b) => a + b, 0);
  if (all === 0) return undefined;
  const without = leaveEachOut(subject.profile, (b) => (hits - found[b]) / Math.max(1, all - counts[b]));
  return estimate(hits / all, 0.5 / all, without);
}

/** 1 where the type of `a` is also in `b`. Both are sorted and of one shift. */
function sharedTypes(a: TypeColumns, b: TypeColumns): Uint8Array {
  const shared = new Uint8Array(a.hi.length);
  let j = 0;
  for (let t = 0; t < a.hi.length; t++) {
    while (j < b.hi.length && (b.hi[j] < a.hi[t] || (b.hi[j] === a.hi[t] && b.lo[j] < a.lo[t]))) j++;
    if (j < b.hi.length && b.hi[j] === a.hi[t] && b.lo[j] === a.lo[t]) shared[t] = 1;
  }
  return shared;
}
