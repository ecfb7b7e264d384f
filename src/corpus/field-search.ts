import { OutcrossError } from '../base/errors.ts';
import { suggestion } from '../base/spelling.ts';
import { CHAT_FIELDS } from './chat.ts';
import { fieldAt, fieldPaths, isRow, type Row } from './fields.ts';
import { imageFieldOf } from './images/image-field.ts';
import type { CorpusSpec } from './source.ts';
import { textPaths } from './text-paths.ts';
import { vectorOf } from './vector.ts';

/** Fields that hold the text where none is named, in the order they are looked for. */
export const TEXT_FIELDS = ['text', 'content', 'completion', 'output', 'response', 'generated_text'] as const;

/** Those of source code. */
const CODE_FIELDS = ['code', 'source', 'source_code'] as const;

/** Fields that hold the text of rows of this kind, in the order they are looked for. */
export function textFields({ modality }: CorpusSpec): readonly string[] {
  return modality === 'code' ? [...CODE_FIELDS, ...TEXT_FIELDS] : TEXT_FIELDS;
}

/** Rows after which a field that none of them has counts as misspelt. */
export const ROWS_TO_SEARCH = 1000;

/** Names that a message lists. */
const NAMES_SHOWN = 20;

/**
 * Finds which fields of a file to read, from its first rows: the text field where none is named, and that every field
 * named is there. It answers for the file, not the shard, so that each shard reads the same fields.
 */
export class FieldSearch {
  /** Path of the text (or of the messages, or of the picture), once known. */
  text: string | undefined;
  /** True once nothing is left to find. */
  settled = false;
  /** Numbers in the vectors of the file: as many as the first has that is one. */
  dimension: number | undefined;
  readonly #name: string;
  readonly #chat: boolean;
  readonly #image: boolean;
  readonly #textless: boolean;
  readonly #spec: CorpusSpec;
  readonly #missing: Set<string>;
  readonly #seen = new Set<string>();
  /** The first field that may hold a feature vector. */
  #vector: string | undefined;
  #rows = 0;
  #objects = 0;

  constructor(name: string, spec: CorpusSpec) {
    this.#name = name;
    this.#chat = spec.reader === 'chat';
    this.#textless = spec.modality === 'vectors' || spec.modality === 'table';
    this.#spec = spec;
    this.#image = spec.modality === 'image';
    this.text = this.#image ? spec.imageField : this.#textless ? undefined : spec.textField;
    const labels = spec.missingLabels === 'absent' ? [] : [spec.idField, spec.groupField, spec.categoryField];
    const named = [this.text, ...labels, spec.vectorField, spec.languageField, spec.columns?.[0]];
    this.#missing = new Set(named.filter((path) => path !== undefined));
  }

  /**
   * Looks at the next row; `undefined` stands for one that could not be parsed. Throws `E_FIELD` where 1,000 rows lack
   * a field, `E_FORMAT` where none of them is an object.
   */
  observe(row: unknown): void {
    if (this.settled) return;
    this.#rows++;
    if (isRow(row)) this.#lookAt(row);
    if (!this.settled && this.#rows >= ROWS_TO_SEARCH) throw this.#failure();
  }

  /**
   * Says that there are no more rows. Throws `E_FIELD` where rows were seen and a field was in none of them. `searched` says what
   * was looked at where it was no row: the names of a table's columns.
   */
  finish(searched?: string): void {
    if (!this.settled && this.#objects > 0) throw this.#failure(searched);
  }

  #lookAt(row: Row): void {
    this.#objects++;
    for (const path of this.#missing) if (fieldAt(row, path) !== undefined) this.#missing.delete(path);
    const { textField, vectorField, columns } = this.#spec;
    if (textField !== undefined && textPaths(textField).some((path) => fieldAt(row, path) !== undefined))
      this.#missing.delete(textField);
    // Any column of those named will do: one that is lacking is for the comparison to tell.
    if (columns?.some((path) => fieldAt(row, path) !== undefined)) this.#missing.delete(columns[0]);
    // The shape of a table has lists without numbers.
    if (vectorField !== undefined)
      this.dimension ??= vectorOf(fieldAt(row, vectorField))?.length || undefined;
    if (!this.#textless) this.text ??= this.#contentIn(row);
    this.settled = (this.#textless || this.text !== undefined) && this.#missing.size === 0;
    if (this.settled) return;
    for (const path of fieldPaths(row)) {
      this.#seen.add(path);
      if (isVector(fieldAt(row, path), path)) this.#vector ??= path;
    }
  }

  #contentIn(row: Row): string | undefined {
    if (this.#image) {
      const field = imageFieldOf(row, this.#spec);
      return (fieldAt(row, field) ?? null) === null ? undefined : field;
    }
    return this.#chat
      ? CHAT_FIELDS.find((field) => Array.isArray(fieldAt(row, field)))
      : textFields(this.#spec).find((field) => typeof fieldAt(row, field) === 'string');
  }

  #failure(searched?: string): OutcrossError {
    const many = `its first ${this.#rows.toLocaleString('en-US')} rows`;
    const rows = searched ?? (this.#rows === 1 ? 'its one row' : many);
    if (this.#objects === 0) {
      return new OutcrossError('E_FORMAT', `${this.#name}: none of ${rows} is an object with fields`, {
        where: this.#name,
        hint: 'Say what the file is with --format (text for an example a line, document for one a file).',
      });
    }
    const [first] = this.#missing;
    const message =
      first === undefined
        ? `${this.#name}: no ${this.#image ? 'field of pictures' : this.#chat ? 'list of messages' : 'text field'} in ${rows}`
        : `${this.#name}: no field ${this.#pathsOf(first)
            .map((path) => `"${path}"`)
            .join(' or ')} in ${rows}`;
    const table =
      searched === undefined ? '' : ' Columns of numbers and words are compared with --modality table.';
    const hint = `${this.#hint(first)}${first === undefined && (this.#spec.modality ?? 'text') === 'text' ? table : ''}`;
    return new OutcrossError('E_FIELD', message, { where: this.#name, hint });
  }

  /** What is named by a word that no row has: of several fields for the text each. */
  #pathsOf(missing: string): readonly string[] {
    const paths = missing === this.#spec.textField ? textPaths(missing) : [missing];
    return paths.length > 1 ? paths.slice(1) : paths;
  }

  #hint(missing: string | undefined): string {
    const names = [...this.#seen];
    const shown = names.slice(0, NAMES_SHOWN).join(', ');
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
    const parts = [`Fields seen: ${shown}${more}.`];
    if (missing !== undefined) parts.push(...this.#pathsOf(missing).map((path) => suggestion(path, names)));
    else parts.push(`Name the one to read with ${this.#image ? '--image-field' : '--text-field'}.`);
    const chat = CHAT_FIELDS.find((field) => this.#seen.has(field));
    const wantsText = missing === undefined || missing === this.text;
    if (!this.#chat && !this.#image && wantsText && chat !== undefined)
      parts.push(`For "${chat}" use --reader chat.`);
    if (!this.#chat && !this.#image && missing === undefined && this.#vector !== undefined)
      parts.push(`For vectors alone use --modality vectors --vector-field ${this.#vector}.`);
    return parts.filter((part) => part !== '').join(' ');
  }
}

/** Whether a field may hold a feature vector: numbers, or a list of a table's shape, which has none, under a name that says so. */
function isVector(value: unknown, path: string): boolean {
  if (Array.isArray(value) && value.length === 0) return /embed|vector|feature/i.test(path);
  return typeof value !== 'string' && (vectorOf(value)?.length ?? 0) > 1;
}
