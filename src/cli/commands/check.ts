import type { Command } from 'commander';
import { OutcrossError } from '../../base/errors.ts';
import { check } from '../../report/check.ts';
import { loadInputs } from '../check-inputs.ts';
import { addCheckOptions, type CheckCommandOptions } from '../check-options.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { requireApart, requireWritable } from '../output-file.ts';
import { showReport } from '../show-report.ts';
import { version } from '../version.ts';

/** `outcross check`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says whether a line of models is healthy, narrow, early or late in collapse, shifted, or inconclusive: on which ' +
        'evidence, how sure, and what to do. Give successive generations in order; each is a corpus or a profile.',
    )
    .helpCommand(false)
    .argument(
      '[generation...]',
      'output of each generation, first to last: files, folders, patterns, profiles, -',
    );
  addCheckOptions(command);
  addExamples(command, [
    ['outcross check g1.jsonl g2.jsonl --against human.jsonl', 'two generations against human text'],
    [
      'outcross check g*.profile --against human.profile --html report.html',
      'from profiles, with a web page',
    ],
    [
      'outcross check new.jsonl --against human.jsonl --group-field author --fail-on early,late,narrow',
      'in CI',
    ],
  ]);
  command.action((inputs: string[], options: CheckCommandOptions) => run(inputs, options, context));
}

async function run(inputs: readonly string[], options: CheckCommandOptions, context: Context): Promise<void> {
  const files = [options.html, options.markdown].filter((path) => path !== undefined);
  for (const path of files) {
    await requireWritable(path);
    await requireApart(path, path === options.html ? '--html' : '--markdown', [
      ...inputs,
      ...(options.against ?? []),
    ]);
  }
  const input = await loadInputs(inputs, options, context);
  const { alpha, margin, tokens, order, failOn } = options;
  const report = check(input, {
    ...(alpha === undefined ? {} : { alpha }),
    ...(margin === undefined ? {} : { margins: { level: margin } }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(order === undefined ? {} : { lmOrder: order }),
    failOn,
    version: version(),
    onGeneration: () => stopIfAsked(context),
  });
  await showReport(report, options, context);
  context.status = report.status === 'failed' ? 1 : 0;
}

function stopIfAsked({ signal }: Context): void {
  if (!signal.aborted) return;
  throw new OutcrossError('E_INTERRUPTED', 'interrupted: nothing was written', {
    hint: 'Run the same command again.',
  });
}
