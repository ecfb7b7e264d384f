import { describe, expect, it } from 'vitest';
import { byTurns, measuring } from './by-turns.ts';

/** Three steps, each told to `at`, and a result. */
function* work(at: (step: number) => void): Generator<string, string, void> {
  for (let step = 1; step <= 3; step++) {
    at(step);
    yield `step ${step}`;
  }
  at(4);
  return 'done';
}

describe('byTurns', () => {
  it('does all steps in order and gives what they end in', async () => {
    const seen: number[] = [];
    expect(
      await byTurns(
        work((step) => seen.push(step)),
        new AbortController().signal,
      ),
    ).toBe('done');
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it.each([1, 2, 4])('stops after the step in which a signal came (%i)', async (when) => {
    const controller = new AbortController();
    const seen: number[] = [];
    const run = byTurns(
      work((step) => {
        seen.push(step);
        if (step === when) controller.abort();
      }),
      controller.signal,
    );
    await expect(run).rejects.toMatchObject({ code: 'E_INTERRUPTED', hint: expect.any(String) });
    expect(seen).toHaveLength(when);
  });

  it('lets in what waits for its turn between two steps', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const run = byTurns(
      work((step) => {
        seen.push(step);
        if (step === 2) setImmediate(() => controller.abort());
      }),
      controller.signal,
    );
    await expect(run).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(seen).toEqual([1, 2]);
  });

  it('passes on what a step throws', async () => {
    const broken = work(() => {
      throw new RangeError('no');
    });
    await expect(byTurns(broken, new AbortController().signal)).rejects.toThrow(RangeError);
  });

  it('tells what begins, and how many were done before', async () => {
    const told: unknown[] = [];
    const { signal } = new AbortController();
    await byTurns(
      work(() => {}),
      signal,
      (step, done) => told.push([step, done]),
    );
    expect(told).toEqual([
      ['step 1', 0],
      ['step 2', 1],
      ['step 3', 2],
    ]);
  });

  it('tells of a check which generation of how many is measured', () => {
    const told: unknown[] = [];
    const channel = { progress: (news: unknown) => told.push(news), failed: () => {} };
    measuring({ generations: [{ name: 'g1' }, { name: 'g2' }] as never }, { channel })('g2', 1);
    expect(told).toEqual([{ label: 'measuring g2', done: 1, total: 2, unit: 'steps' }]);
    expect(() => measuring({ generations: [] }, {})('g1', 0)).not.toThrow();
  });
});
