import type { TypeColumns } from '../sketch/type-table.ts';

/** The holdout's types of one order, with what a subject holds of each. */
export interface Aligned {
  readonly count: Float64Array;
  readonly documents: Float64Array;
  /** Examples of the subject that hold the type. */
  readonly found: Float64Array;
}

/** Finds each of the holdout's types in `subject`. `partner` is its index there, -1 where it has none. */
export function align(holdout: TypeColumns, subject: TypeColumns): { aligned: Aligned; partner: Int32Array } {
  const types = holdout.hi.length;
  const aligned = {
    count: new Float64Array(types),
    documents: new Float64Array(types),
    found: new Float64Array(types),
  };
  const partner = new Int32Array(types).fill(-1);
  let j = 0;
  for (let t = 0; t < types; t++) {
    for (let p = holdout.start[t]; p < holdout.start[t + 1]; p++) {
      aligned.count[t] += holdout.count[p];
      aligned.documents[t] += holdout.documents[p];
    }
    while (j < subject.hi.length && before(subject, j, holdout, t)) j++;
    if (j < subject.hi.length && subject.hi[j] === holdout.hi[t] && subject.lo[j] === holdout.lo[t]) {
      partner[t] = j;
      for (let p = subject.start[j]; p < subject.start[j + 1]; p++) aligned.found[t] += subject.documents[p];
    }
  }
  return { aligned, partner };
}

function before(a: TypeColumns, i: number, b: TypeColumns, j: number): boolean {
  return a.hi[i] < b.hi[j] || (a.hi[i] === b.hi[j] && a.lo[i] < b.lo[j]);
}
