import type { Command } from 'commander';
import type { CommandEntry } from '../command-entry.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** The sub-commands of `keys`, in the order that help lists them. */
const KEY_COMMANDS: readonly CommandEntry[] = [
  { name: 'new', summary: 'make a key', load: () => import('./keys/new.ts') },
  {
    name: 'list',
    summary: 'list keys, without what is secret of them',
    load: () => import('./keys/list.ts'),
  },
  { name: 'export', summary: 'write the public half of a key', load: () => import('./keys/export.ts') },
  {
    name: 'import',
    summary: 'bring in a key to trust, or to sign with',
    load: () => import('./keys/import.ts'),
  },
];

/** `outcross keys`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Keys that proofs are signed with: files that only their owner may read, in .outcross/keys beside outcross.yaml. A key is named by ' +
        'its fingerprint, SHA-256 of its public half. Proofs of the keys there are trusted. No command shows a secret. Keys of watermarks: ' +
        'outcross watermark keys.',
    )
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross keys new', 'a key to sign with'],
    ['outcross keys import release.pub.pem', 'trust the key of somebody else'],
  ]);
  for (const { name, summary } of KEY_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = KEY_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
