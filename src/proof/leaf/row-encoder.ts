import { OutcrossError } from '../../base/errors.ts';
import { hashText } from '../../base/hash.ts';
import { isRow, type Row } from '../../corpus/fields.ts';
import { Shapes } from './shapes.ts';

/** As deep as `canonicalJson` goes. */
const MAX_DEPTH = 500;

/** Lists of names that are kept. */
const MOST_NAMED = 4096;

/** The one field whose parts are told apart. */
const PROVENANCE = 'provenance';

/**
 * Rows as leaves: their canonical JSON (RFC 8785), the same text as `canonicalJson` gives. What only rows hold is written so:
 * - half of a surrogate pair, which RFC 8785 refuses, as the escape that `JSON.stringify` writes;
 * - wide integers of Parquet as digits, in quotes where a double does not hold them; moments in ISO 8601; bytes in base64;
 *   what JSON has no word for as null; fields that are undefined are left out.
 */
export class RowEncoder {
  /** Names of the fields of the row that was encoded last: its top-level keys, and the parts of its provenance. Shared, not copied. */
  fields: readonly string[] = [];
  /** 32-bit hashes of the canonical JSON of those fields. They tell which field differs; they prove nothing. */
  readonly digests: number[] = [];
  readonly #shapes = new Shapes();
  readonly #names = new Map<number, Map<number, readonly string[]>>();

  /** Canonical JSON of a row. Throws `E_ROW` for one that goes deeper than 500 levels. */
  encode(row: Row): string {
    return this.#text(row, 0);
  }

  /** As `encode`; sets `fields` and `digests` too. */
  encodeFields(row: Row): string {
    const shape = this.#shapes.of(row);
    const { sorted, heads } = shape;
    this.digests.length = 0;
    let out = '';
    let parts: readonly string[] | undefined;
    let partsId = -1;
    for (let i = 0; i < sorted.length; i++) {
      const value = row[sorted[i]];
      if (value === undefined) return this.#odd(row);
      if (sorted[i] === PROVENANCE && isRow(value)) {
        const inner = this.#shapes.of(value);
        parts = inner.sorted;
        partsId = inner.id;
        out += heads[i];
        out += this.#parts(value, inner.sorted, inner.heads);
      } else {
        const text = this.#text(value, 1);
        this.digests.push(hashText(text).lo);
        out += heads[i] + text;
      }
    }
    this.fields = this.#namesOf(shape.id, sorted, partsId, parts);
    return sorted.length === 0 ? '{}' : `${out}}`;
  }

  /** A row with a field that is undefined: no reader makes one, so that it may take its time. */
  #odd(row: Row): string {
    const held = Object.entries(row).filter(([, value]) => value !== undefined);
    return this.encodeFields(Object.fromEntries(held));
  }

  #parts(value: Row, sorted: readonly string[], heads: readonly string[]): string {
    let out = '';
    for (let i = 0; i < sorted.length; i++) {
      const inner = value[sorted[i]];
      const text = inner === undefined ? 'null' : this.#text(inner, 2);
      this.digests.push(hashText(text).lo);
      out += heads[i] + text;
    }
    return sorted.length === 0 ? '{}' : `${out}}`;
  }

  #namesOf(
    id: number,
    sorted: readonly string[],
    partsId: number,
    parts: readonly string[] | undefined,
  ): readonly string[] {
    let byParts = this.#names.get(id);
    if (byParts === undefined) {
      if (this.#names.size >= MOST_NAMED) this.#names.clear();
      this.#names.set(id, (byParts = new Map()));
    }
    let names = byParts.get(partsId);
    if (names === undefined) {
      const named = (key: string) =>
        key === PROVENANCE && parts !== undefined ? parts.map((part) => `${PROVENANCE}.${part}`) : [key];
      byParts.set(partsId, (names = sorted.flatMap(named)));
    }
    return names;
  }

  #text(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return JSON.stringify(value);
      case 'number':
        return Number.isFinite(value) ? JSON.stringify(value) : 'null';
      case 'boolean':
        return value ? 'true' : 'false';
      case 'bigint':
        return BigInt(Number(value)) === value ? JSON.stringify(Number(value)) : `"${value}"`;
      case 'object':
        return value === null ? 'null' : this.#inner(value, depth);
      default:
        return 'null';
    }
  }

  #inner(value: object, depth: number): string {
    if (depth === MAX_DEPTH) {
      throw new OutcrossError('E_ROW', `the row is nested more than ${MAX_DEPTH} levels deep`);
    }
    if (Array.isArray(value)) return `[${value.map((item) => this.#text(item, depth + 1)).join(',')}]`;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : JSON.stringify(value);
    if (ArrayBuffer.isView(value)) return base64Of(value);
    const { sorted, heads } = this.#shapes.of(value);
    let out = '';
    for (let i = 0; i < sorted.length; i++) {
      const inner = (value as Row)[sorted[i]];
      if (inner === undefined) return this.#without(value as Row, depth);
      out += heads[i] + this.#text(inner, depth + 1);
    }
    return sorted.length === 0 ? '{}' : `${out}}`;
  }

  #without(value: Row, depth: number): string {
    const held = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return this.#inner(Object.fromEntries(held), depth);
  }
}

function base64Of({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return JSON.stringify(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64'));
}
