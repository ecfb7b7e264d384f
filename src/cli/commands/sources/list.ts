import type { Command } from 'commander';
import type { BodyOf } from '../../../ledger/kinds.ts';
import { paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, type ReadLedgerOptions, withLedger } from '../../ledger-options.ts';

interface ListOptions extends ReadLedgerOptions {
  readonly json?: boolean;
}

type Source = BodyOf<'source.registered'>;

const COLUMNS: readonly Column[] = [
  { title: 'source', side: 'left', sacrifice: 0, least: 12 },
  { title: 'origin', side: 'left', sacrifice: 0 },
  { title: 'licence', side: 'left', sacrifice: 0, least: 8 },
  { title: 'owner', side: 'left', sacrifice: 1, least: 8 },
  { title: 'category', side: 'left', sacrifice: 2 },
];

/** `outcross sources list`. */
export function define(command: Command, context: Context): void {
  command
    .description('Lists the sources that were registered, as they stand now.')
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addExamples(command, [['outcross sources list --json', 'for another program']]);
  command.action(async (options: ListOptions) => {
    const sources = await withLedger(options, async (store) => {
      const found: Source[] = [];
      for await (const { event } of store.latest('source', ['source.registered'])) {
        found.push(event.body as unknown as Source);
      }
      return found;
    });
    const { stdout, env } = context;
    if (options.json === true) {
      stdout.write(`${JSON.stringify({ schema: 'outcross.sources/1', sources }, undefined, 2)}\n`);
      return;
    }
    const rows = sources.map(({ name, origin, license, owner, category }) =>
      [name, origin, license, owner, category].map((text) => ({ text: visible(text ?? '') })),
    );
    const room = Math.max(40, stdout.columns || 100);
    stdout.write(
      rows.length === 0
        ? 'No source was registered yet: outcross sources register.\n'
        : paint(tableLines(COLUMNS, rows, room), room, wantsColour(stdout, env)),
    );
  });
}
