import type { Command } from 'commander';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { proofKeyTable, publicView } from './key-view.ts';
import { addKeyStoreOptions, type KeyStoreOptions, keyStoreOf } from './store-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** `outcross keys list`. */
export function define(command: Command, context: Context): void {
  command
    .description('Lists the keys of proofs: those that sign, and those of others, whose proofs are trusted.')
    .option('--json', 'as JSON');
  addKeyStoreOptions(command);
  addExamples(command, [['outcross keys list --json', 'for another program']]);
  command.action(async (options: KeyStoreOptions & { readonly json?: boolean }) => {
    const store = await keyStoreOf(options, context);
    const keys = await store.list();
    const { stdout, env } = context;
    if (options.json === true)
      stdout.write(`${JSON.stringify({ keys: keys.map(publicView) }, undefined, 2)}\n`);
    else if (keys.length === 0) stdout.write(`There is no key of proofs in ${visible(store.folder)}.\n`);
    else stdout.write(proofKeyTable(keys, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)));
  });
}
