import type { Command } from 'commander';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { keyFacts } from '../../facts/key-facts.ts';
import { wholeNumber } from '../../reading-options.ts';
import { addRecordOptions, type LedgerOption, record } from '../../record.ts';
import { workspaceOf } from '../../workspace-options.ts';
import {
  addParameterOptions,
  addStoreOptions,
  type ParameterOptions,
  parametersOf,
  type StoreOptions,
  storeOf,
} from './key-options.ts';
import { publicKey } from './key-view.ts';
import { randomId, randomKey } from './new-key.ts';
import { requireKeyId, requireScheme } from './stored-key.ts';

interface NewOptions extends StoreOptions, ParameterOptions, LedgerOption {
  readonly scheme?: string;
  readonly id?: string;
  readonly layers?: number;
  readonly json?: boolean;
}

/** `outcross watermark keys new`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Makes a key of random secrets and keeps it. What the server needs of it stands in the file that is named.',
    )
    .option('--scheme <name>', 'whose watermark it is, such as vllm-gumbel (required)')
    .option('--id <id>', 'what to call it (default: made from the scheme)')
    .option('--layers <n>', 'secrets of SynthID, one a layer (default: 30)', wholeNumber(1))
    .option('--json', 'what is not secret of it, as JSON');
  addStoreOptions(command);
  addRecordOptions(command);
  addParameterOptions(command);
  addExamples(command, [
    ['outcross watermark keys new --scheme vllm-gumbel --id production', 'for vLLM'],
    [
      'outcross watermark keys new --scheme kgw-transformers --vocabulary 151936 --seeding selfhash --width 4',
      'for Transformers',
    ],
  ]);
  command.action(async (options: NewOptions) => {
    const scheme = requireScheme(options.scheme);
    const id = requireKeyId(options.id ?? randomId(scheme));
    const key = randomKey(id, scheme, await parametersOf(options), options.layers);
    const store = await storeOf(options, context);
    await store.add(key);
    const { folder } = store;
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(publicKey(key), undefined, 2)}\n`
        : `${visible(key.id)}: a key for ${scheme}, in ${visible(folder)}\n`,
    );
    const made = { id, type: scheme, purpose: 'watermark' as const };
    await record(() => keyFacts(made), options, await workspaceOf(options), context);
  });
}
