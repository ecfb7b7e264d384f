import { type Command, InvalidArgumentError } from 'commander';
import type { QueueOptions } from '../../actions/review-queue-options.ts';
import type { Context } from '../../context.ts';
import { addEngineOptions } from '../../engine-options.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions } from '../../ledger-options.ts';
import { addReadingOptions, wholeNumber } from '../../reading-options.ts';

/** `outcross review queue`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Makes a queue of examples to decide about: those about which a decision tells most (near the threshold of a filter, carrying rare words of ' +
        'human text, suspicious, near-duplicates, outdated, disputed), and a random sample that bounds the share of all that would be ' +
        'rejected. The queue keeps the texts as they are now.',
    )
    .argument(
      '[corpus...]',
      'what models wrote (default: what the next mix of the workspace would take, else its newest generation)',
    )
    .option('--size <n>', 'items that tell most', wholeNumber(0), 500)
    .option(
      '--error <share>',
      'half width of the interval of the share that would be rejected; 0 for no random sample',
      share,
      0.02,
    )
    .option('--reviewers <n>', 'who decide about each item that several decide about', wholeNumber(1), 2)
    .option('--overlap <share>', 'share of the items that several decide about', share, 0.1)
    .option('--seed <seed>', 'of the draw', '1')
    .option('--anchor <folder>', 'verified human data (default: of the workspace, else its human data)')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write what was made as JSON');
  addLedgerOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross review queue', 'what the next mix would take'],
    ['outcross review queue data/g3.jsonl --size 200 --error 0.05', 'of a generation, in an hour or two'],
  ]);
  command.action(async (inputs: string[], options: QueueOptions) => {
    const { reviewQueue } = await import('../../actions/review-queue.ts');
    const { madeText } = await import('../../queue-text.ts');
    const { queue, made, of } = await reviewQueue(inputs, options, context);
    const { decided, unreadable, malformed } = made;
    const document = {
      schema: 'outcross.review-queue/1',
      ...queue,
      passedOver: { decided, unreadable, malformed },
    };
    context.stdout.write(
      options.json === true ? `${JSON.stringify(document, undefined, 2)}\n` : madeText(queue, of, made),
    );
  });
}

function share(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}
