import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { type AppendedOnce, appendOnce } from '../../../ledger/append-once.ts';
import { readUnrecorded, requirePast } from '../../../ledger/unrecorded.ts';
import { visible } from '../../../report/visible.ts';
import { openLedgerOf } from '../../../workspace/ledger.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addLedgerOptions, type ReadLedgerOptions } from '../../ledger-options.ts';
import { workspaceOf } from '../../workspace-options.ts';

/** `outcross ledger record`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Records facts that could not be recorded when they came about, under their own time. The file is removed once they are in the ' +
        'ledger; what the ledger holds already is not recorded again.',
    )
    .argument('<file...>', 'files in .outcross/unrecorded, as the error named them');
  addLedgerOptions(command);
  addExamples(command, [['outcross ledger record .outcross/unrecorded/*.json', 'all that waits']]);
  command.action(async (files: string[], options: ReadLedgerOptions) => {
    const { ledger } = options;
    const store = await openLedgerOf(await workspaceOf(options), {
      create: true,
      ...(ledger === undefined ? {} : { ledger }),
    });
    try {
      for (const file of files) {
        const drafts = await readUnrecorded(file);
        requirePast(drafts, Date.now(), file);
        const done = await appendOnce(store, drafts);
        await rm(file, { force: true });
        context.stdout.write(`${visible(file)}: ${toldOf(done)}\n`);
      }
    } finally {
      await store.close();
    }
  });
}

function toldOf({ appended, known }: AppendedOnce): string {
  const named = (events: AppendedOnce['known']) => events.map(({ seq, kind }) => `${seq} ${kind}`).join(', ');
  if (appended.length + known.length === 0) return 'held no facts';
  return [
    ...(appended.length === 0 ? [] : [`recorded as ${named(appended)}`]),
    ...(known.length === 0 ? [] : [`was recorded before as ${named(known)}`]),
  ].join('; ');
}
