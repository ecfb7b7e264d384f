import type { Command } from 'commander';
import { atomicWrite } from '../../base/atomic.ts';
import { forecast } from '../../lab/forecast/forecast.ts';
import { requireOptions } from '../../lab/forecast/options.ts';
import type { Forecast } from '../../lab/forecast/result.ts';
import { forecastTerminal } from '../../report/forecast/terminal.ts';
import { labJson } from '../../report/lab/json.ts';
import { visible } from '../../report/visible.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { loadForecastInput } from '../forecast-inputs.ts';
import { addForecastOptions, type ForecastCommandOptions } from '../forecast-options.ts';
import { version } from '../version.ts';

/** `outcross forecast`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says what becomes of the rare types of human text when models learn from one another by a plan, and how much human data ' +
        'keeps them. It is what chance takes from learners that repeat what they learned; --observed fits it to generations that exist.',
    )
    .helpCommand(false)
    .argument('<human...>', 'human text: files, folders, patterns, profiles, -');
  addForecastOptions(command);
  addExamples(command, [
    ['outcross forecast human.profile', 'none, a tenth and a half of human data, ten generations'],
    [
      'outcross forecast human.jsonl --samples 1000000 --mode accumulate --real 0,0.2 --html forecast.html',
      'a plan of one million tokens a generation, with a web page',
    ],
    [
      'outcross forecast human.profile --real 0 --observed g1.profile g2.profile',
      'fitted to two generations that exist',
    ],
  ]);
  command.action((inputs: string[], options: ForecastCommandOptions) => run(inputs, options, context));
}

async function run(
  inputs: readonly string[],
  options: ForecastCommandOptions,
  context: Context,
): Promise<void> {
  const { sameReal, html: _, json: __, workers: ___, observed: ____, ...plan } = options;
  const chosen = { ...plan, fresh: sameReal !== true };
  // Before the long work: a plan out of bounds needs no reading.
  requireOptions(chosen);
  const input = await loadForecastInput(inputs, options, context);
  const found = forecast(input.human, {
    ...chosen,
    name: input.name,
    observed: input.observed,
    version: version(),
  });
  await show(found, options, context);
}

async function show(found: Forecast, options: ForecastCommandOptions, context: Context): Promise<void> {
  if (options.html !== undefined) {
    // The drawing library is loaded where it is asked for.
    const { forecastHtml } = await import('../../report/forecast/html.ts');
    await atomicWrite(options.html, await forecastHtml(found));
  }
  if (options.json === true) {
    context.stdout.write(labJson(found));
    return;
  }
  const columns = context.stdout.columns || 80;
  context.stdout.write(
    forecastTerminal(found, { columns, colour: wantsColour(context.stdout, context.env) }),
  );
  if (options.html !== undefined) context.stdout.write(`\nForecast written to ${visible(options.html)}\n`);
}
