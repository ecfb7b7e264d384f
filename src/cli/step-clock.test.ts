import { describe, expect, it } from 'vitest';
import { desk } from './fixtures.test.support.ts';
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
    expect(clock.text()).toContain('about 1:40 left');
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
