import { setImmediate } from 'node:timers/promises';
import { OutcrossError } from '../base/errors.ts';

/**
 * Does a long computation step by step, and lets signals in between: while a step runs, none is heard. Throws `E_INTERRUPTED`
 * after the step in which one came, the last included.
 */
export async function byTurns<T>(steps: Generator<unknown, T, void>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const step = steps.next();
    await setImmediate();
    if (signal.aborted) {
      throw new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was written', {
        hint: 'Run the same command again.',
      });
    }
    if (step.done) return step.value;
  }
}
