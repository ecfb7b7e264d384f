import { join } from 'node:path';
import { atomicWrite } from '../../../base/atomic.ts';
import type { LabRun } from '../../../lab/run/result.ts';
import { labJson } from '../../../report/lab/json.ts';
import { runTerminal } from '../../../report/lab/run-terminal.ts';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import type { RunOptions } from './run-options.ts';

/** Writes a run wherever the options ask for it; a run folder gets its JSON. */
export async function showLab(
  run: LabRun,
  options: Pick<RunOptions, 'html' | 'out' | 'json'>,
  context: Context,
): Promise<void> {
  const document = labJson(run);
  if (options.html !== undefined) {
    const { runHtml } = await import('../../../report/lab/run-html.ts');
    await atomicWrite(options.html, await runHtml(run));
  }
  if (options.out !== undefined) await atomicWrite(join(options.out, 'result.json'), document);
  if (options.json === true) {
    context.stdout.write(document);
    return;
  }
  const columns = context.stdout.columns || 100;
  context.stdout.write(runTerminal(run, { columns, colour: wantsColour(context.stdout, context.env) }));
  if (options.html !== undefined) context.stdout.write(`\nPage written to ${visible(options.html)}\n`);
  if (options.out !== undefined) context.stdout.write(`\nRun kept in ${visible(options.out)}\n`);
}
