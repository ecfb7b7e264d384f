import type { Command } from 'commander';
import { atomicWrite } from '../../../base/atomic.ts';
import { runErrors } from '../../../lab/errors/errors.ts';
import type { LabErrors } from '../../../lab/errors/result.ts';
import { errorsTerminal } from '../../../report/lab/errors-terminal.ts';
import { labJson } from '../../../report/lab/json.ts';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { requireWritable } from '../../output-file.ts';
import { wholeNumber } from '../../reading-options.ts';
import { version } from '../../version.ts';
import { LabBar } from './lab-bar.ts';
import { number } from './run-options.ts';

interface ErrorsOptions {
  readonly learner: string;
  readonly limit?: string;
  readonly n?: number;
  readonly generations?: number;
  readonly replicates?: number;
  readonly seed?: string;
  readonly text?: readonly string[];
  readonly workers?: number;
  readonly json?: boolean;
  readonly html?: string;
}

/** `outcross lab errors`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Tells the three errors of model collapse apart: finite samples, a class too small for the truth, a solver that falls ' +
        'short. Every combination of them is run, on the same random numbers, and the loss is shared out.',
    )
    .option('--learner <name>', 'mixture, categorical or transformer', 'mixture')
    .option(
      '--limit <how>',
      'how the solver falls short: early-stopped, regularised, high-step (default: the first)',
    )
    .option('--n <rows>', 'rows of a generation where the sample is finite (M)', number)
    .option('--generations <n>', 'refits on synthetic data', number)
    .option('--replicates <n>', 'independent repetitions', number)
    .option('--seed <seed>', 'any text; the same seed gives the same result (default: 1)')
    .option('--text <corpus...>', 'human text, for the transformer (default: the Brown corpus)')
    .option(
      '--workers <n>',
      'threads; the result does not depend on it (default: by the learner)',
      wholeNumber(0),
    )
    .option('--json', 'write the result as JSON to standard output, and nothing else')
    .option('--html <file>', 'write the result as a web page');
  addExamples(command, [
    ['outcross lab errors --learner categorical', 'which error costs most, on categories'],
    ['outcross lab errors --limit regularised --html errors.html', 'a Gaussian mixture, as a web page'],
  ]);
  command.action((options: ErrorsOptions) => run(options, context));
}

async function run(options: ErrorsOptions, context: Context): Promise<void> {
  if (options.html !== undefined) await requireWritable(options.html);
  const { n, json: _, html: __, workers, ...request } = options;
  const bar = new LabBar(context, 'lines');
  let result: LabErrors;
  try {
    result = await runErrors(
      { ...request, ...(n === undefined ? {} : { samples: n }) },
      {
        version: version(),
        signal: context.signal,
        onProgress: (done, total) => bar.update(done, total),
        ...(workers === undefined ? {} : { workers }),
      },
    );
  } finally {
    bar.clear();
  }
  await show(result, options, context);
}

async function show(result: LabErrors, { html, json }: ErrorsOptions, context: Context): Promise<void> {
  if (html !== undefined) {
    const { errorsHtml } = await import('../../../report/lab/errors-html.ts');
    await atomicWrite(html, await errorsHtml(result));
  }
  if (json === true) {
    context.stdout.write(labJson(result));
    return;
  }
  const columns = context.stdout.columns || 100;
  context.stdout.write(errorsTerminal(result, { columns, colour: wantsColour(context.stdout, context.env) }));
  if (html !== undefined) context.stdout.write(`\nPage written to ${visible(html)}\n`);
}
