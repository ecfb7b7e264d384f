import { OutcrossError } from '../../base/errors.ts';
import { paint } from '../../report/terminal/paint.ts';
import { existingLedgerOf } from '../../workspace/ledger.ts';
import { lineStatus } from '../../workspace/status.ts';
import { CONFIG_NAME } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { statusLines } from '../status-text.ts';
import { type WorkspaceOptions, workspaceOf } from '../workspace-options.ts';

/** Options of `outcross status`. */
export interface StatusOptions extends WorkspaceOptions {
  readonly json?: boolean;
}

export const STATUS_SCHEMA = 'outcross.status/1';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

export async function status(options: StatusOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(options);
  if (workspace.file === undefined) {
    throw new OutcrossError('E_NOT_FOUND', `there is no ${CONFIG_NAME} here or above`, {
      where: process.cwd(),
      hint: 'Make a workspace: outcross init, or one to look around in: outcross init try --example',
    });
  }
  const ledger = await existingLedgerOf(workspace);
  try {
    const now = Date.now();
    const found = await lineStatus(workspace, ledger, now);
    const columns = context.stdout.columns || PIPE_COLUMNS;
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify({ schema: STATUS_SCHEMA, ...found }, undefined, 2)}\n`
        : paint(statusLines(found, columns, now), columns, wantsColour(context.stdout, context.env)),
    );
  } finally {
    await ledger?.close();
  }
}
