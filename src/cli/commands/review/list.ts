import { type Command, Option } from 'commander';
import type { Queue } from '../../../ledger/queue/item.ts';
import { REVIEW_KIND, type Review } from '../../../ledger/review/standing.ts';
import type { LedgerStore } from '../../../ledger/store.ts';
import { paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import type { SampleProgress } from '../../../review/progress.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, type ReadLedgerOptions, withLedger } from '../../ledger-options.ts';
import { queueLines } from '../../queue-text.ts';
import { wholeNumber } from '../../reading-options.ts';

interface ListOptions extends ReadLedgerOptions {
  readonly decision?: Review['decision'];
  readonly reviewer?: string;
  readonly limit: number;
  readonly json?: boolean;
}

interface Listed extends Review {
  readonly id: string;
  /** Number of the event: what `--after` takes. */
  readonly event: number;
  readonly at: string;
}

const COLUMNS: readonly Column[] = [
  { title: '', side: 'right', sacrifice: 0 },
  { title: 'example', side: 'left', sacrifice: 0, least: 12 },
  { title: 'decision', side: 'left', sacrifice: 0 },
  { title: 'by', side: 'left', sacrifice: 0, least: 6 },
  { title: 'note', side: 'left', sacrifice: 1, least: 8 },
];

/** Queues that are told of. */
const NEWEST = 3;

/** `outcross review list`. */
export function define(command: Command, context: Context): void {
  command
    .description('Lists the newest decision about each example, by id, and how far the newest queues are.')
    .addOption(
      new Option('--decision <word>', 'only these').choices([
        'accept',
        'reject',
        'edit',
        'relabel',
        'skip',
        'undo',
      ]),
    )
    .option('--reviewer <name>', 'only those of this reviewer')
    .option('--limit <n>', 'at most so many decisions', wholeNumber(1), 50)
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addExamples(command, [
    ['outcross review list --decision reject', 'what stays out of the next mix'],
    ['outcross review list --reviewer zoe --json', 'for another program'],
  ]);
  command.action(async (options: ListOptions) => {
    const { found, queues } = await withLedger(options, async (store) => {
      const found: Listed[] = [];
      for await (const { id, event } of store.latest('example', [REVIEW_KIND])) {
        const review = event.body as unknown as Review;
        if (options.decision !== undefined && review.decision !== options.decision) continue;
        if (options.reviewer !== undefined && review.reviewer !== options.reviewer) continue;
        // One more than asked for tells that there are more.
        if (found.push({ id, event: event.seq, at: event.at, ...review }) > options.limit) break;
      }
      return { found, queues: await queuesIn(store) };
    });
    const listed = found.slice(0, options.limit);
    const { stdout, env } = context;
    if (options.json === true) {
      stdout.write(
        `${JSON.stringify({ schema: 'outcross.reviews/1', decisions: listed, queues }, undefined, 2)}\n`,
      );
      return;
    }
    const rows = listed.map(({ event, id, decision, origin, reviewer, note }) =>
      [
        String(event),
        id,
        origin === undefined ? decision : `${decision} ${origin}`,
        reviewer,
        note ?? '',
      ].map((text) => ({ text: visible(text) })),
    );
    const room = Math.max(40, stdout.columns || 100);
    stdout.write(
      rows.length === 0
        ? nothing(options)
        : paint(tableLines(COLUMNS, rows, room), room, wantsColour(stdout, env)),
    );
    if (found.length > listed.length)
      stdout.write(`\nThe first ${listed.length} by id; --limit shows more.\n`);
    const lines = queues.slice(0, NEWEST).flatMap(({ sampling, ...queue }) => queueLines(queue, sampling));
    if (lines.length > 0) stdout.write(`\n${lines.join('\n')}\n`);
  });
}

/** Queues, the newest first, and what their samples say. */
async function queuesIn(store: LedgerStore): Promise<(Queue & { readonly sampling?: SampleProgress })[]> {
  const { queuesOf } = await import('../../../ledger/queue/open.ts');
  const { sampleProgress } = await import('../../../review/progress.ts');
  const queues: (Queue & { readonly sampling?: SampleProgress })[] = [];
  for (const queue of await queuesOf(store).list()) {
    const sampling = await sampleProgress(store, queue);
    queues.push({ ...queue, ...(sampling === undefined ? {} : { sampling }) });
  }
  return queues;
}

function nothing({ decision, reviewer }: ListOptions): string {
  return decision === undefined && reviewer === undefined
    ? 'Nobody decided about an example yet: outcross review decide.\n'
    : 'No newest decision about an example is of that kind.\n';
}
