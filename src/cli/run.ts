import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { placedError } from './placed-error.ts';
import { printError, statusOf } from './print-error.ts';
import { createProgram } from './program.ts';

/** Runs the command that `args` name. Exit status: 0 passed, 1 a gate failed, 2 could not run, 130 interrupted. */
export async function run(args: readonly string[], context: Context): Promise<0 | 1 | 2 | 130> {
  try {
    const program = await createProgram(args, context);
    await program.parseAsync(args, { from: 'user' });
    return context.status;
  } catch (error) {
    // commander has written its help or error by now.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const placed = await placedError(error, args);
    printError(placed, context);
    context.channel?.failed(placed);
    return statusOf(placed);
  }
}
