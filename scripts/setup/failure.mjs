/** A failure with a message for a person: it is printed without a stack. */
export class ScriptFailure extends Error {
  /**
   * @param {string} message What went wrong, and what to do.
   * @param {number} [status] Exit status: 1 a check failed, 2 it could not run.
   */
  constructor(message, status = 2) {
    super(message);
    this.status = status;
  }
}

/**
 * Runs a script's main function; the number it gives becomes the exit status.
 *
 * @param {() => number | void | Promise<number | void>} main
 */
export async function script(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof ScriptFailure)) throw error;
    console.error(error.message);
    process.exitCode = error.status;
  }
}
