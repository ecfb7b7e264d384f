import { type Static, type TUnsafe, Type } from 'typebox';

/** RFC 3339, UTC. */
export const Moment = Type.String({ format: 'date-time' });

/** Lower and upper end of an interval. */
export const Interval = Type.Tuple([Type.Number(), Type.Number()]);

/** SHA-256 in hexadecimal digits. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const VerdictName = Type.Union([
  Type.Literal('healthy'),
  Type.Literal('narrow'),
  Type.Literal('early'),
  Type.Literal('late'),
  Type.Literal('shifted'),
  Type.Literal('inconclusive'),
]);

export const OriginName = Type.Union([
  Type.Literal('human'),
  Type.Literal('synthetic'),
  Type.Literal('mixed'),
  Type.Literal('unknown'),
]);
export type OriginName = Static<typeof OriginName>;

/** What went wrong, where, and what to do: as the command line says it. */
export const ErrorView = Type.Object({
  /** `E_...` of the command line, or `E_ACCESS`, `E_RATE`, `E_TOO_LARGE` of the server. */
  code: Type.String(),
  message: Type.String(),
  where: Type.Optional(Type.String()),
  hint: Type.Optional(Type.String()),
});
export type ErrorView = Static<typeof ErrorView>;

/** What is not there yet, and the command that makes it. */
export const Absent = Type.Object({
  why: Type.String(),
  /** To be typed in a terminal, in the folder of the workspace. */
  command: Type.Optional(Type.String()),
});
export type Absent = Static<typeof Absent>;

/** A document that has a JSON Schema of its own, under its type in the code. */
export function Document<T>(schema: string): TUnsafe<T> {
  return Type.Unsafe<T>({
    type: 'object',
    description: `See ${schema}`,
    additionalProperties: true,
  });
}
