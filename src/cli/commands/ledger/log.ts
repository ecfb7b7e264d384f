import { type Command, InvalidArgumentError } from 'commander';
import { suggestion } from '../../../base/spelling.ts';
import type { LedgerEvent, LedgerSubject } from '../../../ledger/event.ts';
import { KIND_NAMES } from '../../../ledger/kinds.ts';
import { eventTable } from '../../../report/ledger/event-text.ts';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import {
  addLedgerOptions,
  type ReadLedgerOptions,
  sinceOption,
  subjectOption,
  withLedger,
} from '../../ledger-options.ts';
import { wholeNumber } from '../../reading-options.ts';

interface LogOptions extends ReadLedgerOptions {
  readonly kind: readonly string[];
  readonly subject?: LedgerSubject;
  readonly since?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** `outcross ledger log`. */
export function define(command: Command, context: Context): void {
  command
    .description('Lists what was recorded, newest first.')
    .option('--kind <kind>', 'only events of this kind; repeatable', kindOption, [])
    .option('--subject <type:id>', 'only events about this, such as generation:g3', subjectOption)
    .option('--since <day>', 'only events of this day or moment and later', sinceOption)
    .option('--limit <n>', 'at most so many events, the newest', wholeNumber(1), 50)
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addExamples(command, [
    ['outcross ledger log --kind verdict.given', 'all verdicts'],
    ['outcross ledger log --subject example:a17 --json', 'what was decided about an example'],
  ]);
  command.action((options: LogOptions) =>
    withLedger(options, async (store) => log(await found(store, options), options, store.place, context)),
  );
}

function kindOption(kind: string, before: readonly string[]): string[] {
  // Kinds of a later version have this shape too.
  if (/^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(kind)) return [...before, kind];
  const meant = suggestion(kind, KIND_NAMES);
  throw new InvalidArgumentError(
    `There is no kind "${kind}". ${meant || `Known: ${KIND_NAMES.join(', ')}.`}`,
  );
}

async function found(
  store: { events(query: object): AsyncIterable<LedgerEvent> },
  { kind, subject, since, limit }: LogOptions,
): Promise<LedgerEvent[]> {
  const query = {
    reverse: true,
    // One more than asked for tells that there are more.
    limit: limit + 1,
    ...(kind.length === 0 ? {} : { kinds: kind }),
    ...(subject === undefined ? {} : { subject }),
    ...(since === undefined ? {} : { since }),
  };
  const events: LedgerEvent[] = [];
  for await (const event of store.events(query)) events.push(event);
  return events;
}

function log(
  found: readonly LedgerEvent[],
  { json, limit }: LogOptions,
  place: string,
  { stdout, env }: Context,
): void {
  const events = found.slice(0, limit);
  if (json === true) {
    stdout.write(`${JSON.stringify({ ledger: place, events }, undefined, 2)}\n`);
    return;
  }
  if (events.length === 0) {
    stdout.write(`Nothing of that is in ${visible(place)}.\n`);
    return;
  }
  stdout.write(eventTable(events, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)));
  if (found.length > limit) stdout.write(`\nThe newest ${limit}; --limit shows more.\n`);
}
