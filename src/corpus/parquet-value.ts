import type { SchemaElement, SchemaTree } from 'hyparquet';
import { isRow } from './fields.ts';
import { isList, isMap, isMoment } from './parquet-schema.ts';

/** A value as the writer of Parquet takes it for a column of this schema; null where there is none. */
export function columnValue(value: unknown, tree: SchemaTree): unknown {
  if (value === null || value === undefined) return null;
  if (isMap(tree)) return value;
  if (isList(tree)) {
    const inner = tree.children[0].children[0];
    return (value as unknown[]).map((item) => columnValue(item, inner));
  }
  if (tree.children.length > 0) {
    const fields: Record<string, unknown> = {};
    for (const child of tree.children) {
      const { name } = child.element;
      fields[name] = columnValue(
        Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null,
        child,
      );
    }
    return fields;
  }
  return leafValue(value, tree.element);
}

function leafValue(value: unknown, element: SchemaElement): unknown {
  const { type, converted_type: kind } = element;
  if (kind === 'JSON') return jsonValue(value);
  if (isMoment(element)) return moment(value, element);
  if (type === 'INT64' && kind !== 'DECIMAL') return BigInt(value as number | bigint);
  if (type === 'DOUBLE') return Number(value);
  if (kind === 'UTF8' && value instanceof Date) return value.toISOString();
  if (type === 'BYTE_ARRAY' && kind !== 'UTF8' && kind !== 'DECIMAL' && typeof value === 'string') {
    return Buffer.from(value);
  }
  return value;
}

/** The writer turns JSON columns into text itself, but not wide numbers and bytes in them. */
function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonValue);
  if (!isRow(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonValue(inner)]));
}

const UNITS = { MILLIS: 1_000_000n, MICROS: 1000n, NANOS: 1n } as const;

/** A moment in the units of its column since 1970. Text holds what a Date cannot: see `exactMoment`. */
function moment(value: unknown, { converted_type, logical_type }: SchemaElement): bigint {
  const unit =
    logical_type?.type === 'TIMESTAMP'
      ? logical_type.unit
      : converted_type === 'TIMESTAMP_MICROS'
        ? 'MICROS'
        : 'MILLIS';
  return nanosecondsOf(value as Date | string) / UNITS[unit as keyof typeof UNITS];
}

/** Nanoseconds since 1970 as a Date, or as text in ISO 8601 with all nine digits where a Date would round them. */
export function exactMoment(nanoseconds: bigint): Date | string {
  const rest = ((nanoseconds % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((nanoseconds - rest) / 1_000_000n));
  if (rest === 0n) return date;
  return `${date.toISOString().slice(0, -1)}${rest.toString().padStart(6, '0')}Z`;
}

function nanosecondsOf(value: Date | string): bigint {
  if (value instanceof Date) return BigInt(value.getTime()) * 1_000_000n;
  const fine = /\.\d{3}(\d{6})Z$/.exec(value)?.[1] ?? '0';
  return BigInt(Date.parse(value)) * 1_000_000n + BigInt(fine);
}
