import { type Static, Type } from 'typebox';
import { ErrorView, Moment } from './shared.ts';

export const JOB_KINDS = [
  'check',
  'mix',
  'prove',
  'verify',
  'audit',
  'recover',
  'drill',
  'filter',
  'dedup',
  'profile',
  'queue',
] as const;

export type JobKind = (typeof JOB_KINDS)[number];
export const JobKind = Type.Unsafe<JobKind>(Type.Union(JOB_KINDS.map((kind) => Type.Literal(kind))));

/** `interrupted`: the server or the job was killed; it can go on. */
export const JobState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
  Type.Literal('interrupted'),
]);
export type JobState = Static<typeof JobState>;

export const JobProgress = Type.Object({
  /** What is being done: `reading data/g3.jsonl`. */
  label: Type.String(),
  /** 0 to 1; absent where the whole is not known. */
  share: Type.Optional(Type.Number()),
  done: Type.Number(),
  total: Type.Optional(Type.Number()),
  unit: Type.Union([Type.Literal('bytes'), Type.Literal('steps')]),
  secondsLeft: Type.Optional(Type.Number()),
});
export type JobProgress = Static<typeof JobProgress>;

export const JobView = Type.Object({
  id: Type.String(),
  kind: JobKind,
  /** The command line that it is, as one would type it. */
  command: Type.String(),
  state: JobState,
  by: Type.String(),
  createdAt: Moment,
  startedAt: Type.Optional(Moment),
  endedAt: Type.Optional(Moment),
  progress: Type.Optional(JobProgress),
  /** Exit status: 0 passed, 1 a gate failed, 2 could not run, 130 interrupted. */
  exit: Type.Optional(Type.Integer()),
  error: Type.Optional(ErrorView),
  /** Last lines of what it said. */
  log: Type.Array(Type.String()),
  /** How often it was begun. */
  attempts: Type.Integer(),
});
export type JobView = Static<typeof JobView>;

/** `GET /api/jobs`, newest first. */
export const JobList = Type.Object({ jobs: Type.Array(JobView) });
export type JobList = Static<typeof JobList>;

/**
 * `POST /api/jobs`. `options` by kind, each checked; paths are relative to the workspace and may not leave it. `mix` takes
 * `policy`; `check` `generation`; `queue` `corpora`, `size`, `error`, `reviewers`.
 */
export const NewJob = Type.Object({
  kind: JobKind,
  options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type NewJob = Static<typeof NewJob>;
