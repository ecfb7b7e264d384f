import { type Command, InvalidArgumentError, Option } from 'commander';
import { MOMENTS, STAGES } from '../../audit/item.ts';
import { suggestion } from '../../base/spelling.ts';
import type { AnswerOptions } from '../actions/audit-answer.ts';
import type { AuditOptions } from '../actions/audit-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross audit` and its subcommand. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Runs the checklist over the workspace: where data come from, whether real data are kept, whether the reservoir is frozen, what ' +
        'checks said, how synthetic data were vetted, and whether all of it is done again. Each item has evidence, and what fails ' +
        'has the command that mends it. Ends with status 1 where the gates of outcross.yaml are not met.',
    )
    .helpCommand(false)
    .enablePositionalOptions()
    .option('--when <moments>', `only items of: ${MOMENTS.join(', ')}; with commas`, words(MOMENTS))
    .option('--stage <stages>', `only: ${STAGES.join(', ')}; with commas`, words(STAGES))
    .option('--all', 'show also what passed, is waived, or does not apply')
    .option('--html <file>', 'write a web page')
    .option('--markdown <file>', 'write Markdown, for a pull request')
    .option('--sarif <file>', 'write SARIF 2.1.0, for code scanning')
    .option('--junit <file>', 'write JUnit XML, for a pipeline')
    .option('--json', 'write the audit as JSON to standard output')
    .option('--dry-run', 'record nothing in the ledger')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0));
  addRecordOptions(command);
  addEngineOptions(command);
  addWorkspaceOptions(command);
  addExamples(command, [
    ['outcross audit', 'what fails, and what mends it'],
    ['outcross audit --when before-training --sarif audit.sarif --junit audit.xml', 'in a pipeline'],
    [
      'outcross audit answer sources.training-allowed yes --owner "A. Person" --evidence "contract 12"',
      'what only a person knows',
    ],
    ['outcross audit --engine spark --master spark://host:7077', 'corpora are read on a cluster'],
  ]);
  command.action(async (options: AuditOptions) => {
    const { runAudit } = await import('../actions/audit.ts');
    await runAudit(options, context);
  });
  defineAnswer(command.command('answer'), context);
}

function defineAnswer(command: Command, context: Context): void {
  command
    .summary('answer an item that no computer can')
    .description(
      'Records the answer of a named person to an item of the audit that no computer can answer. It holds until a day, and the ' +
        'ledger keeps who gave it.',
    )
    .argument('<item>', 'id of the item, as outcross audit shows it')
    .argument('<answer>', 'yes, no or not-applicable')
    .requiredOption('--owner <name>', 'who answers for it')
    .option('--evidence <text>', 'on what the answer rests: a contract, a page, a ticket')
    .option('--until <day>', 'the last day that it holds, such as 2027-03-31 (default: a year from today)')
    .option('--json', 'write the event as JSON to standard output')
    .addOption(
      new Option(
        '--ledger <place>',
        'record it here: a file, or postgres://... (default: as outcross.yaml says)',
      ),
    );
  addWorkspaceOptions(command);
  addExamples(command, [
    [
      'outcross audit answer sources.owned yes --owner "A. Person" --evidence "data register, row 4" --until 2027-03-31',
      'with an end',
    ],
  ]);
  command.action(async (item: string, answer: string, options: AnswerOptions) => {
    const { answerItem } = await import('../actions/audit-answer.ts');
    await answerItem(item, answer, options, context);
  });
}

/** Parses words with commas, each one of `known`. */
function words<const T extends string>(known: readonly T[]): (text: string) => T[] {
  return (text) => {
    const named = text.split(',').map((part) => {
      const word = part.trim() as T;
      if (known.includes(word)) return word;
      const meant = suggestion(word, known);
      throw new InvalidArgumentError(
        `There is no "${word}". ${meant === '' ? '' : `${meant} `}Known: ${known.join(', ')}.`,
      );
    });
    return [...new Set(named)];
  };
}
