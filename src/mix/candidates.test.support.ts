import { ORIGINS, type Origin } from '../corpus/example.ts';
import type { Candidates } from './candidates.ts';

/** A candidate in words; what is left out is not known. */
export interface Row {
  readonly origin: Origin;
  readonly source?: string;
  readonly model?: string;
  readonly generation?: number;
  readonly tokens?: number;
  readonly tail?: number;
  readonly merit?: number;
  readonly barred?: number;
  readonly rank?: number;
}

/** Columns of `rows`. Ranks default to the order given, tokens to 10. */
export function candidatesOf(rows: readonly Row[]): Candidates {
  const sources = ['', ...new Set(rows.flatMap(({ source }) => source ?? []))];
  const models = ['', ...new Set(rows.flatMap(({ model }) => model ?? []))];
  return {
    size: rows.length,
    sources,
    models,
    origin: Uint8Array.from(rows, ({ origin }) => ORIGINS.indexOf(origin)),
    source: Uint32Array.from(rows, ({ source = '' }) => sources.indexOf(source)),
    model: Uint32Array.from(rows, ({ model = '' }) => models.indexOf(model)),
    generation: Int32Array.from(rows, ({ generation = -1 }) => generation),
    tokens: Uint32Array.from(rows, ({ tokens = 10 }) => tokens),
    tail: Uint16Array.from(rows, ({ tail = 0 }) => tail),
    merit: Float64Array.from(rows, ({ merit = Number.NaN }) => merit),
    barred: Uint8Array.from(rows, ({ barred = 0 }) => barred),
    rank: Float64Array.from(rows, ({ rank }, i) => rank ?? i),
  };
}

/** `n` rows alike. */
export function many(n: number, row: Row): Row[] {
  return Array.from({ length: n }, () => row);
}
