import { JOB_SCHEMA, type JobRecord } from './job.ts';

/** A record of a job; queued unless said otherwise. */
export function recordOf(more: Partial<JobRecord> = {}): JobRecord {
  return {
    schema: JOB_SCHEMA,
    id: idOf(1),
    kind: 'check',
    args: ['check'],
    command: 'outcross check',
    state: 'queued',
    by: 'zoe',
    createdAt: '2026-03-04T12:00:00.000Z',
    log: [],
    attempts: 0,
    revivals: 0,
    ...more,
  };
}

/** Ids in the order of `n`. */
export function idOf(n: number): string {
  return `${n.toString(36).padStart(9, '0')}-${'0'.repeat(12)}`;
}
