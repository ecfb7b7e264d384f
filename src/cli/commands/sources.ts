import type { Command } from 'commander';
import type { CommandEntry } from '../command-entry.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** The sub-commands of `sources`, in the order that help lists them. */
const SOURCES_COMMANDS: readonly CommandEntry[] = [
  { name: 'register', summary: 'say where data come from', load: () => import('./sources/register.ts') },
  { name: 'list', summary: 'list what is known of sources', load: () => import('./sources/list.ts') },
];

/** `outcross sources`. A sub-command is loaded when it is the one that is run. */
export function define(command: Command, context: Context): void {
  command
    .description('Where data come from: origin, licence, owner, as the ledger remembers it.')
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    [
      'outcross sources register essays --origin human --license CC-BY-4.0',
      'who made it, and under which licence',
    ],
    ['outcross sources list', 'all that were registered'],
  ]);
  for (const { name, summary } of SOURCES_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = SOURCES_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
