import { OutcrossError } from '../base/errors.ts';
import type { PlainError } from './messages.ts';

/** An error as a value that a message port keeps; one without a code is a defect, and keeps its stack. */
export function plainError(error: unknown): PlainError {
  const coded =
    error instanceof OutcrossError ? error : new OutcrossError('E_INTERNAL', String(error), { cause: error });
  if (coded.code !== 'E_INTERNAL') return coded.toJSON();
  return { ...coded.toJSON(), stack: coded.cause instanceof Error ? coded.cause.stack : coded.stack };
}
