import type { Command } from 'commander';
import type { CommandEntry } from '../command-entry.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** The sub-commands of `ledger`, in the order that help lists them. */
const LEDGER_COMMANDS: readonly CommandEntry[] = [
  { name: 'log', summary: 'list what was recorded, newest first', load: () => import('./ledger/log.ts') },
  { name: 'show', summary: 'show one event whole', load: () => import('./ledger/show.ts') },
  { name: 'export', summary: 'write all events as lines of JSON', load: () => import('./ledger/export.ts') },
  {
    name: 'verify',
    summary: 'find out whether anything recorded was changed, removed or cut off',
    load: () => import('./ledger/verify.ts'),
  },
  {
    name: 'record',
    summary: 'record what could not be recorded when it was done',
    load: () => import('./ledger/record.ts'),
  },
];

/** `outcross ledger`. A sub-command is loaded when it is the one that is run. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Reads the memory of a workspace: what was checked, decided, mixed and proven, when and by whom. Events are only ever added, and ' +
        'each carries the digest of the one before.',
    )
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross ledger log --subject generation:g3', 'what is known of a generation'],
    ['outcross ledger verify', 'was anything changed since it was recorded?'],
  ]);
  for (const { name, summary } of LEDGER_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = LEDGER_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
