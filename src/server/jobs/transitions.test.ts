import { describe, expect, it } from 'vitest';
import { recordOf } from './jobs.test.support.ts';
import {
  allows,
  cutOff,
  ended,
  isOver,
  MOST_REVIVALS,
  resumed,
  revived,
  started,
  unknown,
  unstarted,
  unwanted,
} from './transitions.ts';

const AT = '2026-03-04T12:01:00.000Z';
const MARK = { pid: 7, start: '100', host: 'here' };
const RUNNING = started(recordOf(), MARK, AT);
const exit = (status: number) => ({ status, signal: null });
const signal = (name: string) => ({ status: null, signal: name });

describe('ended', () => {
  it.each([
    [0, 'done'],
    [1, 'done'],
    [2, 'failed'],
    [130, 'interrupted'],
    [134, 'interrupted'],
  ] as const)('takes status %d for %s', (status, state) => {
    expect(ended(RUNNING, exit(status), AT)).toMatchObject({ state, exit: status, endedAt: AT });
  });

  it('keeps what a command said ended it', () => {
    const error = { code: 'E_EMPTY', message: 'a.jsonl is empty' };
    expect(ended(RUNNING, { ...exit(2), error }, AT)).toMatchObject({ state: 'failed', error });
  });

  it('takes a kill for an interruption, and says so', () => {
    const record = ended(RUNNING, signal('SIGKILL'), AT);
    expect(record).toMatchObject({ state: 'interrupted', error: { code: 'E_WORKER' } });
    expect(record.error?.message).toContain('SIGKILL');
    expect(record).not.toHaveProperty('paused');
  });

  it('takes what a person ended for cancelled, but not what was done by then', () => {
    const record = unwanted(RUNNING, AT);
    for (const how of [exit(130), exit(2), signal('SIGKILL')])
      expect(ended(record, how, AT).state).toBe('cancelled');
    expect(ended(record, exit(0), AT).state).toBe('done');
  });

  it('leaves what the server ended to the next one', () => {
    expect(ended(RUNNING, exit(130), AT, true)).toMatchObject({ state: 'interrupted', paused: true });
    expect(ended(unwanted(RUNNING, AT), exit(130), AT, true).state).toBe('cancelled');
  });

  it('forgets the process', () => {
    expect(ended(RUNNING, exit(0), AT)).not.toHaveProperty('process');
  });
});

describe('cutOff', () => {
  it('leaves the job to the server that finds it, unless somebody cancelled it', () => {
    expect(cutOff(RUNNING, AT)).toMatchObject({ state: 'interrupted', paused: true });
    expect(cutOff(unwanted(RUNNING, AT), AT).state).toBe('cancelled');
  });

  it('gives up on a job that servers die of', () => {
    let record = RUNNING;
    for (let i = 0; i < MOST_REVIVALS; i++) record = started(revived(cutOff(record, AT), true), MARK, AT);
    expect(record.attempts).toBe(MOST_REVIVALS + 1);
    const last = cutOff(record, AT);
    expect(last).not.toHaveProperty('paused');
    expect(last.error?.message).toContain(`${MOST_REVIVALS + 1} times`);
  });

  it('counts afresh once a person asks again, and not where servers stopped by themselves', () => {
    expect(revived(RUNNING, false).revivals).toBe(0);
    expect(resumed({ ...RUNNING, revivals: 3 }).revivals).toBe(0);
  });
});

describe('unwanted', () => {
  it('ends what does not run, and marks what does', () => {
    expect(unwanted(recordOf(), AT)).toMatchObject({ state: 'cancelled', endedAt: AT });
    expect(unwanted(recordOf({ state: 'interrupted' }), AT).state).toBe('cancelled');
    expect(unwanted(RUNNING, AT)).toMatchObject({ state: 'running', unwanted: true, process: MARK });
  });
});

describe('a job that begins again', () => {
  it('keeps nothing of how it ended, but its log and how often it was begun', () => {
    const failed = { ...ended(unwanted(RUNNING, AT), exit(130), AT), log: ['said'], told: true };
    const again = resumed(failed);
    expect(again).toEqual({ ...recordOf(), log: ['said'], attempts: 1 });
    expect(started(again, MARK, AT)).toMatchObject({ state: 'running', attempts: 2, process: MARK });
  });
});

describe('what cannot run', () => {
  it('fails where there is no process, and waits for a person where there may be one', () => {
    expect(unstarted(recordOf(), { code: 'E_WORKER', message: 'no' }, AT)).toMatchObject({
      state: 'failed',
      endedAt: AT,
    });
    expect(unknown(RUNNING, AT)).toMatchObject({ state: 'interrupted', error: { code: 'E_LOCKED' } });
    expect(unknown(unwanted(RUNNING, AT), AT).state).toBe('cancelled');
  });
});

describe('allows', () => {
  it('cancels what is not over, and resumes what did not come to its end', () => {
    const states = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
    expect(states.filter((state) => allows(state, 'cancel'))).toEqual(['queued', 'running', 'interrupted']);
    expect(states.filter((state) => allows(state, 'resume'))).toEqual(['failed', 'cancelled', 'interrupted']);
    expect(states.filter((state) => !isOver(state))).toEqual(['queued', 'running']);
  });
});
