import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desk, widest } from './fixtures.test.support.ts';
import { StepClock } from './step-clock.ts';

/** Does the four steps of a generation, each in as many seconds as are given. */
function generation(
  clock: StepClock,
  wait: (ms: number) => void,
  g: number,
  seconds: readonly number[],
): void {
  (['mix', 'train', 'sample', 'check'] as const).forEach((step, i) => {
    clock.begin(step, g, step);
    wait(seconds[i] * 1000);
    clock.done(step, false);
  });
}

describe('the clock of a drive', () => {
  it('shows what is done and for how long, before it can know more', () => {
    const { context, wait } = desk();
    const clock = new StepClock(context, 3);
    clock.begin('train', 1, 'g1: training');
    wait(65_000);
    expect(clock.text()).toBe('g1: training  1:05');
  });

  it('estimates what is left from the generation before', () => {
    const { context, wait } = desk();
    const clock = new StepClock(context, 3);
    generation(clock, wait, 1, [1, 60, 30, 9]);
    clock.begin('train', 2, 'g2: training');
    wait(20_000);
    // 40 of training, 30 and 9 after it, then a whole generation of 100.
    expect(clock.text()).toBe('g2: training  0:20  about 2:59 left');
    wait(600_000);
    // Training took longer than before; what comes after it takes as long as it did.
    expect(clock.text()).toContain('about 2:19 left');
  });

  it('takes nothing from steps that were kept', () => {
    const { context, wait } = desk();
    const clock = new StepClock(context, 2);
    for (const step of ['mix', 'train', 'sample', 'check'] as const) clock.done(step, true);
    clock.begin('mix', 2, 'g2: mixing');
    wait(1000);
    expect(clock.text()).toBe('g2: mixing  0:01');
  });

  it('draws on a terminal only, and leaves no trace', () => {
    const pipe = desk();
    new StepClock(pipe.context, 1).begin('mix', 1, 'g1: mixing');
    expect(pipe.err.text).toBe('');
    const { context, err } = desk();
    err.isTTY = true;
    const clock = new StepClock(context, 1);
    clock.begin('mix', 1, 'g1: mixing');
    expect(err.text).toContain('g1: mixing  0:00');
    clock.close();
    expect(err.text.endsWith('\r\u001b[K')).toBe(true);
  });
});

describe('an estimate of the time left', () => {
  it('waits until each of the four steps was timed', () => {
    const { context, wait } = desk();
    const clock = new StepClock(context, 5);
    for (const [i, step] of (['mix', 'train', 'sample'] as const).entries()) {
      clock.begin(step, 1, step);
      wait(1000 * (i + 1));
      clock.done(step, false);
    }
    clock.begin('check', 1, 'check');
    expect(clock.text()).toBe('check  0:00');
    wait(4000);
    clock.done('check', false);
    clock.begin('mix', 2, 'mix');
    // Four generations of 10 seconds each.
    expect(clock.text()).toBe('mix  0:00  about 0:40 left');
  });

  it('ends at nothing in the last step of the last generation', () => {
    const { context, wait } = desk();
    const clock = new StepClock(context, 2);
    generation(clock, wait, 1, [1, 2, 3, 4]);
    clock.begin('check', 2, 'check');
    wait(4000);
    expect(clock.text()).toBe('check  0:04  about 0:00 left');
    wait(90_000);
    expect(clock.text()).toBe('check  1:34  about 0:00 left');
  });

  it('forgets older times for newer ones', () => {
    const { context, wait } = desk();
    const clock = new StepClock(context, 4);
    generation(clock, wait, 1, [1, 100, 1, 1]);
    generation(clock, wait, 2, [1, 10, 1, 1]);
    clock.begin('mix', 3, 'mix');
    expect(clock.text()).toContain('about 0:26 left');
  });

  it('never grows while a step goes on', () => {
    fc.assert(
      fc.property(
        fc.tuple(...([1, 2, 3, 4] as const).map(() => fc.integer({ min: 0, max: 500 }))),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
        fc.constantFrom('mix' as const, 'train' as const, 'sample' as const, 'check' as const),
        (seconds, waits, step) => {
          const { context, wait } = desk();
          const clock = new StepClock(context, 3);
          generation(clock, wait, 1, seconds);
          clock.begin(step, 2, 'x');
          const left = () => secondsOf(/about ([\d:]+) left/.exec(clock.text())![1]);
          let before = left();
          for (const pause of waits) {
            wait(pause * 1000);
            expect(left()).toBeLessThanOrEqual(before);
            before = left();
          }
          // What comes after the step under way is always still to do.
          const whole = seconds.reduce((sum, one) => sum + one, 0);
          const after = seconds.slice(['mix', 'train', 'sample', 'check'].indexOf(step) + 1);
          expect(before).toBeGreaterThanOrEqual(whole + after.reduce((sum, one) => sum + one, 0));
        },
      ),
    );
  });

  it('says nothing of a step that is none', () => {
    const { context } = desk();
    const clock = new StepClock(context, 2);
    expect(clock.text()).toBe('');
    clock.begin('mix', 1, 'x');
    clock.done('mix', false);
    expect(clock.text()).toBe('');
  });
});

describe('the line of the clock', () => {
  it.each([20, 40, 80])('leaves the last of %d cells free', (columns) => {
    const { context, err } = desk();
    err.isTTY = true;
    err.columns = columns;
    const clock = new StepClock(context, 1);
    clock.begin('train', 1, `g1: ${'training '.repeat(20)}`);
    expect(widest(err.text.replace('\r\u001b[K', ''))).toBeLessThan(columns);
    clock.close();
  });

  it('is not drawn on a terminal that knows no escape codes', () => {
    const { context, err } = desk({ TERM: 'dumb' });
    err.isTTY = true;
    const clock = new StepClock(context, 1);
    clock.begin('train', 1, 'x');
    clock.clear();
    clock.close();
    expect(err.text).toBe('');
  });

  it('is erased once, however often it is cleared', () => {
    const { context, err } = desk();
    err.isTTY = true;
    const clock = new StepClock(context, 1);
    clock.begin('train', 1, 'x');
    const before = err.text;
    clock.clear();
    clock.clear();
    clock.close();
    expect(err.text).toBe(`${before}\r\u001b[K`);
  });

  it('tells the channel how many steps of the whole drive were done', () => {
    const { context } = desk();
    const told: unknown[] = [];
    const channel = { progress: (news: unknown) => told.push(news), failed: () => {} };
    const clock = new StepClock({ ...context, channel }, 3);
    clock.begin('human', 0, 'splitting');
    clock.begin('mix', 1, 'g1: mixing');
    clock.begin('sample', 2, 'g2: sampling');
    expect(told).toEqual([
      { label: 'splitting', done: 0, total: 12, unit: 'steps' },
      { label: 'g1: mixing', done: 0, total: 12, unit: 'steps' },
      { label: 'g2: sampling', done: 6, total: 12, unit: 'steps' },
    ]);
  });
});

/** `1:02:03` as seconds. */
function secondsOf(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
