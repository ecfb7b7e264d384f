import type { Command } from 'commander';
import { OutcrossError } from '../../base/errors.ts';
import { checkSteps } from '../../report/check.ts';
import { byTurns, measuring } from '../by-turns.ts';
import { inputFiles, readInputs } from '../check-inputs.ts';
import { addCheckOptions, type CheckCommandOptions } from '../check-options.ts';
import { withWorkspaceInputs } from '../check-workspace.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { requireApart, requireWritable } from '../output-file.ts';
import { recordCheck } from '../record-check.ts';
import { showReport } from '../show-report.ts';
import { spaceOptions } from '../space-options.ts';
import { version } from '../version.ts';
import { workspaceOf } from '../workspace-options.ts';

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
    ['outcross check', 'the line of the workspace'],
    [
      'outcross check new.jsonl --against human.jsonl --group-field author --fail-on early,late,narrow',
      'in CI',
    ],
    [
      'outcross check g*/ --against human/ --engine spark --master spark://host:7077',
      'corpora are profiled on a cluster',
    ],
  ]);
  command.action((inputs: string[], options: CheckCommandOptions) => run(inputs, options, context));
}

async function run(inputs: readonly string[], given: CheckCommandOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(given);
  const options = await withWorkspaceInputs(inputs, given, workspace);
  await requireOutputs(inputs, options);
  const input = await readInputs(inputs, options, workspace, context);
  const { alpha, margin, tokens, order, failOn, gateOn } = options;
  const steps = checkSteps(input, {
    ...(alpha === undefined ? {} : { alpha }),
    ...(margin === undefined ? {} : { margins: { level: margin } }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(order === undefined ? {} : { lmOrder: order }),
    space: spaceOptions(options),
    ...(failOn === undefined ? {} : { failOn }),
    ...(gateOn === undefined ? {} : { gateOn }),
    version: version(),
  });
  const report = await byTurns(steps, context.signal, measuring(input, context));
  await showReport(report, options, context);
  context.status = report.status === 'failed' ? 1 : 0;
  await recordCheck(report, inputs, options, workspace, context);
}

/** Throws where a report cannot be written, or would be written over what is read: asked before the long work. */
async function requireOutputs(inputs: readonly string[], options: CheckCommandOptions): Promise<void> {
  const outputs = Object.entries({ '--html': options.html, '--markdown': options.markdown }).flatMap(
    ([option, path]) => (path === undefined ? [] : [{ option, path }]),
  );
  for (const { option, path } of outputs) await requireFile(option, path);
  if (outputs.length === 0) return;
  const taken = await inputFiles(inputs, options);
  for (const { option, path } of outputs) {
    await requireApart(path, option, taken);
    // The second report would be written over the first.
    taken.push(path);
  }
}

async function requireFile(option: string, path: string): Promise<void> {
  if (path !== '' && path !== '-') return requireWritable(path);
  throw new OutcrossError('E_USAGE', `${option} takes the name of a file`, {
    where: option,
    hint: `Such as ${option} report${option === '--html' ? '.html' : '.md'}.`,
  });
}
