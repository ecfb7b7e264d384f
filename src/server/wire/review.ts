import { type Static, Type } from 'typebox';
import { Absent, ErrorView, Interval, Moment, OriginName, Sha256 } from './shared.ts';

export const DecisionName = Type.Union([
  Type.Literal('accept'),
  Type.Literal('reject'),
  Type.Literal('edit'),
  Type.Literal('relabel'),
  Type.Literal('skip'),
  Type.Literal('undo'),
]);
export type DecisionName = Static<typeof DecisionName>;

/** Why an example is in the queue. */
export const ReasonView = Type.Object({
  kind: Type.Union([
    Type.Literal('threshold'),
    Type.Literal('tail'),
    Type.Literal('suspicious'),
    Type.Literal('duplicate'),
    Type.Literal('sample'),
    Type.Literal('outdated'),
    Type.Literal('disagreement'),
  ]),
  /** `c4.min-words: 3.1 words a line, the threshold is 3` */
  text: Type.String(),
  /** 0 to 1: how much it counts in the order of the queue. */
  weight: Type.Number(),
  /** Parts of the text that it speaks of, as offsets in UTF-16 units: [start, end). */
  spans: Type.Array(Interval),
});
export type ReasonView = Static<typeof ReasonView>;

export const Neighbour = Type.Object({
  id: Type.String(),
  text: Type.String(),
  /** 0 to 1. */
  similarity: Type.Number(),
  origin: Type.Optional(OriginName),
});
export type Neighbour = Static<typeof Neighbour>;

/** A decision that stands, or one of several. */
export const DecisionView = Type.Object({
  seq: Type.Integer(),
  at: Moment,
  reviewer: Type.String(),
  decision: DecisionName,
  origin: Type.Optional(OriginName),
  text: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
});
export type DecisionView = Static<typeof DecisionView>;

/** An example to decide about. `GET /api/review/queues/:queue/item?id=` */
export const ReviewItem = Type.Object({
  queue: Type.String(),
  /** Place in the queue, from 0; what `after` takes. */
  place: Type.Integer(),
  /** Of the example. */
  id: Type.String(),
  text: Type.String(),
  /** SHA-256 of the text that was seen, to be sent back with the decision. */
  seen: Sha256,
  file: Type.Optional(Type.String()),
  provenance: Type.Record(Type.String(), Type.Unknown()),
  reasons: Type.Array(ReasonView),
  human: Type.Array(Neighbour),
  duplicates: Type.Array(Neighbour),
  assignee: Type.Optional(Type.String()),
  /** How many are to decide about it. */
  wants: Type.Optional(Type.Integer()),
  /** Newest event about this example that the server knew, 0 for none: a decision that does not name it is refused. */
  version: Type.Integer(),
  /**
   * Of each reviewer the newest that was not taken back. Where several are to decide (`wants`), those of the others come only when the asker
   * has decided.
   */
  decisions: Type.Array(DecisionView),
});
export type ReviewItem = Static<typeof ReviewItem>;

export const SamplingView = Type.Object({
  /** Examples that the queue speaks for. */
  population: Type.Integer(),
  /** Examples drawn at random, decided so far and wanted. */
  decided: Type.Integer(),
  wanted: Type.Integer(),
  /** How many would do, were the share what it seems to be; absent while fewer than 30 are decided. */
  wantedAtRate: Type.Optional(Type.Integer()),
  rejected: Type.Integer(),
  /** Share that would be rejected, with its 95% interval (exact, Clopper-Pearson, finite population). */
  rate: Type.Optional(Type.Number()),
  interval: Type.Optional(Interval),
  /** Half width that the plan asks for, 0 to 1. */
  error: Type.Number(),
});
export type SamplingView = Static<typeof SamplingView>;

export const QueueView = Type.Object({
  id: Type.String(),
  createdAt: Moment,
  createdBy: Type.String(),
  /** Of which corpora, by file name. */
  corpora: Type.Array(Type.String()),
  size: Type.Integer(),
  decided: Type.Integer(),
  /** Of the asker. */
  mine: Type.Integer(),
  /** Decisions by what they were. */
  tally: Type.Record(Type.String(), Type.Integer()),
  /** Reviewers wanted for each of the examples that two decide about. */
  reviewers: Type.Integer(),
  sampling: Type.Optional(SamplingView),
});
export type QueueView = Static<typeof QueueView>;

/** `GET /api/review/queues` */
export const QueueList = Type.Object({ queues: Type.Array(QueueView), empty: Type.Optional(Absent) });
export type QueueList = Static<typeof QueueList>;

/** `GET /api/review/queues/:queue/next?after=&count=`: the asker's next undecided items after a place. */
export const NextItems = Type.Object({ items: Type.Array(ReviewItem), remaining: Type.Integer() });
export type NextItems = Static<typeof NextItems>;

/** `POST /api/review/decisions` */
export const Decide = Type.Object({
  queue: Type.String({ maxLength: 200 }),
  id: Type.String({ maxLength: 1000 }),
  decision: DecisionName,
  origin: Type.Optional(OriginName),
  text: Type.Optional(Type.String({ maxLength: 500_000 })),
  note: Type.Optional(Type.String({ maxLength: 4_000 })),
  seconds: Type.Optional(Type.Number({ minimum: 0 })),
  seen: Sha256,
  version: Type.Integer({ minimum: 0 }),
});
export type Decide = Static<typeof Decide>;

/** With 409 `E_CONFLICT` the same, as it stands now: somebody was faster. */
export const Decided = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  decisions: Type.Array(DecisionView),
  remaining: Type.Integer(),
  /** With 409: why nothing was written. */
  error: Type.Optional(ErrorView),
});
export type Decided = Static<typeof Decided>;

/** `GET /api/review/queues/:queue/agreement` */
export const AgreementView = Type.Object({
  pairs: Type.Array(
    Type.Object({
      a: Type.String(),
      b: Type.String(),
      examples: Type.Integer(),
      agreed: Type.Integer(),
      /** Cohen's kappa; absent where it does not exist (one of both always says the same). */
      kappa: Type.Optional(Type.Number()),
      /** Of fewer than 30 examples: no word such as `fair` can rest on it. */
      few: Type.Optional(Type.Boolean()),
      interval: Type.Optional(Interval),
      /** Decisions of a by decisions of b. */
      table: Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer())),
    }),
  ),
  /** Examples about which reviewers disagree, by id. */
  disputed: Type.Array(Type.String()),
});
export type AgreementView = Static<typeof AgreementView>;

/** `POST /api/review/queues/:queue/assignments`: the next `count` unassigned items to a reviewer. */
export const Assign = Type.Object({
  reviewer: Type.String({ minLength: 1, maxLength: 200 }),
  count: Type.Integer({ minimum: 1, maximum: 100_000 }),
});
export type Assign = Static<typeof Assign>;

/** How many items there were to assign. */
export const Assigned = Type.Object({ assigned: Type.Integer() });
export type Assigned = Static<typeof Assigned>;
