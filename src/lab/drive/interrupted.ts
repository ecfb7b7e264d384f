import { OutcrossError } from '../../base/errors.ts';

/** The error of a drive that its caller stopped. */
export function interruptedDrive(what: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_INTERRUPTED', `interrupted in ${what}`, {
    cause,
    hint: 'All steps before it are kept: run the same command again to go on there.',
  });
}
