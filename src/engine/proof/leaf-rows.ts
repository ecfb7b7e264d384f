import { OutcrossError } from '../../base/errors.ts';
import { hashText } from '../../base/hash.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { RowEncoder } from '../../proof/leaf/row-encoder.ts';
import { leafDigest } from '../../proof/merkle/hash.ts';
import { type Tallies, Tally } from '../../proof/statement/counts.ts';
import { pieces, Tokenizer } from '../../text/tokenizer.ts';
import { RowError, type RowKernel, type RowWriter, type ShardPlace } from '../rows/row-kernel.ts';
import { LeafEncoder } from './leaf-wire.ts';

export interface LeafRowsSettings {
  /** Sends a hash of each field of a row, so that it can be told later which one differs. */
  readonly fields: boolean;
  /** Counts what the rows are; without it the tallies are empty. */
  readonly counts: boolean;
}

export interface LeafRowsSummary {
  readonly records: number;
  readonly tallies: Tallies;
}

/** The same list every time: each other one would be a shape of its own. */
const NO_FIELDS: readonly string[] = [];
const NO_HASHES: readonly number[] = [];

/** Sends the leaf of every row to output 0. */
export function leafRows(settings: LeafRowsSettings, _place: ShardPlace): RowKernel {
  return new LeafKernel(settings);
}

class LeafKernel implements RowKernel {
  readonly #settings: LeafRowsSettings;
  readonly #rows = new RowEncoder();
  readonly #wire = new LeafEncoder();
  readonly #tally = new Tally();
  readonly #tokenizer = new Tokenizer();
  #records = 0;

  constructor(settings: LeafRowsSettings) {
    this.#settings = settings;
  }

  map(record: CorpusRecord, out: RowWriter): void {
    const { example, row } = record;
    const { fields, counts } = this.#settings;
    this.#records++;
    if (counts) this.#tally.add(example.provenance ?? { origin: 'unknown' }, this.#tokensOf(example.text));
    const digest = leafDigest(this.#text(record));
    const { hi, lo } = hashText(example.id);
    const names = fields ? this.#rows.fields : NO_FIELDS;
    const shape = this.#wire.shapeOf(names);
    if (shape.definition !== undefined) out.bytes(0, shape.definition);
    out.bytes(0, this.#wire.leaf(digest, row, hi, lo, shape.id, fields ? this.#rows.digests : NO_HASHES));
  }

  end(): LeafRowsSummary {
    return { records: this.#records, tallies: this.#tally.plain() };
  }

  #text({ value, row }: CorpusRecord): string {
    try {
      return this.#settings.fields ? this.#rows.encodeFields(value) : this.#rows.encode(value);
    } catch (error) {
      if (error instanceof OutcrossError) throw new RowError(error.code, error.message, row);
      throw error;
    }
  }

  /** Tokens, the end of the example counted as one, as a mix counts them. */
  #tokensOf(text: string): number {
    let tokens = 1;
    for (const piece of pieces(text)) tokens += this.#tokenizer.run(piece).length;
    return tokens;
  }
}
