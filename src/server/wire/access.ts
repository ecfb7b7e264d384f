import { type Static, Type } from 'typebox';
import { Moment } from './shared.ts';

/** `read` looks; `review` also decides about examples; `operate` also starts jobs and gives tokens. */
export const Role = Type.Union([Type.Literal('read'), Type.Literal('review'), Type.Literal('operate')]);
export type Role = Static<typeof Role>;

/** `POST /api/session`: with it the browser gets its cookie. */
export const LogIn = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });
export type LogIn = Static<typeof LogIn>;

/** `GET /api/session` */
export const Session = Type.Object({
  name: Type.String(),
  role: Role,
  /** To be sent as `x-outcross-csrf` with every request that changes something. */
  csrf: Type.String(),
  /** True under `outcross view`: one person at this computer. */
  local: Type.Boolean(),
  version: Type.String(),
  /** Name of the line, of `outcross.yaml`. */
  line: Type.Optional(Type.String()),
  expiresAt: Moment,
});
export type Session = Static<typeof Session>;

export const TokenView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Role,
  createdAt: Moment,
  expiresAt: Type.Optional(Moment),
  lastUsedAt: Type.Optional(Moment),
  revokedAt: Type.Optional(Moment),
});
export type TokenView = Static<typeof TokenView>;

/** `GET /api/tokens` */
export const TokenList = Type.Object({ tokens: Type.Array(TokenView) });
export type TokenList = Static<typeof TokenList>;

/** `POST /api/tokens` */
export const NewToken = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  role: Role,
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
});
export type NewToken = Static<typeof NewToken>;

/** Shown once: only its hash is kept. */
export const TokenMade = Type.Object({ token: TokenView, secret: Type.String() });
export type TokenMade = Static<typeof TokenMade>;
