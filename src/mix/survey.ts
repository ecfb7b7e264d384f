import type { CorpusSpec, Shard } from '../corpus/source.ts';
import { planFor } from '../engine/plan-for.ts';
import { addReviews, NO_REVIEWS, type ReviewCounts } from '../engine/rows/reviewer.ts';
import { type RunRowsOptions, runRows } from '../engine/rows/run-rows.ts';
import type { SurveySettings, SurveySummary } from '../engine/rows/survey-rows.ts';
import type { Candidates } from './candidates.ts';
import { FATE } from './fate.ts';

/** Candidates of a corpus, and where each shard of it begins among them. */
export interface Survey {
  readonly candidates: Candidates;
  readonly shards: readonly Shard[];
  /** For each shard the place of its first candidate. */
  readonly firsts: readonly number[];
  readonly malformed: number;
  /** Candidates by what a review decided about them. */
  readonly reviews: ReviewCounts;
}

export interface SurveyOptions extends RunRowsOptions {
  /** Most bytes of a shard, where a file can be cut. Default 8 MiB. */
  readonly targetBytes?: number;
}

/** The same for every engine, so that a build that one of them began goes on on another. */
const SHARD_BYTES = 8 * 1024 * 1024;

/** Reads a corpus and says what a plan must know of each example. Throws as `planFor` and `runRows`. */
export async function survey(
  spec: CorpusSpec,
  settings: SurveySettings,
  options: SurveyOptions = {},
): Promise<Survey> {
  const shards = await planFor(spec, { ...options, targetBytes: options.targetBytes ?? SHARD_BYTES });
  const summaries: SurveySummary[] = [];
  let malformed = 0;
  for await (const fragment of runRows({ kernel: 'survey', settings, spec, shards, outputs: [] }, options)) {
    if (fragment.kind !== 'end') continue;
    summaries.push(fragment.summary as SurveySummary);
    malformed += fragment.malformed;
  }
  const firsts: number[] = [];
  let next = 0;
  for (const { records } of summaries) {
    firsts.push(next);
    next += records;
  }
  const reviews = summaries.reduce((sum, summary) => addReviews(sum, summary.reviews), NO_REVIEWS);
  return { candidates: joined(summaries), shards, firsts, malformed, reviews };
}

/** The columns of all shards as one. `summaries` is emptied meanwhile, so that no column stands in memory twice. */
function joined(summaries: SurveySummary[]): Candidates {
  const sources = new Dictionary();
  const models = new Dictionary();
  const size = summaries.reduce((sum, { records }) => sum + records, 0);
  const candidates = {
    size,
    sources: sources.names,
    models: models.names,
    origin: new Uint8Array(size),
    source: new Uint32Array(size),
    model: new Uint32Array(size),
    generation: new Int32Array(size),
    tokens: new Uint32Array(size),
    tail: new Uint16Array(size),
    merit: new Float64Array(size),
    barred: new Uint8Array(size),
    rank: new Float64Array(size),
  };
  const strata = new Dictionary();
  const stratum = summaries.some((summary) => summary.stratum !== undefined)
    ? new Uint32Array(size)
    : undefined;
  let at = 0;
  for (let summary = summaries.shift(); summary !== undefined; summary = summaries.shift()) {
    candidates.origin.set(summary.origin, at);
    candidates.source.set(sources.translate(summary.source, summary.sources), at);
    candidates.model.set(models.translate(summary.model, summary.models), at);
    candidates.generation.set(summary.generation, at);
    candidates.tokens.set(summary.tokens, at);
    candidates.tail.set(summary.tail, at);
    candidates.merit.set(summary.merit, at);
    candidates.rank.set(summary.rank, at);
    if (summary.stratum !== undefined) stratum?.set(strata.translate(summary.stratum, summary.strata!), at);
    for (let i = 0; i < summary.records; i++) {
      if (summary.guarded[i] === 1) candidates.barred[at + i] = FATE['guarded'];
      else if (summary.rejected[i] === 1) candidates.barred[at + i] = FATE['rejected'];
    }
    at += summary.records;
  }
  return stratum === undefined ? candidates : { ...candidates, stratum, strata: strata.names };
}

/** One list of names for all shards; index 0 is the empty name. */
class Dictionary {
  readonly names: string[] = [''];
  readonly #ids = new Map<string, number>([['', 0]]);

  translate(ids: Uint32Array, names: readonly string[]): Uint32Array {
    const here = names.map((name) => {
      const known = this.#ids.get(name);
      if (known !== undefined) return known;
      this.#ids.set(name, this.names.length);
      return this.names.push(name) - 1;
    });
    return ids.map((id) => here[id]);
  }
}
