/** What a plan must know of examples: columns of one length, in input order. */
export interface SurveyColumns {
  /** Index into `ORIGINS` of corpus/example.ts. */
  readonly origin: Uint8Array;
  /** Indices into `sources` and `models`; 0 is the empty name of what is not known. */
  readonly source: Uint32Array;
  readonly model: Uint32Array;
  readonly sources: readonly string[];
  readonly models: readonly string[];
  /** Step of the line, -1 where it is not known. */
  readonly generation: Int32Array;
  readonly tokens: Uint32Array;
  /** Types of the anchor's tail that the example carries. */
  readonly tail: Uint16Array;
  /** What a synthetic example adds, higher is better; NaN where nobody asked. */
  readonly merit: Float64Array;
  /** Order of choice, by seed: the example with the smallest enters first. See `seededKey`. */
  readonly rank: Float64Array;
  /** Index into `strata`, where somebody asked: the values of the fields of strata. 0: the example has none. */
  readonly stratum?: Uint32Array;
  /** Each the JSON of a list of values, null where a row has none; the first is the empty text. */
  readonly strata?: readonly string[];
}
