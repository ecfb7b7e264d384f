import type { Command } from 'commander';
import type { SummaryOptions } from '../actions/summary.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** `outcross summary`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Puts what check and audit found on one page for CI: Markdown to standard output, a badge, a code quality report of GitLab. It ' +
        'measures nothing and fails on nothing.',
    )
    .helpCommand(false)
    .argument('<result...>', 'what check --json and audit --json wrote; - for standard input')
    .option('--badge <file>', 'write a badge: .svg, or .json for the endpoint badge of shields.io')
    .option('--code-quality <file>', 'write what fails as a code quality report of GitLab')
    .option('--json', 'write status, verdict and score as JSON instead of the page');
  addExamples(command, [
    ['outcross summary report.json audit.json >> "$GITHUB_STEP_SUMMARY"', 'the page of a job'],
    ['outcross summary report.json --badge badge.svg', 'a picture for a README'],
  ]);
  command.action(async (paths: string[], options: SummaryOptions) => {
    const { summarise } = await import('../actions/summary.ts');
    await summarise(paths, options, context);
  });
}
