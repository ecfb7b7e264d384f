import type { Command } from 'commander';
import type { StatusOptions } from '../actions/status.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross status`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says in ten lines where the line of the workspace stands: its generations and what the newest check said of them, the ' +
        'anchor, the last training set and audit, and what is due. It reads files and ledger, and measures nothing.',
    )
    .helpCommand(false)
    .option('--json', 'write it as JSON to standard output');
  addWorkspaceOptions(command);
  addExamples(command, [['outcross status', 'of the workspace of the working folder']]);
  command.action(async (options: StatusOptions) => {
    const { status } = await import('../actions/status.ts');
    await status(options, context);
  });
}
