import type { Command } from 'commander';
import type { CommandEntry } from '../../command-entry.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';

const KEY_COMMANDS: readonly CommandEntry[] = [
  { name: 'new', summary: 'make a key', load: () => import('./keys-new.ts') },
  {
    name: 'list',
    summary: 'list keys, without what is secret of them',
    load: () => import('./keys-list.ts'),
  },
  { name: 'import', summary: 'bring in the key of a server', load: () => import('./keys-import.ts') },
  {
    name: 'rotate',
    summary: 'make a new key in the place of another',
    load: () => import('./keys-rotate.ts'),
  },
];

/** `outcross watermark keys`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Keys of watermarks: files that only their owner may read, in .outcross/keys beside outcross.yaml. Everywhere else a key is ' +
        'named by its id; no command shows a secret.',
    )
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross watermark keys new --scheme vllm-gumbel --id production', 'a random key'],
    ['outcross watermark keys list', 'which keys there are'],
  ]);
  for (const { name, summary } of KEY_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = KEY_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
