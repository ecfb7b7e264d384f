import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { percentage } from '../../../base/percent.ts';
import { queuesOf } from '../../../ledger/queue/open.ts';
import { paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import type { Agreement, PairAgreement } from '../../../review/agreement.ts';
import { FEW_PAIRS } from '../../../review/kappa-interval.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, type ReadLedgerOptions, withLedger } from '../../ledger-options.ts';

interface AgreementOptions extends ReadLedgerOptions {
  readonly json?: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: 'reviewers', side: 'left', sacrifice: 0, least: 12 },
  { title: 'examples', side: 'right', sacrifice: 0 },
  { title: 'agreed', side: 'right', sacrifice: 0 },
  { title: 'kappa', side: 'right', sacrifice: 0 },
  { title: '95%', side: 'left', sacrifice: 0 },
];

/** Disputed examples that are named. */
const NAMED = 20;

/** `outcross review agreement`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      "How far reviewers of a queue agree, two by two, over the examples that both decided about: Cohen's kappa, 0 for chance and 1 for " +
        'always, with its interval. And the examples about which they disagree.',
    )
    .argument('[queue]', 'the queue (default: the newest)')
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addExamples(command, [['outcross review agreement', 'of the newest queue']]);
  command.action(async (named: string | undefined, options: AgreementOptions) => {
    const { queueAgreement } = await import('../../../review/progress.ts');
    const found = await withLedger(options, async (store) => {
      const queues = queuesOf(store);
      const queue = named === undefined ? (await queues.list())[0] : await queues.queue(named);
      if (queue === undefined) {
        throw new OutcrossError('E_NOT_FOUND', 'no review queue was made yet', {
          where: store.place,
          hint: 'Make one: outcross review queue.',
        });
      }
      return { queue: queue.id, ...(await queueAgreement(store, queue)) };
    });
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify({ schema: 'outcross.review-agreement/1', ...found }, undefined, 2)}\n`
        : agreementText(found, context),
    );
  });
}

function agreementText({ pairs, disputed }: Agreement, { stdout, env }: Context): string {
  if (pairs.length === 0) return 'No example was decided about by two reviewers yet.\n';
  const rows = pairs.map((pair) => cells(pair).map((text) => ({ text: visible(text) })));
  const room = Math.max(40, stdout.columns || 100);
  const note = pairs.some(({ few }) => few)
    ? `few: less than ${FEW_PAIRS} examples, too few to read much into.\n`
    : '';
  const table = paint(tableLines(COLUMNS, rows, room), room, wantsColour(stdout, env)) + note;
  if (disputed.length === 0) return table;
  const names = disputed.slice(0, NAMED).map((id) => `  ${visible(id)}`);
  const more = disputed.length > NAMED ? [`  and ${disputed.length - NAMED} more; --json has all`] : [];
  return `${table}\nDisputed:\n${[...names, ...more].join('\n')}\n`;
}

function cells({ a, b, examples, agreed, kappa, few }: PairAgreement): string[] {
  const share = percentage(agreed / examples, 0);
  const figures =
    kappa === undefined
      ? ['-', 'one always says the same']
      : [
          kappa.kappa.toFixed(2),
          kappa.interval.map((end) => end.toFixed(2)).join(' to ') + (few ? ', few' : ''),
        ];
  return [`${a}, ${b}`, String(examples), share, ...figures];
}
