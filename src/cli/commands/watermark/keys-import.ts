import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readFailure } from '../../../corpus/failure.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { readGivenKey } from './given-key.ts';
import {
  addParameterOptions,
  addStoreOptions,
  type ParameterOptions,
  parametersOf,
  type StoreOptions,
  storeOf,
} from './key-options.ts';
import { publicKey } from './key-view.ts';
import { checkedKey, randomId } from './new-key.ts';
import { requireKeyId, requireScheme } from './stored-key.ts';

interface ImportOptions extends StoreOptions, ParameterOptions {
  readonly scheme?: string;
  readonly id?: string;
  readonly json?: boolean;
}

/** `outcross watermark keys import`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Brings in a key that a server marks with. Secrets are read from a file or standard input, never from the command line, which ' +
        'others can see: integers with spaces between them, or the JSON of a watermark configuration of vLLM, SGLang or Transformers.',
    )
    .argument('<file>', 'file that holds the secrets, - for standard input')
    .option('--scheme <name>', 'whose watermark it is (required unless the file says)')
    .option('--id <id>', 'what to call it (default: made from the scheme)')
    .option('--json', 'what is not secret of it, as JSON');
  addStoreOptions(command);
  addParameterOptions(command);
  addExamples(command, [
    [
      'outcross watermark keys import watermark.json --scheme vllm-gumbel --id production',
      'what vLLM was started with',
    ],
    [
      'pass show kgw | outcross watermark keys import - --scheme kgw-tgi --vocabulary 32000',
      'from another safe',
    ],
  ]);
  command.action(async (file: string, options: ImportOptions) => {
    const given = readGivenKey(await textOf(file), file === '-' ? 'standard input' : file);
    const scheme = requireScheme(options.scheme ?? given.scheme);
    const key = checkedKey({
      id: requireKeyId(options.id ?? randomId(scheme)),
      scheme,
      secrets: given.secrets,
      parameters: { ...given.parameters, ...(await parametersOf(options)) },
    });
    const store = await storeOf(options, context);
    await store.add(key);
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(publicKey(key), undefined, 2)}\n`
        : `${visible(key.id)}: a key for ${scheme}, in ${visible(store.folder)}\n`,
    );
  });
}

async function textOf(file: string): Promise<string> {
  if (file !== '-') return readFile(file, 'utf8').catch((error) => Promise.reject(readFailure(file, error)));
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) text += piece;
  return text;
}
