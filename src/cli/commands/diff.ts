import { type Command, Option } from 'commander';
import type { DiffOptions } from '../actions/diff.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** `outcross diff`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Says what changed from one report to another: verdicts, signals whose intervals do not overlap, findings; of audits, scores ' +
        'and items. Both are what check --json or audit --json wrote.',
    )
    .helpCommand(false)
    .argument('<old>', 'the report before; - for standard input')
    .argument('<new>', 'the report now; - for standard input')
    .addOption(
      new Option('--fail-on <change>', 'end with status 1 where something got worse')
        .choices(['worse', 'none'])
        .default('none'),
    )
    .option('--markdown <file>', 'write it as Markdown, for a comment to a pull request')
    .option('--json', 'write it as JSON to standard output, and nothing else');
  addExamples(command, [
    ['outcross diff main.json report.json', 'two reports of check, in the terminal'],
    ['outcross diff main.json report.json --markdown comment.md --fail-on worse', 'in CI'],
    ['outcross diff audit-before.json audit.json', 'two audits'],
  ]);
  command.action(async (before: string, after: string, options: DiffOptions) => {
    const { diff } = await import('../actions/diff.ts');
    await diff(before, after, options, context);
  });
}
