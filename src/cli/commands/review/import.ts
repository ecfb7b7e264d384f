import type { Command } from 'commander';
import type { ImportOptions } from '../../actions/review-import.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions } from '../../ledger-options.ts';

/** `outcross review import`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Brings in decisions, a line of JSON each: id, decision, and as needed origin, text, note, reviewer, seen (SHA-256 of the text that was ' +
        'seen), after (number of the decision before). Decisions where somebody was faster are left out and named: exit status 1. What ' +
        'is there already is passed over, so that an import that was cut off can be done again.',
    )
    .argument('<file>', 'decisions, as JSON lines')
    .option(
      '--reviewer <name>',
      'who decided, where a line does not say (default: OUTCROSS_ACTOR, else the account)',
    )
    .option(
      '--in <corpus...>',
      'where the examples stand, for lines without seen (default: what the next mix of the workspace reads)',
    )
    .option('--json', 'write what was done as JSON');
  addLedgerOptions(command);
  addExamples(command, [['outcross review import decisions.jsonl --in data/g1.jsonl', 'of a generation']]);
  command.action(async (file: string, options: ImportOptions) => {
    const { importDecisions } = await import('../../actions/review-import.ts');
    await importDecisions(file, options, context);
  });
}
