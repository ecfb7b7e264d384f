import { OutcrossError } from '../base/errors.ts';
import type { PlainError } from './messages.ts';

/** An error as a value that a message port keeps; one without a code is a defect, and keeps its stack. */
export function plainError(error: unknown): PlainError {
  const coded =
    error instanceof OutcrossError
      ? error
      : new OutcrossError('E_INTERNAL', wordsOf(error), { cause: error });
  if (coded.code !== 'E_INTERNAL') return coded.toJSON();
  return { ...coded.toJSON(), stack: coded.cause instanceof Error ? coded.cause.stack : coded.stack };
}

/** What was thrown need not be an error, nor have words: then an answer is still owed. */
function wordsOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'something was thrown that cannot be put into words';
  }
}
