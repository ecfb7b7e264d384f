import { type Static, Type } from 'typebox';
import type { GenerationReport, LostType, Report } from '../../report/report.ts';
import { Absent, Document, Interval, Moment, OriginName, VerdictName } from './shared.ts';

/** One generation of the line, newest verdict only. */
export const GenerationPoint = Type.Object({
  id: Type.String(),
  /** From 1. */
  position: Type.Integer(),
  /** Absent: never checked. */
  verdict: Type.Optional(VerdictName),
  why: Type.Optional(Type.String()),
  checkedAt: Type.Optional(Moment),
  examples: Type.Optional(Type.Integer()),
  tokens: Type.Optional(Type.Integer()),
  /** Findings by severity. */
  findings: Type.Record(Type.String(), Type.Integer()),
  /** Examples by origin, as declared. */
  origins: Type.Optional(Type.Record(Type.String(), Type.Integer())),
});
export type GenerationPoint = Static<typeof GenerationPoint>;

/** One signal over the generations of the answer: ratio to human against human, column by column; null where not measured. */
export const TrendSeries = Type.Object({
  /** `tail.coverage[1,10%]` */
  key: Type.String(),
  id: Type.String(),
  order: Type.Optional(Type.Integer()),
  band: Type.Optional(Type.Number()),
  /** As people say it: `tail coverage, words, last 10%`. */
  label: Type.String(),
  direction: Type.Union([Type.Literal('falls'), Type.Literal('rises'), Type.Literal('flag')]),
  margin: Type.Optional(Type.Number()),
  ratio: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  low: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  high: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  /** Of the newest report that has a trend of this signal. */
  worsening: Type.Optional(Type.Boolean()),
});
export type TrendSeries = Static<typeof TrendSeries>;

export const AlertView = Type.Object({
  seq: Type.Integer(),
  at: Moment,
  severity: Type.String(),
  message: Type.String(),
  generation: Type.Optional(Type.String()),
});
export type AlertView = Static<typeof AlertView>;

/** `GET /api/line?from=&to=`: generations at positions from..to, the newest 200 where nothing is asked. */
export const LineView = Type.Object({
  line: Type.String(),
  /** Generations of the whole line. */
  total: Type.Integer(),
  generations: Type.Array(GenerationPoint),
  /** Verdicts of the whole line by position, null where never checked: what a window of `generations` is chosen on. */
  overview: Type.Optional(Type.Array(Type.Union([VerdictName, Type.Null()]))),
  /** The most telling first. */
  trends: Type.Array(TrendSeries),
  /** One sentence: healthy or not, and why. */
  summary: Type.String(),
  verdict: Type.Optional(VerdictName),
  firstEarly: Type.Optional(Type.String()),
  firstLate: Type.Optional(Type.String()),
  lastHealthy: Type.Optional(Type.String()),
  alerts: Type.Array(AlertView),
  /** What is due next, the command that does it. */
  next: Type.Array(Type.Object({ text: Type.String(), command: Type.Optional(Type.String()) })),
  empty: Type.Optional(Absent),
});
export type LineView = Static<typeof LineView>;

/** `GET /api/generations/:id` */
export const GenerationView = Type.Object({
  point: GenerationPoint,
  /** Every check of it, newest first. */
  checks: Type.Array(
    Type.Object({ seq: Type.Integer(), at: Moment, verdict: Type.Optional(VerdictName), by: Type.String() }),
  ),
  previous: Type.Optional(Type.String()),
  following: Type.Optional(Type.String()),
  /** The report of its newest check: this generation's part, and what is common to all. */
  report: Type.Optional(Document<GenerationReport>('schemas/report.schema.json')),
  context: Type.Optional(
    Document<Pick<Report, 'settings' | 'human' | 'scissors' | 'findings'>>('schemas/report.schema.json'),
  ),
  /** Why there is no report. */
  absent: Type.Optional(Absent),
});
export type GenerationView = Static<typeof GenerationView>;

/** What kind of thing a lost type is, by its spelling. */
export const LostCategoryName = Type.Union([
  Type.Literal('word'),
  Type.Literal('name'),
  Type.Literal('number'),
  Type.Literal('mixed'),
  Type.Literal('sign'),
  Type.Literal('phrase'),
]);

/** `GET /api/generations/:id/lost?category=&order=&search=&offset=&limit=`: what was lost, the surest first. */
export const LostView = Type.Object({
  lost: Type.Array(Document<LostType>('schemas/report.schema.json#/$defs/lostType')),
  /** Of the category that was asked for. */
  total: Type.Integer(),
  /** Of `order` and `search` alone, by category, the most first. */
  categories: Type.Record(Type.String(), Type.Integer()),
  /** Why there is nothing. */
  absent: Type.Optional(Absent),
});
export type LostView = Static<typeof LostView>;

/**
 * `GET /api/generations/:id/map`: examples of the holdout and of the generation on the first two principal axes of the
 * holdout's vectors, column by column.
 */
export const MapView = Type.Object({
  x: Type.Array(Type.Number()),
  y: Type.Array(Type.Number()),
  /** 0 human, 1 of the generation. */
  side: Type.Array(Type.Integer()),
  /** Of human points: 1 where an example of the generation lies within its k-th nearest human neighbour. 1 for others. */
  covered: Type.Array(Type.Integer()),
  /** Beginning of the text, where the profile keeps it; shown escaped. */
  text: Type.Array(Type.Union([Type.String(), Type.Null()])),
  k: Type.Integer(),
  /** Share of the variance that either axis shows. */
  shown: Type.Tuple([Type.Number(), Type.Number()]),
  /** Share of human points covered. */
  coverage: Type.Number(),
  encoder: Type.String(),
  absent: Type.Optional(Absent),
});
export type MapView = Static<typeof MapView>;

const Measured = Type.Object({ value: Type.Number(), ratio: Type.Number(), interval: Interval });

/** `GET /api/compare?a=&b=` */
export const CompareView = Type.Object({
  a: GenerationPoint,
  b: GenerationPoint,
  signals: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      family: Type.String(),
      direction: Type.Union([Type.Literal('falls'), Type.Literal('rises'), Type.Literal('flag')]),
      a: Type.Optional(Measured),
      b: Type.Optional(Measured),
      /** By intervals that do not overlap. */
      change: Type.Union([
        Type.Literal('worse'),
        Type.Literal('better'),
        Type.Literal('differs'),
        Type.Literal('same'),
        Type.Literal('unknown'),
      ]),
    }),
  ),
  categories: Type.Array(
    Type.Object({
      category: Type.String(),
      human: Type.Number(),
      a: Type.Optional(Type.Number()),
      b: Type.Optional(Type.Number()),
    }),
  ),
  /** Types that a still has and b lost. */
  lost: Type.Array(Type.String()),
  origins: Type.Array(
    Type.Object({ origin: OriginName, a: Type.Optional(Type.Integer()), b: Type.Optional(Type.Integer()) }),
  ),
  /** Why a side's figures are those that the ledger recorded with its verdict alone: signals, no lost types and no categories. */
  recorded: Type.Optional(Absent),
  absent: Type.Optional(Absent),
});
export type CompareView = Static<typeof CompareView>;
