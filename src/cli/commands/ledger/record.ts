import { rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { readUnrecorded } from '../../../ledger/unrecorded.ts';
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
      'Records facts that could not be recorded when they came about, under their own time. The file is removed once they are in the ledger.',
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
        const events = await store.append(await readUnrecorded(file));
        await rm(file, { force: true });
        const recorded = events.map(({ seq, kind }) => `${seq} ${kind}`).join(', ');
        context.stdout.write(`${visible(file)}: recorded as ${recorded}\n`);
      }
    } finally {
      await store.close();
    }
  });
}
