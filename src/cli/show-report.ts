import { atomicWrite } from '../base/atomic.ts';
import { json } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import { terminal } from '../report/terminal.ts';
import { visible } from '../report/visible.ts';
import type { CheckCommandOptions } from './check-options.ts';
import { wantsColour } from './colour.ts';
import type { Context } from './context.ts';

/** Writes a report wherever the options ask for it. */
export async function showReport(
  report: Report,
  options: CheckCommandOptions,
  context: Context,
): Promise<void> {
  // Views are loaded where they are asked for: most checks are read in the terminal.
  if (options.html !== undefined) {
    const { html } = await import('../report/html.ts');
    await atomicWrite(options.html, await html(report));
  }
  if (options.markdown !== undefined) {
    const { markdown } = await import('../report/markdown.ts');
    await atomicWrite(options.markdown, markdown(report));
  }
  if (options.json === true) {
    context.stdout.write(json(report));
    return;
  }
  const columns = context.stdout.columns || 100;
  context.stdout.write(terminal(report, { columns, colour: wantsColour(context.stdout, context.env) }));
  for (const path of [options.html, options.markdown]) {
    if (path !== undefined) context.stdout.write(`\nReport written to ${visible(path)}\n`);
  }
}
