import { OutcrossError } from '../../base/errors.ts';
import type { Finding } from '../../base/finding.ts';
import { type Line, paint, span } from '../../report/terminal/paint.ts';
import { visible } from '../../report/visible.ts';
import { validateWorkspace } from '../../workspace/validate.ts';
import { CONFIG_NAME, openWorkspace } from '../../workspace.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { proseLines } from '../prose-lines.ts';

/** Says whether the configuration can be used; findings of severity critical end with status 1. */
export async function validate(
  file: string | undefined,
  { json }: { readonly json?: boolean },
  context: Context,
): Promise<void> {
  const workspace = await openWorkspace(process.cwd(), file, context.env);
  if (workspace.file === undefined) {
    throw new OutcrossError('E_NOT_FOUND', `there is no ${CONFIG_NAME} here or above`, {
      where: process.cwd(),
      hint: 'Make one: outcross init',
    });
  }
  const findings = await validateWorkspace(workspace);
  const failing = findings.some(({ severity }) => severity === 'critical');
  context.status = failing ? 1 : 0;
  if (json === true) {
    context.stdout.write(`${JSON.stringify({ file: workspace.file, findings }, undefined, 2)}\n`);
    return;
  }
  const columns = context.stdout.columns || PIPE_COLUMNS;
  const lines = findings.flatMap((finding) => findingLines(finding, columns));
  context.stdout.write(paint(lines, columns, wantsColour(context.stdout, context.env)));
  const sections = Object.keys(workspace.config);
  const what = sections.length === 0 ? 'it says nothing yet' : `it says ${sections.join(', ')}`;
  context.stdout.write(failing ? '' : `${workspace.file} is right: ${what}.\n`);
}

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

function findingLines({ severity, message, where, remedy }: Finding, columns: number): Line[] {
  const head = severity === 'critical' ? 'wrong' : 'note';
  const place = where === undefined ? '' : `${where}: `;
  const look = { indent: 2 };
  return [
    [span(head, 'bold', severity === 'critical' ? 'red' : 'yellow')],
    ...proseLines(visible(place + message), columns, look),
    ...(remedy === undefined ? [] : proseLines(visible(remedy), columns, { ...look, styles: ['dim'] })),
  ];
}
