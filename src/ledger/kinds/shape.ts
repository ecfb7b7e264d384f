import type { Schema } from '../../config/schema.ts';

/** A JSON Schema (draft 2020-12) and the type of what keeps to it. */
export interface Shape<T> {
  readonly schema: Schema;
  /** Of a member: the key may be absent. */
  readonly optional?: true;
  /** Never there: it holds the type. */
  readonly type?: T;
}

export type Members = Readonly<Record<string, Shape<unknown>>>;

type OptionalKeys<M extends Members> = {
  [K in keyof M]: M[K] extends { readonly optional: true } ? K : never;
}[keyof M];

export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** What an object of these members is in TypeScript. */
export type ObjectOf<M extends Members> = {
  readonly [K in Exclude<keyof M, OptionalKeys<M>>]: ValueOf<M[K]>;
} & { readonly [K in OptionalKeys<M>]?: ValueOf<M[K]> };

/** At most `longest` characters: facts are small. */
export function text(longest = 1_000): Shape<string> {
  return { schema: { type: 'string', maxLength: longest } };
}

/** A name or an id: a text of at least one character. */
export function name(longest = 512): Shape<string> {
  return { schema: { type: 'string', minLength: 1, maxLength: longest } };
}

/** SHA-256 in hexadecimal. */
export function sha256(): Shape<string> {
  return { schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } };
}

/** A day, or a moment of RFC 3339. */
export function moment(): Shape<string> {
  return { schema: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+(Z|[+-]\\d{2}:\\d{2}))?$' } };
}

export function count(): Shape<number> {
  return { schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } };
}

export function number(): Shape<number> {
  return { schema: { type: 'number' } };
}

/** From 0 to 1. */
export function share(): Shape<number> {
  return { schema: { type: 'number', minimum: 0, maximum: 1 } };
}

export function flag(): Shape<boolean> {
  return { schema: { type: 'boolean' } };
}

export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  return { schema: { enum: words } };
}

/** Lower and upper end. */
export function interval(): Shape<readonly [number, number]> {
  return { schema: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 } };
}

export function list<T>(item: Shape<T>, longest = 1_000): Shape<readonly T[]> {
  return { schema: { type: 'array', items: item.schema, maxItems: longest } };
}

/** Values by names that are data, such as origins or reasons. */
export function table<T>(value: Shape<T>, longest = 1_000): Shape<Readonly<Record<string, T>>> {
  return { schema: { type: 'object', additionalProperties: value.schema, maxProperties: longest } };
}

/** An object of these members and no others. */
export function object<const M extends Members>(members: M): Shape<ObjectOf<M>> {
  const entries = Object.entries(members);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, shape]) => [key, shape.schema])),
      required: entries.filter(([, shape]) => shape.optional !== true).map(([key]) => key),
      additionalProperties: false,
    },
  };
}

export function optional<T>(shape: Shape<T>): Shape<T> & { readonly optional: true } {
  return { ...shape, optional: true };
}

/** The same schema for a reader: members that a later version added are no fault. */
export function openSchema(schema: Schema): Schema {
  return opened(schema) as Schema;
}

function opened(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(opened);
  if (typeof part !== 'object' || part === null) return part;
  const kept = Object.entries(part).filter(
    ([key, value]) => key !== 'additionalProperties' || value !== false,
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, opened(value)]));
}
