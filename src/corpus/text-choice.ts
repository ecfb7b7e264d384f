import { OutcrossError } from '../base/errors.ts';
import { CHAT_FIELDS, joinMessages, type TextOrReason } from './chat.ts';
import { type FieldSearch, textFields } from './field-search.ts';
import { fieldAt, kindOf, type Row } from './fields.ts';
import type { CorpusSpec } from './source.ts';
import { textPaths } from './text-paths.ts';

/**
 * Takes the text of each row of a file out of its field. Where no field is named, one is found for the whole file: rows that hold
 * their text in another are counted, and refused at the end, because a corpus must not shrink unnoticed.
 */
export class TextChoice {
  /** True where an empty text is no text: a table without null, as CSV is. */
  emptyIsNothing = false;
  readonly #name: string;
  readonly #spec: CorpusSpec;
  readonly #search: FieldSearch;
  readonly #chat: boolean;
  /** Fields that are named, in the order that is looked for them. */
  readonly #named: readonly string[] | undefined;
  readonly #known: readonly string[];
  #own = 0;
  readonly #others = new Map<string, number>();

  constructor(name: string, spec: CorpusSpec, search: FieldSearch) {
    this.#name = name;
    this.#spec = spec;
    this.#search = search;
    this.#chat = spec.reader === 'chat';
    this.#named = spec.textField === undefined ? undefined : textPaths(spec.textField);
    this.#known = this.#chat ? CHAT_FIELDS : textFields(spec);
  }

  /** Paths that are looked at, the one that was found first. The search must be settled. */
  get paths(): readonly string[] {
    const { text } = this.#search;
    return text === undefined ? [] : (this.#named ?? [text, ...this.#known.filter((path) => path !== text)]);
  }

  of(row: Row): TextOrReason {
    // What the field holds is for the decoder of pictures to say.
    const { modality = 'text' } = this.#spec;
    if (modality !== 'text' && modality !== 'code') return { text: '' };
    const found = this.#search.text;
    if (found === undefined)
      return { reason: this.#chat ? 'no list of messages' : noText(textFields(this.#spec)) };
    if (this.#named !== undefined) return this.#ofNamed(row, this.#named);
    const value = fieldAt(row, found);
    if (this.#isText(value)) this.#own++;
    else if (value === undefined || value === null || value === '') this.#countOther(row, found);
    return this.#text(found, value);
  }

  /**
   * Says that there are no more rows; `part` tells that they are not all of the file. Throws `E_FIELD` where rows hold their text in
   * different fields.
   */
  finish(part = false): void {
    if (this.#others.size === 0) return;
    const counted: [string, number][] = [[this.#search.text ?? '', this.#own], ...this.#others];
    const counts = counted.filter(([, rows]) => rows > 0).sort((a, b) => b[1] - a[1]);
    const said = counts.map(([field, rows]) => `${rows.toLocaleString('en-US')} in "${field}"`).join(', ');
    const what = this.#chat ? 'conversation' : 'text';
    const where = part ? ', of those in the part of the file that was read' : '';
    const names = counts.map(([field]) => field);
    throw new OutcrossError(
      'E_FIELD',
      `${this.#name}: rows hold their ${what} in different fields: ${said}${where}`,
      {
        where: this.#name,
        hint: `Read them all with --text-field ${names.join(',')} (in outcross.yaml: fields, text), or one field alone with --text-field ${names[0]}: rows without it are then malformed.`,
      },
    );
  }

  #countOther(row: Row, found: string): void {
    const other = this.#known.find((path) => path !== found && this.#isText(fieldAt(row, path)));
    if (other !== undefined) this.#others.set(other, (this.#others.get(other) ?? 0) + 1);
  }

  #ofNamed(row: Row, named: readonly string[]): TextOrReason {
    const holds = (path: string) => (fieldAt(row, path) ?? '') !== '';
    const there = (path: string) => (fieldAt(row, path) ?? undefined) !== undefined;
    const path =
      named.find((one) => this.#isText(fieldAt(row, one)) && holds(one)) ??
      named.find(holds) ??
      named.find(there);
    if (path === undefined && named.length > 1) return { reason: noText(named.slice(1)) };
    return this.#text(path ?? named[0], fieldAt(row, path ?? named[0]));
  }

  #isText(value: unknown): boolean {
    if (this.#chat) return Array.isArray(value);
    return typeof value === 'string' && !(this.emptyIsNothing && value === '');
  }

  #text(field: string, value: unknown): TextOrReason {
    if (this.#chat) return joinMessages(field, value);
    return typeof value === 'string' ? { text: value } : { reason: notText(field, value) };
  }
}

function noText(fields: readonly string[]): string {
  return `no text in any of the fields ${fields.join(', ')}`;
}

function notText(field: string, value: unknown): string {
  const kind = kindOf(value);
  if (value === undefined || value === null) return `field "${field}" is ${kind}`;
  const remedy = kind === 'an array of strings' ? ': join them into one, or write a row for each' : '';
  return `field "${field}" is ${kind}, not text${remedy}`;
}
