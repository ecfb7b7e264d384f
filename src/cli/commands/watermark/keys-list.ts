import type { Command } from 'commander';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addStoreOptions, type StoreOptions, storeOf } from './key-options.ts';
import { keyTable, publicKey } from './key-view.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** `outcross watermark keys list`. */
export function define(command: Command, context: Context): void {
  command
    .description('Lists the keys that are kept, without what is secret of them.')
    .option('--json', 'as JSON');
  addStoreOptions(command);
  addExamples(command, [['outcross watermark keys list --json', 'for another program']]);
  command.action(async (options: StoreOptions & { readonly json?: boolean }) => {
    const store = await storeOf(options, context);
    const keys = await store.list();
    const { stdout, env } = context;
    if (options.json === true)
      stdout.write(`${JSON.stringify({ keys: keys.map(publicKey) }, undefined, 2)}\n`);
    else if (keys.length === 0) stdout.write(`There is no key in ${visible(store.folder)}.\n`);
    else stdout.write(keyTable(keys, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)));
  });
}
