import { type Static, Type } from 'typebox';
import { ErrorView, JobKind, JobProgress, JobState, type JobView } from '../wire.ts';

export const JOB_SCHEMA = 'outcross.job/1';

/** Ids in the order of their making: milliseconds in 36 digits, and 48 random bits. */
export const JOB_ID = /^[0-9a-z]{9}-[0-9a-f]{12}$/;

/** Lines of what a job said that its record keeps, and characters of each. */
export const KEPT_LINES = 40;
export const LINE_LENGTH = 500;

/** A process, told apart from a later one of the same id by when it was started, where the system tells. */
export const ProcessMark = Type.Object({
  pid: Type.Integer({ minimum: 1 }),
  start: Type.Optional(Type.String()),
  host: Type.String(),
});
export type ProcessMark = Static<typeof ProcessMark>;

/** A job as its file keeps it. */
export const JobRecord = Type.Object({
  schema: Type.Literal(JOB_SCHEMA),
  id: Type.String({ pattern: JOB_ID.source }),
  kind: JobKind,
  /** Of the program. */
  args: Type.Array(Type.String()),
  command: Type.String(),
  state: JobState,
  by: Type.String(),
  createdAt: Type.String(),
  startedAt: Type.Optional(Type.String()),
  endedAt: Type.Optional(Type.String()),
  exit: Type.Optional(Type.Integer()),
  error: Type.Optional(ErrorView),
  progress: Type.Optional(JobProgress),
  log: Type.Array(Type.String()),
  attempts: Type.Integer({ minimum: 0 }),
  /** How often servers found it cut off and began it again, since a person last asked for it. */
  revivals: Type.Integer({ minimum: 0 }),
  /** A person wants it to end. */
  unwanted: Type.Optional(Type.Boolean()),
  /** The next server begins it again: the one before was stopped while it ran. */
  paused: Type.Optional(Type.Boolean()),
  /** The ledger has heard how it ended. */
  told: Type.Optional(Type.Boolean()),
  /** Where it runs. */
  process: Type.Optional(ProcessMark),
});
export type JobRecord = Static<typeof JobRecord>;

/** A job as it goes over the wire, with its last `lines` lines. */
export function viewOf(record: JobRecord, lines = KEPT_LINES): JobView {
  const { id, kind, command, state, by, createdAt, startedAt, endedAt, attempts, log } = record;
  const { progress, exit, error } = record;
  return {
    id,
    kind,
    command,
    state,
    by,
    createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(progress === undefined || state !== 'running' ? {} : { progress }),
    ...(exit === undefined ? {} : { exit }),
    ...(error === undefined ? {} : { error }),
    log: lines === 0 ? [] : log.slice(-lines),
    attempts,
  };
}
