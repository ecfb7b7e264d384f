import { cellsOf } from './cells.ts';
import type { Example } from './example.ts';
import { FieldSearch } from './field-search.ts';
import { columnsOf, fieldAt, isRow, kindOf, type Row } from './fields.ts';
import { isProvenanceColumn, NO_PROVENANCE, readProvenance } from './provenance.ts';
import type { CorpusSpec } from './source.ts';
import { languageColumns, languageOfRow } from './source-language.ts';
import { TextChoice } from './text-choice.ts';
import { faultOf, vectorOf } from './vector.ts';

/** Fields that hold the id where none is named, in the order they are looked for. */
export const ID_FIELDS = ['id', '_id', 'uid'] as const;

/** An example, or why the row could not become one. */
export type ExampleOrReason = Example | string;

/** Turns the rows of one file into examples. */
export class Mapper {
  readonly search: FieldSearch;
  readonly texts: TextChoice;
  readonly #name: string;
  readonly #spec: CorpusSpec;

  /** `name` is what ids call the file. A `search` that is settled already is shared between shards. */
  constructor(name: string, spec: CorpusSpec, search = new FieldSearch(name, spec)) {
    this.search = search;
    this.#name = name;
    this.#spec = spec;
    this.texts = new TextChoice(name, spec, search);
  }

  /** Says that there are no more rows: throws as `FieldSearch` and `TextChoice` do. */
  finish(part = false): void {
    this.search.finish();
    this.texts.finish(part);
  }

  /** The columns of a table that examples are made of, in file order. The search must be settled. */
  columns(all: readonly string[]): string[] {
    const { idField, groupField, categoryField, vectorField } = this.#spec;
    const paths = [
      ...(this.search.text === undefined ? [] : [this.search.text, ...this.texts.paths]),
      ...(idField === undefined ? ID_FIELDS : [idField]),
      groupField,
      categoryField,
      vectorField,
      ...languageColumns(this.#spec),
      ...(this.#spec.columns ?? []),
    ];
    if (this.#spec.modality === 'table' && this.#spec.columns === undefined) return [...all];
    const wanted = new Set(
      columnsOf(
        paths.filter((path) => path !== undefined),
        all,
      ),
    );
    return all.filter((column) => wanted.has(column) || isProvenanceColumn(column));
  }

  /** `key` is what an id is made of where the row has none: byte offset, or row number from 1. */
  example(row: unknown, key: number): ExampleOrReason {
    if (!this.search.settled) this.search.observe(row);
    if (!isRow(row)) return `the row is ${kindOf(row)}, not an object with fields`;
    const found = this.texts.of(row);
    if (found.reason !== undefined) return found.reason;
    const origin = this.#spec.provenance === 'ignored' ? NO_PROVENANCE : readProvenance(row);
    if (origin.reason !== undefined) return origin.reason;
    const id = this.#idOf(row) ?? `${this.#name}#${key}`;
    const example: { -readonly [K in keyof Example]: Example[K] } = {
      id,
      group: this.#label(row, this.#spec.groupField) ?? id,
      text: found.text,
    };
    const category = this.#label(row, this.#spec.categoryField);
    if (category !== undefined) example.category = category;
    if (origin.provenance !== undefined) example.provenance = origin.provenance;
    if (this.#spec.modality === 'code') {
      const language = languageOfRow(row, this.#spec);
      if (language.reason !== undefined) return language.reason;
      example.language = language.known;
    }
    if (this.#spec.modality === 'table')
      example.columns = cellsOf(row, this.#spec.columns, (name) => this.#isLabel(name));
    if (this.#spec.vectorField !== undefined) {
      const vector = this.#vectorOf(row, this.#spec.vectorField);
      if (typeof vector === 'string') return vector;
      example.vector = vector;
    }
    return example;
  }

  /** True for a field that tells of the row, and is no column of the table. */
  #isLabel(name: string): boolean {
    const { idField, groupField, categoryField, vectorField } = this.#spec;
    const labels = [
      groupField,
      categoryField,
      vectorField,
      ...(idField === undefined ? ID_FIELDS : [idField]),
    ];
    return labels.includes(name) || isProvenanceColumn(name);
  }

  /** The vector, or why there is none. All vectors of a file have as many numbers as its first. */
  #vectorOf(row: Row, field: string): Float32Array | string {
    const value = fieldAt(row, field);
    const vector = vectorOf(value);
    if (vector === undefined) return `field "${field}" is ${kindOf(value)}, not a list of numbers`;
    const fault = faultOf(vector);
    if (fault !== undefined) return `field "${field}" ${fault}`;
    this.search.dimension ??= vector.length;
    if (vector.length === this.search.dimension) return vector;
    return `field "${field}" has ${vector.length} numbers, the first of the file ${this.search.dimension}`;
  }

  #idOf(row: Row): string | undefined {
    const { idField } = this.#spec;
    if (idField !== undefined) return identifier(fieldAt(row, idField));
    for (const field of ID_FIELDS) {
      const id = Object.hasOwn(row, field) ? identifier(row[field]) : undefined;
      if (id !== undefined) return id;
    }
    return undefined;
  }

  #label(row: Row, field: string | undefined): string | undefined {
    if (field === undefined) return undefined;
    const value = fieldAt(row, field);
    return typeof value === 'boolean' ? String(value) : identifier(value);
  }
}

/** A string or number; an empty cell is none. */
function identifier(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}
