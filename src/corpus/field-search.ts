import { OutcrossError } from '../base/errors.ts';
import { suggestion } from '../base/spelling.ts';
import { CHAT_FIELDS } from './chat.ts';
import { fieldAt, fieldPaths, isRow, type Row } from './fields.ts';
import type { CorpusSpec } from './source.ts';

/** Fields that hold the text where none is named, in the order they are looked for. */
export const TEXT_FIELDS = ['text', 'content', 'completion', 'output', 'response', 'generated_text'] as const;

/** Rows after which a field that none of them has counts as misspelt. */
export const ROWS_TO_SEARCH = 1000;

/** Names that a message lists. */
const NAMES_SHOWN = 20;

/**
 * Finds which fields of a file to read, from its first rows: the text field where none is named, and that every field
 * named is there. It answers for the file, not the shard, so that each shard reads the same fields.
 */
export class FieldSearch {
  /** Path of the text (or of the messages), once known. */
  text: string | undefined;
  /** True once nothing is left to find. */
  settled = false;
  readonly #name: string;
  readonly #chat: boolean;
  readonly #missing: Set<string>;
  readonly #seen = new Set<string>();
  #rows = 0;
  #objects = 0;

  constructor(name: string, spec: CorpusSpec) {
    this.#name = name;
    this.#chat = spec.reader === 'chat';
    this.text = spec.textField;
    const named = [spec.textField, spec.idField, spec.groupField, spec.categoryField];
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

  /** Says that there are no more rows. Throws `E_FIELD` where rows were seen and a field was in none of them. */
  finish(): void {
    if (!this.settled && this.#objects > 0) throw this.#failure();
  }

  #lookAt(row: Row): void {
    this.#objects++;
    for (const path of this.#missing) if (fieldAt(row, path) !== undefined) this.#missing.delete(path);
    this.text ??= this.#chat
      ? CHAT_FIELDS.find((field) => Array.isArray(fieldAt(row, field)))
      : TEXT_FIELDS.find((field) => typeof fieldAt(row, field) === 'string');
    this.settled = this.text !== undefined && this.#missing.size === 0;
    if (!this.settled) for (const path of fieldPaths(row)) this.#seen.add(path);
  }

  #failure(): OutcrossError {
    const rows = this.#rows === 1 ? 'its one row' : `its first ${this.#rows.toLocaleString('en-US')} rows`;
    if (this.#objects === 0) {
      return new OutcrossError('E_FORMAT', `${this.#name}: none of ${rows} is an object with fields`, {
        where: this.#name,
        hint: 'Say what the file is with --format (text for an example a line, document for one a file).',
      });
    }
    const [first] = this.#missing;
    const message =
      first === undefined
        ? `${this.#name}: no ${this.#chat ? 'list of messages' : 'text field'} in ${rows}`
        : `${this.#name}: no field "${first}" in ${rows}`;
    return new OutcrossError('E_FIELD', message, { where: this.#name, hint: this.#hint(first) });
  }

  #hint(missing: string | undefined): string {
    const names = [...this.#seen];
    const shown = names.slice(0, NAMES_SHOWN).join(', ');
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
    const parts = [`Fields seen: ${shown}${more}.`];
    if (missing !== undefined) parts.push(suggestion(missing, names));
    else parts.push('Name the one to read with --text-field.');
    const chat = CHAT_FIELDS.find((field) => this.#seen.has(field));
    const wantsText = missing === undefined || missing === this.text;
    if (!this.#chat && wantsText && chat !== undefined) parts.push(`For "${chat}" use --reader chat.`);
    return parts.filter((part) => part !== '').join(' ');
  }
}
