import { type ErrorDetail, OutcrossError } from '../base/errors.ts';
import { visible } from '../report/visible.ts';
import { wantsColour } from './colour.ts';
import type { Context } from './context.ts';

/** An error as a person reads it: code and message, then where it is and what to do, a line each. */
export function errorText(code: string, message: string, detail: ErrorDetail, colour: boolean): string {
  const head = colour ? `\u001b[31merror\u001b[0m [${code}]` : `error [${code}]`;
  const lines = [`${head} ${visible(message)}`];
  // Most messages begin with the place.
  if (detail.where !== undefined && !message.includes(detail.where))
    lines.push(`  where: ${visible(detail.where)}`);
  if (detail.hint !== undefined) lines.push(`  hint: ${visible(detail.hint)}`);
  return `${lines.join('\n')}\n`;
}

/** Writes an error to standard error. One without a code is a defect: its stack is what a report of it needs. */
export function printError(error: unknown, context: Context): void {
  const colour = wantsColour(context.stderr, context.env);
  if (error instanceof OutcrossError && error.code !== 'E_INTERNAL') {
    context.stderr.write(errorText(error.code, error.message, error, colour));
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = 'This is a defect of outcross: please report it with these lines.';
  context.stderr.write(errorText('E_INTERNAL', message, { hint }, colour));
  const stack = stackOf(error);
  if (stack !== undefined) context.stderr.write(`${stack}\n`);
}

function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (typeof error.cause === 'string') return error.cause;
  return error.cause instanceof Error ? error.cause.stack : error.stack;
}

/** Exit status of a command that ended with `error`. */
export function statusOf(error: unknown): 2 | 130 {
  return error instanceof OutcrossError && error.code === 'E_INTERRUPTED' ? 130 : 2;
}
