import { describe, expect, it } from 'vitest';
import type { JobProgress, PlanPending } from '../../../../src/server/wire.ts';
import { patiently } from './patiently.ts';

const progress: JobProgress = { label: 'reading data/g1.jsonl', done: 1, unit: 'bytes' };
const pending: PlanPending = { surveyed: false, progress };

function stage(answers: (PlanPending | string)[], over: () => boolean = () => false) {
  const told: (JobProgress | undefined)[] = [];
  let waits = 0;
  const answer = patiently<string>({
    ask: async () => answers.shift()!,
    wait: async () => {
      waits++;
    },
    tell: (now) => told.push(now),
    isOver: over,
  });
  return { answer, told, waits: () => waits };
}

describe('patiently', () => {
  it('gives an answer that is there at once', async () => {
    const { answer, told, waits } = stage(['plan']);
    expect(await answer).toBe('plan');
    expect([told, waits()]).toEqual([[undefined], 0]);
  });

  it('waits and asks again while the inputs are surveyed, and tells how far that is', async () => {
    const { answer, told, waits } = stage([pending, pending, 'plan']);
    expect(await answer).toBe('plan');
    expect([told, waits()]).toEqual([[progress, progress, undefined], 2]);
  });

  it('stops when nobody waits any more', async () => {
    let over = false;
    const { answer } = stage([pending, pending, 'plan'], () => {
      const now = over;
      over = true;
      return now;
    });
    await expect(answer).rejects.toThrow('nobody waits');
  });
});
