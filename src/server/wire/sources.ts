import { type Static, Type } from 'typebox';
import { Absent, ErrorView, Moment } from './shared.ts';

export const SourceView = Type.Object({
  id: Type.String(),
  origin: Type.Optional(Type.String()),
  license: Type.Optional(Type.String()),
  owner: Type.Optional(Type.String()),
  category: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  registeredAt: Type.Optional(Moment),
  examples: Type.Optional(Type.Integer()),
  tokens: Type.Optional(Type.Integer()),
  /** Examples by origin. */
  origins: Type.Optional(Type.Record(Type.String(), Type.Integer())),
  /** What is not known of it: `license`, `owner`, ... */
  unknown: Type.Array(Type.String()),
  /** Models of this line that it is fed by. */
  fedBy: Type.Array(Type.String()),
});
export type SourceView = Static<typeof SourceView>;

/** `GET /api/sources` */
export const SourcesView = Type.Object({
  sources: Type.Array(SourceView),
  corpora: Type.Array(
    Type.Object({
      name: Type.String(),
      digest: Type.Optional(Type.String()),
      at: Type.Optional(Moment),
      examples: Type.Optional(Type.Integer()),
      origins: Type.Record(Type.String(), Type.Integer()),
    }),
  ),
  /** Share of examples, 0 to 1, whose origin nobody knows; absent where nothing was counted. */
  unknownShare: Type.Optional(Type.Number()),
  /** Corpora are being read: ask again for examples by source, and for the share. */
  counting: Type.Optional(Type.Boolean()),
  /** Corpora of the line that could not be read, and why: nothing of them is in what was counted. */
  unread: Type.Optional(Type.Array(Type.Object({ name: Type.String(), error: ErrorView }))),
  /** Corpora that were left out, the oldest. */
  leftOut: Type.Optional(Type.Integer()),
  empty: Type.Optional(Absent),
});
export type SourcesView = Static<typeof SourcesView>;

/** `GET /api/lineage?id=&depth=`: around an example, a generation, a corpus or a mix; without an id the whole line. */
export const LineageView = Type.Object({
  root: Type.Optional(Type.String()),
  nodes: Type.Array(
    Type.Object({
      key: Type.String(),
      type: Type.String(),
      names: Type.Array(Type.String()),
      digest: Type.Optional(Type.String()),
      facts: Type.Array(Type.String()),
      /** Parents below 0, children above. */
      step: Type.Integer(),
    }),
  ),
  edges: Type.Array(Type.Object({ parent: Type.String(), child: Type.String(), how: Type.String() })),
  /** Nodes that were left out, past the most that one answer holds. */
  leftOut: Type.Integer(),
  /** Ways from a model back to itself, by keys of nodes. */
  loops: Type.Array(Type.Array(Type.String())),
  /** Of an example: parents that are named and stand in no corpus, and all else that a reader should know. */
  missing: Type.Optional(Type.Array(Type.String())),
  notes: Type.Optional(Type.Array(Type.String())),
  empty: Type.Optional(Absent),
});
export type LineageView = Static<typeof LineageView>;
