import type { Command } from 'commander';
import type { SuspicionOptions } from '../actions/suspicion-options.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross suspicion`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Ranks texts by what hints at a machine, without keys: how bland and even they are to a model of human text, and, where the ' +
        "log-probabilities of a real model are given, Fast-DetectGPT's curvature. On labelled texts of your own it measures what these hints are " +
        'worth. They are no verdict: nothing is tagged by them, and a text that looks suspicious may be by a person.',
    )
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .option('--human <path>', 'text of people, of the kind that is to be judged (required)')
    .option(
      '--labelled <path>',
      'texts that state their origin, human or synthetic: what the hints are measured on',
    )
    .option(
      '--logprobs <file>',
      'log-probabilities and their moments under a real model, as JSON lines by id',
    )
    .option('--least-tokens <n>', 'shorter texts are not scored (default: 20)', wholeNumber(2))
    .option('-o, --output <file>', 'write values and ranks of each text, as JSON lines')
    .option('--top <n>', 'texts that are listed (default: 10)', wholeNumber(1))
    .option('--json', 'as JSON');
  addWorkspaceOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross suspicion crawl/ --human books/ -o scores.jsonl', 'ranks alone: not calibrated'],
    [
      'outcross suspicion crawl/ --human books/ --labelled labelled.jsonl',
      'with what the hints find on texts whose origin is known',
    ],
  ]);
  command.action(async (inputs: string[], options: SuspicionOptions) => {
    const { rankSuspicion } = await import('../actions/suspicion.ts');
    await rankSuspicion(inputs, options, context);
  });
}
