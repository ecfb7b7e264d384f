import { comparedText } from '../../corpus/compared-text.ts';
import { ORIGINS } from '../../corpus/example.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { HumanModel, type HumanModelParts } from '../../lm/human-model.ts';
import { decodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { Signer } from '../../quality/duplicates/signature.ts';
import { TailTypes } from '../../quality/worth/tail-types.ts';
import { merit } from '../../quality/worth/worth.ts';
import { type TypeColumns, TypeTable } from '../../sketch/type-table.ts';
import { pieces, Tokenizer } from '../../text/tokenizer.ts';
import { NO_REVIEWS, type ReviewCounts, type Reviewed, Reviewer, type ReviewSettings } from './reviewer.ts';
import type { RowKernel, ShardPlace } from './row-kernel.ts';
import { seededKey } from './seeded-key.ts';
import { stratumValues } from './stratum-values.ts';
import type { SurveyColumns } from './survey-columns.ts';

/** What is asked of every record. */
export interface SurveySettings {
  /** Of the ranks. */
  readonly seed: string;
  /** Words of the human reservoir, of which the rare ones are looked for. */
  readonly words?: TypeColumns;
  /** Texts that must not enter, as an encoded `NearIndex`. */
  readonly guard?: Uint8Array;
  /** Fields that strata are told by. */
  readonly strata?: readonly string[];
  /** Decisions of a review, which are obeyed. */
  readonly review?: ReviewSettings;
  /** With it the merit of what is not human is measured. */
  readonly worth?: {
    readonly human: HumanModelParts;
    /** Human texts that novelty is measured against, as an encoded `NearIndex`. */
    readonly neighbours: Uint8Array;
  };
}

/** Records of a shard, in file order. A plain value. */
export interface SurveySummary extends SurveyColumns {
  readonly records: number;
  /** 1 where the guard knows the text. */
  readonly guarded: Uint8Array;
  /** 1 where a review rejects the example. */
  readonly rejected: Uint8Array;
  readonly reviews: ReviewCounts;
}

/** Looks at every record and writes nothing. */
export function surveyRows(settings: SurveySettings, _place: ShardPlace): RowKernel {
  return new SurveyKernel(settings);
}

const MOST_TAIL = 0xffff;
/** Later ones count as this one: a number that does not fit its column must not pass for an early one. */
const LAST_GENERATION = 0x7fffffff;

type NearIndex = ReturnType<typeof decodeNearIndex>;

/** What all shards of a job share in one thread: made once, since it may be large. */
class Instruments {
  readonly tokenizer = new Tokenizer();
  readonly tail: TailTypes | undefined;
  readonly worth: WorthMeter | undefined;
  readonly #guard: NearIndex | undefined;
  readonly #signer: Signer | undefined;

  constructor({ words, guard, worth }: SurveySettings) {
    if (words !== undefined) this.tail = new TailTypes(new TypeTable(words));
    if (guard !== undefined) {
      this.#guard = decodeNearIndex(guard);
      this.#signer = new Signer(this.#guard.settings);
    }
    if (worth !== undefined) this.worth = new WorthMeter(worth.human, worth.neighbours, this.tokenizer);
  }

  isGuarded(text: string): boolean {
    return this.#guard !== undefined && this.#guard.nearest(this.#signer!.sign(text)) !== undefined;
  }
}

const instruments = new WeakMap<SurveySettings, Instruments>();

function instrumentsFor(settings: SurveySettings): Instruments {
  const made = instruments.get(settings) ?? new Instruments(settings);
  instruments.set(settings, made);
  return made;
}

class SurveyKernel implements RowKernel {
  readonly #seed: string;
  readonly #instruments: Instruments;
  readonly #sources = new Names();
  readonly #models = new Names();
  readonly #strata = new Names();
  readonly #fields: readonly string[] | undefined;
  readonly #rows: Row[] = [];
  readonly #reviewer: Reviewer | undefined;
  readonly #reviews: { -readonly [K in keyof ReviewCounts]: number } = { ...NO_REVIEWS };

  constructor(settings: SurveySettings) {
    this.#seed = settings.seed;
    this.#fields = settings.strata;
    if (settings.review !== undefined) this.#reviewer = new Reviewer(settings.review);
    this.#instruments = instrumentsFor(settings);
  }

  map(record: CorpusRecord): void {
    const { example, decision }: Reviewed = this.#reviewer?.read(record) ?? { example: record.example };
    if (decision !== undefined) this.#reviews[decision]++;
    const { id, text, provenance } = example;
    const { tokens, tail } = this.#read(text);
    const origin = provenance?.origin ?? 'unknown';
    const { worth } = this.#instruments;
    this.#rows.push({
      origin: ORIGINS.indexOf(origin),
      source: this.#sources.idOf(provenance?.source),
      model: this.#models.idOf(provenance?.model),
      generation: provenance?.generation ?? (origin === 'human' ? 0 : -1),
      tokens,
      tail,
      merit: origin === 'human' || worth === undefined ? Number.NaN : worth.meritOf(text, tail, tokens),
      guarded: this.#instruments.isGuarded(comparedText(example)) ? 1 : 0,
      rejected: decision === 'reject' ? 1 : 0,
      rank: seededKey(this.#seed, id),
      stratum:
        this.#fields === undefined
          ? 0
          : this.#strata.idOf(JSON.stringify(stratumValues(record.value, this.#fields))),
    });
  }

  end(): SurveySummary {
    const rows = this.#rows;
    return {
      records: rows.length,
      origin: Uint8Array.from(rows, (row) => row.origin),
      source: Uint32Array.from(rows, (row) => row.source),
      model: Uint32Array.from(rows, (row) => row.model),
      sources: this.#sources.list,
      models: this.#models.list,
      generation: Int32Array.from(rows, (row) => Math.min(LAST_GENERATION, row.generation)),
      tokens: Uint32Array.from(rows, (row) => row.tokens),
      tail: Uint16Array.from(rows, (row) => row.tail),
      merit: Float64Array.from(rows, (row) => row.merit),
      guarded: Uint8Array.from(rows, (row) => row.guarded),
      rejected: Uint8Array.from(rows, (row) => row.rejected),
      reviews: this.#reviews,
      rank: Float64Array.from(rows, (row) => row.rank),
      ...(this.#fields === undefined
        ? {}
        : { stratum: Uint32Array.from(rows, (row) => row.stratum), strata: this.#strata.list }),
    };
  }

  /** Tokens, the end of the example counted as one, and types of the tail. */
  #read(text: string): { tokens: number; tail: number } {
    const { tokenizer, tail: types } = this.#instruments;
    let tokens = 1;
    let tail = 0;
    types?.begin();
    for (const piece of pieces(text)) {
      const buffer = tokenizer.run(piece);
      tokens += buffer.length;
      tail += types?.meet(buffer) ?? 0;
    }
    return { tokens, tail: Math.min(MOST_TAIL, tail) };
  }
}

interface Row {
  readonly origin: number;
  readonly source: number;
  readonly model: number;
  readonly generation: number;
  readonly tokens: number;
  readonly tail: number;
  readonly merit: number;
  readonly guarded: number;
  readonly rejected: number;
  readonly rank: number;
  readonly stratum: number;
}

/** Measures what a synthetic text adds. */
class WorthMeter {
  readonly #human: HumanModel;
  readonly #neighbours: NearIndex;
  readonly #signer: Signer;
  readonly #tokenizer: Tokenizer;

  constructor(human: HumanModelParts, neighbours: Uint8Array, tokenizer: Tokenizer) {
    this.#human = new HumanModel(human);
    this.#neighbours = decodeNearIndex(neighbours);
    this.#signer = new Signer(this.#neighbours.settings);
    this.#tokenizer = tokenizer;
  }

  meritOf(text: string, tail: number, tokens: number): number {
    const near = this.#neighbours.nearest(this.#signer.sign(text));
    const strange = this.#human.strangeness(text, this.#tokenizer) !== undefined;
    return merit({ tail, tokens, novelty: 1 - (near?.similarity ?? 0), strange });
  }
}

/** Names by their first appearance; 0 is that of nobody. */
class Names {
  readonly list = [''];
  readonly #ids = new Map<string, number>([['', 0]]);

  idOf(name: string | undefined): number {
    if (name === undefined) return 0;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}
