import { setImmediate } from 'node:timers/promises';
import { OutcrossError } from '../base/errors.ts';
import type { CheckInput } from '../compare/comparable.ts';
import type { Context } from './context.ts';

/**
 * Does a long computation step by step, and lets signals in between: while a step runs, none is heard. Throws `E_INTERRUPTED`
 * after the step in which one came, the last included. `onStep`: told what begins, and how many were done before it.
 */
export async function byTurns<S, T>(
  steps: Generator<S, T, void>,
  signal: AbortSignal,
  onStep?: (step: S, done: number) => void,
): Promise<T> {
  for (let done = 0; ; done++) {
    const step = steps.next();
    if (!step.done) onStep?.(step.value, done);
    await setImmediate();
    if (signal.aborted) {
      throw new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was written', {
        hint: 'Run the same command again.',
      });
    }
    if (step.done) return step.value;
  }
}

/** For the steps of a check: tells which generation is measured. */
export function measuring(
  { generations }: Pick<CheckInput, 'generations'>,
  { channel }: Pick<Context, 'channel'>,
): (name: string, done: number) => void {
  const total = generations.length;
  return (name, done) => channel?.progress({ label: `measuring ${name}`, done, total, unit: 'steps' });
}
