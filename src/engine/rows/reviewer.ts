import type { Change } from '../../corpus/change.ts';
import { contentDigest } from '../../corpus/content-digest.ts';
import type { Example, Origin, Provenance } from '../../corpus/example.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { type DecisionColumns, DecisionTable, type Found } from '../../ledger/review/decision-table.ts';
import { RowError } from './row-kernel.ts';
import { textFieldOf } from './text-field.ts';

/** Decisions of a review, as kernels take them. */
export interface ReviewSettings {
  /** In shared buffers. */
  readonly columns: DecisionColumns;
  /** File of the texts of edits. */
  readonly texts?: string;
  readonly textField?: string;
}

/** Examples by what was decided about them; `outdated` are decisions about what an example no longer holds. */
export interface ReviewCounts {
  readonly accept: number;
  readonly reject: number;
  readonly edit: number;
  readonly relabel: number;
  readonly outdated: number;
}

export const NO_REVIEWS: ReviewCounts = { accept: 0, reject: 0, edit: 0, relabel: 0, outdated: 0 };

export function addReviews(a: ReviewCounts, b: ReviewCounts): ReviewCounts {
  return {
    accept: a.accept + b.accept,
    reject: a.reject + b.reject,
    edit: a.edit + b.edit,
    relabel: a.relabel + b.relabel,
    outdated: a.outdated + b.outdated,
  };
}

/** A record as its reviewers want it. */
export interface Reviewed {
  readonly example: Example;
  /** Undefined where nobody decided about it. */
  readonly decision?: keyof ReviewCounts;
  /** What is to be written otherwise. */
  readonly change?: Change;
}

const tables = new WeakMap<ReviewSettings, DecisionTable>();

function tableFor(settings: ReviewSettings): DecisionTable {
  const made = tables.get(settings) ?? new DecisionTable(settings.columns, settings.texts);
  tables.set(settings, made);
  return made;
}

/** Applies the decisions of a review to records. */
export class Reviewer {
  readonly #settings: ReviewSettings;
  readonly #table: DecisionTable;

  constructor(settings: ReviewSettings) {
    this.#settings = settings;
    this.#table = tableFor(settings);
  }

  /** Throws `E_UNSUPPORTED` for an edit of a text that stands in no field of its own. */
  read(record: CorpusRecord): Reviewed {
    const { example } = record;
    const found = this.#table.find(example.id, () => contentDigest(example));
    if (found === undefined) return { example };
    const { decision } = found;
    if (decision !== 'edit' && decision !== 'relabel') return { example, decision };
    return { decision, ...this.#changed(record, found) };
  }

  #changed(record: CorpusRecord, { origin, text }: Found): Pick<Reviewed, 'example' | 'change'> {
    const { example } = record;
    const provenance = reviewed(example.provenance, origin);
    const fields = text === undefined ? {} : { fields: { [this.#fieldOf(record)]: text } };
    return {
      example: { ...example, provenance, ...(text === undefined ? {} : { text }) },
      change: { provenance: { origin: provenance.origin, evidence: 'review' }, ...fields },
    };
  }

  #fieldOf({ example, value, row }: CorpusRecord): string {
    const field = textFieldOf(value, example.text, this.#settings.textField);
    if (field !== undefined) return field;
    throw new RowError(
      'E_UNSUPPORTED',
      `the text of ${example.id} was edited in review, and cannot be replaced: it stands in no field of its own`,
      row,
      'Flatten the rows first, or decide about the example anew: outcross review decide.',
    );
  }
}

function reviewed(before: Provenance | undefined, origin: Origin | undefined): Provenance {
  return { ...before, origin: origin ?? before?.origin ?? 'unknown', evidence: 'review' };
}
