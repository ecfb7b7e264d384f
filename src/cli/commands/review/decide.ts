import { type Command, Option } from 'commander';
import { ORIGINS, type Origin } from '../../../corpus/example.ts';
import type { Review } from '../../../ledger/review/standing.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { given } from '../../facts/corpus-fact.ts';
import { addLedgerOptions, type ReadLedgerOptions } from '../../ledger-options.ts';
import { wholeNumber } from '../../reading-options.ts';
import { personName } from '../../record.ts';
import { workspaceOf } from '../../workspace-options.ts';

interface DecideOptions extends ReadLedgerOptions {
  readonly decision: Review['decision'];
  readonly reviewer?: string;
  readonly origin?: Origin;
  readonly text?: string;
  readonly note?: string;
  readonly in?: readonly string[];
  readonly seen?: string;
  readonly after?: number;
}

/** `outcross review decide`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Records a decision about an example, bound to the text that it has now. Where somebody decided about it before, nothing is written, ' +
        'unless --after names that decision: nobody is overruled unawares.',
    )
    .argument('<id>', 'the example')
    .addOption(
      new Option('--decision <word>', 'accept, reject, edit, relabel, skip or undo (required)')
        .choices(['accept', 'reject', 'edit', 'relabel', 'skip', 'undo'])
        .makeOptionMandatory(),
    )
    .option('--reviewer <name>', 'who decides (default: OUTCROSS_ACTOR, else the account)')
    .addOption(new Option('--origin <word>', 'what it is, with relabel').choices(ORIGINS))
    .option('--text <text>', 'what takes the place of its text, with edit')
    .option('--note <text>', 'why')
    .option(
      '--in <corpus...>',
      'where the example stands (default: what the next mix of the workspace reads)',
    )
    .option('--seen <sha256>', 'digest of the text that was seen, instead of looking the example up')
    .option('--after <n>', 'number of the decision that this one comes after', wholeNumber(1));
  addLedgerOptions(command);
  addExamples(command, [
    ['outcross review decide g1-0017 --decision reject --note "cut off"', 'out'],
    [
      'outcross review decide e7 --decision relabel --origin synthetic --after 12',
      'although event 12 accepted it',
    ],
  ]);
  command.action(async (id: string, options: DecideOptions) => {
    const { reviewer = personName(context.env), decision, origin, text, note, seen, after, ledger } = options;
    const { requireWhole, seenDigest, decide } = await import('../../actions/review.ts');
    const workspace = await workspaceOf(options);
    requireWhole({ decision, origin, text }, '');
    const digest = seen ?? (await seenDigest(id, options.in, workspace, context));
    const review: Review = { decision, reviewer, seen: digest, ...given({ origin, text, note }) };
    const event = await decide({ id, review, after: after ?? 0 }, { workspace, ...given({ ledger }) });
    context.stdout.write(`${visible(id)}: ${decision} by ${visible(reviewer)}, event ${event.seq}\n`);
  });
}
