import type { Evidence, Origin } from '../../corpus/example.ts';

/** Examples, and tokens of `words-1` with the end of each example counted as one: as a mix counts them. */
export interface Amount {
  readonly examples: number;
  readonly tokens: number;
}

/** What a set holds of one value of a key; without `value` of those that do not say. */
export interface CountRow extends Amount {
  readonly value?: string;
}

/** What a kind of evidence said of examples. */
export interface EvidenceRow extends CountRow {
  readonly origin: Origin;
}

/** What a set is made of: whole numbers, so that they can be counted again. Rows by examples, the most first, then by value. */
export interface Counts extends Amount {
  readonly byOrigin: readonly CountRow[];
  readonly bySource: readonly CountRow[];
  readonly byModel: readonly CountRow[];
  readonly byGeneration: readonly CountRow[];
  /** Of whatever is not human: rules about generations speak of these. */
  readonly notHumanByGeneration: readonly CountRow[];
  /** What origins rest on (a watermark that was found, a detector, a review, a declaration), and which they are. */
  readonly byEvidence: readonly EvidenceRow[];
}

/** Keys that count every example. */
export const COUNT_KEYS = ['byOrigin', 'bySource', 'byModel', 'byGeneration', 'byEvidence'] as const;

/** One example as it is counted. */
export interface Counted {
  readonly origin: Origin;
  readonly source?: string;
  readonly model?: string;
  readonly generation?: number;
  readonly evidence?: Evidence;
}

/** Tallies of a part of a set. A plain value: it goes between threads. */
export interface Tallies {
  readonly examples: number;
  readonly tokens: number;
  readonly tables: readonly (readonly TallyRow[])[];
}

type TallyRow = readonly [value: string, examples: number, tokens: number];

/** Later generations count as this one, as in a mix. */
const LAST_GENERATION = 0x7fffffff;

type Table = Map<string, { examples: number; tokens: number }>;

/** Counts examples; parts are joined by `merge`, in any order. */
export class Tally {
  examples = 0;
  tokens = 0;
  readonly #tables: readonly Table[] = Array.from({ length: 6 }, () => new Map());

  add({ origin, source, model, generation, evidence }: Counted, tokens: number): void {
    this.examples++;
    this.tokens += tokens;
    const isHuman = origin === 'human';
    const step = generation ?? (isHuman ? 0 : undefined);
    const stepName = step === undefined ? '' : String(Math.min(LAST_GENERATION, step));
    this.#meet(0, origin, 1, tokens);
    this.#meet(1, source ?? '', 1, tokens);
    this.#meet(2, model ?? '', 1, tokens);
    this.#meet(3, stepName, 1, tokens);
    this.#meet(4, evidence === undefined ? `/${origin}` : `${evidence}/${origin}`, 1, tokens);
    if (!isHuman) this.#meet(5, stepName, 1, tokens);
  }

  merge({ examples, tokens, tables }: Tallies): void {
    this.examples += examples;
    this.tokens += tokens;
    for (const [i, rows] of tables.entries()) for (const row of rows) this.#meet(i, ...row);
  }

  plain(): Tallies {
    const tables = this.#tables.map((table) =>
      [...table].map(([value, { examples, tokens }]): TallyRow => [value, examples, tokens]),
    );
    return { examples: this.examples, tokens: this.tokens, tables };
  }

  counts(): Counts {
    const [byOrigin, bySource, byModel, byGeneration] = this.#tables.map(rowsOf);
    const byEvidence = rowsOf(this.#tables[4]).map(({ value, examples, tokens }): EvidenceRow => {
      const [evidence, origin] = value!.split('/');
      return {
        ...(evidence === '' ? {} : { value: evidence }),
        origin: origin as Origin,
        examples,
        tokens,
      };
    });
    return {
      examples: this.examples,
      tokens: this.tokens,
      byOrigin,
      bySource,
      byModel,
      byGeneration,
      notHumanByGeneration: rowsOf(this.#tables[5]),
      byEvidence,
    };
  }

  #meet(table: number, value: string, examples: number, tokens: number): void {
    const amount = this.#tables[table].get(value);
    if (amount === undefined) this.#tables[table].set(value, { examples, tokens });
    else {
      amount.examples += examples;
      amount.tokens += tokens;
    }
  }
}

function rowsOf(table: Table): CountRow[] {
  return [...table]
    .sort(([a, { examples: m }], [b, { examples: n }]) => n - m || (a < b ? -1 : a > b ? 1 : 0))
    .map(([value, { examples, tokens }]) => ({ ...(value === '' ? {} : { value }), examples, tokens }));
}
