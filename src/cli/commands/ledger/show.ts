import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import type { LedgerStore } from '../../../ledger/store.ts';
import { eventText } from '../../../report/ledger/event-text.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, type ReadLedgerOptions, withLedger } from '../../ledger-options.ts';
import { wholeNumber } from '../../reading-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** `outcross ledger show`. */
export function define(command: Command, context: Context): void {
  command
    .description('Shows one event whole: its time, who, what it is about, its facts and its digests.')
    .argument('<number>', 'number of the event, as the log lists it', wholeNumber(1))
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addExamples(command, [['outcross ledger show 12', 'the twelfth event']]);
  command.action((seq: number, options: ReadLedgerOptions & { readonly json?: boolean }) =>
    withLedger(options, async (store) => {
      const event = await eventAt(store, seq);
      const { stdout, env } = context;
      stdout.write(
        options.json === true
          ? `${JSON.stringify(event, undefined, 2)}\n`
          : eventText(event, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)),
      );
    }),
  );
}

async function eventAt(store: LedgerStore, seq: number) {
  for await (const event of store.events({ after: seq - 1, before: seq + 1 })) return event;
  const { seq: newest } = await store.head();
  throw new OutcrossError('E_NOT_FOUND', `there is no event ${seq} in ${store.place}`, {
    where: store.place,
    hint: newest === 0 ? 'It is empty.' : `The newest is ${newest}.`,
  });
}
