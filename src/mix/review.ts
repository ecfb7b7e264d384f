import type { CorpusSpec } from '../corpus/source.ts';
import type { ReviewSettings } from '../engine/rows/reviewer.ts';
import type { DecisionColumns } from '../ledger/review/decision-table.ts';
import type { Decisions } from '../ledger/review/load-decisions.ts';

/** Decisions that a mix obeys; see `loadDecisions`. */
export type MixReview = Pick<Decisions, 'columns' | 'texts' | 'head'>;

const made = new WeakMap<DecisionColumns, DecisionColumns>();

/** The decisions as kernels take them: in buffers that all threads share. */
export function reviewSettings(
  { columns, texts }: MixReview,
  { textField }: Pick<CorpusSpec, 'textField'>,
): ReviewSettings {
  const shared = made.get(columns) ?? inShared(columns);
  made.set(columns, shared);
  return {
    columns: shared,
    ...(texts === undefined ? {} : { texts }),
    ...(textField === undefined ? {} : { textField }),
  };
}

function inShared({ size, ...columns }: DecisionColumns): DecisionColumns {
  const copies = Object.entries(columns).map(([name, column]) => {
    const Column = column.constructor as new (buffer: SharedArrayBuffer) => typeof column;
    const copy = new Column(new SharedArrayBuffer(column.byteLength));
    copy.set(column);
    return [name, copy];
  });
  return { size, ...Object.fromEntries(copies) };
}
