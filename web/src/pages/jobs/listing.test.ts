import { describe, expect, it } from 'vitest';
import { JOB } from './jobs.test.support.ts';
import { exitText, isLive, listed, took, wayOf, withJob } from './listing.ts';

describe('withJob', () => {
  const list = { jobs: [JOB, { ...JOB, id: 'b' }] };

  it('puts what is new first', () => {
    expect(withJob(list, { ...JOB, id: 'c' }).jobs.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('puts a change in its place', () => {
    const { jobs } = withJob(list, { ...JOB, id: 'b', state: 'done' });
    expect(jobs.map(({ id, state }) => `${id} ${state}`)).toEqual(['a running', 'b done']);
  });
});

describe('wayOf', () => {
  it('stops what runs or waits, lets the rest begin again, and leaves what is done', () => {
    const ways = (['queued', 'running', 'failed', 'cancelled', 'interrupted', 'done'] as const).map((state) =>
      wayOf({ ...JOB, state }),
    );
    expect(ways).toEqual(['cancel', 'cancel', 'resume', 'resume', 'resume', undefined]);
  });
});

describe('exitText', () => {
  it('says what the command line would', () => {
    const say = (exit: number | undefined) =>
      exitText({ state: 'done', ...(exit === undefined ? {} : { exit }) });
    expect([0, 1, 2, 130, 137, undefined].map(say)).toEqual([
      'passed',
      'a gate failed',
      'could not run',
      'interrupted',
      'exit status 137',
      undefined,
    ]);
  });
});

describe('took', () => {
  const startedAt = '2026-01-01T00:00:10.000Z';

  it('is counted to the end, or to now', () => {
    const now = Date.parse('2026-01-01T00:01:00.000Z');
    expect(took({ startedAt }, now)).toBe(50_000);
    expect(took({ startedAt, endedAt: '2026-01-01T00:00:12.500Z' }, now)).toBe(2500);
  });

  it('is nothing before the start, and never below nothing', () => {
    expect(took({}, 5)).toBeUndefined();
    expect(took({ startedAt }, 0)).toBe(0);
  });
});

describe('listed', () => {
  const jobs = (['done', 'running', 'failed', 'queued'] as const).map((state, i) => ({
    ...JOB,
    id: `j${i}`,
    state,
  }));

  it('puts what still runs first, else the newest', () => {
    expect(listed(jobs, '').map(({ state }) => state)).toEqual(['running', 'queued', 'done', 'failed']);
    expect(jobs.filter(isLive)).toHaveLength(2);
  });

  it('keeps those of a state', () => {
    expect(listed(jobs, 'failed').map(({ id }) => id)).toEqual(['j2']);
    expect(listed(jobs, 'cancelled')).toEqual([]);
  });
});
