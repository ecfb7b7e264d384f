import type { JobList, JobState, JobView } from '../../../../src/server/wire.ts';

/** States in which something still happens. */
const LIVE: readonly JobState[] = ['queued', 'running'];

export function isLive({ state }: Pick<JobView, 'state'>): boolean {
  return LIVE.includes(state);
}

/** `list` with a job as it is now: in its place, or first where it is new. */
export function withJob({ jobs }: JobList, job: JobView): JobList {
  const isKnown = jobs.some(({ id }) => id === job.id);
  return { jobs: isKnown ? jobs.map((each) => (each.id === job.id ? job : each)) : [job, ...jobs] };
}

/** What can be done about a job; nothing where it is done. What failed may have been mended, so that it can begin again. */
export function wayOf({ state }: Pick<JobView, 'state'>): 'cancel' | 'resume' | undefined {
  if (LIVE.includes(state)) return 'cancel';
  return state === 'done' ? undefined : 'resume';
}

/** What an exit status says. */
export function exitText({ exit, state }: Pick<JobView, 'exit' | 'state'>): string | undefined {
  if (exit === undefined) return undefined;
  if (exit === 0) return 'passed';
  if (exit === 1) return state === 'failed' || state === 'done' ? 'a gate failed' : undefined;
  if (exit === 2) return 'could not run';
  return exit === 130 ? 'interrupted' : `exit status ${exit}`;
}

/** Milliseconds that a job has taken so far, or took. */
export function took(
  { startedAt, endedAt }: Pick<JobView, 'startedAt' | 'endedAt'>,
  now: number,
): number | undefined {
  if (startedAt === undefined) return undefined;
  const end = endedAt === undefined ? now : Date.parse(endedAt);
  return Math.max(0, end - Date.parse(startedAt));
}

/** Those of a state; empty: all. Those that still run come first, else as they came: the newest first. */
export function listed(jobs: readonly JobView[], state: string): JobView[] {
  const wanted = jobs.filter((job) => state === '' || job.state === state);
  return [...wanted.filter(isLive), ...wanted.filter((job) => !isLive(job))];
}
