import { type Command, Option } from 'commander';
import { atomicWrite } from '../../../base/atomic.ts';
import { publicPem } from '../../../proof/keys/sealed-key.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addKeyStoreOptions, type KeyStoreOptions, keyStoreOf } from './store-options.ts';

interface ExportOptions extends KeyStoreOptions {
  readonly as: 'pem' | 'jwk';
  readonly output?: string;
}

/** `outcross keys export`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Writes the public half of a key, for who is to check what it signed. The private half stays where it is.',
    )
    .argument('<key>', 'fingerprint of the key, or its first digits')
    .addOption(new Option('--as <form>', 'how it is written').choices(['pem', 'jwk']).default('pem'))
    .option('-o, --output <file>', 'where to (default: standard output)');
  addKeyStoreOptions(command);
  addExamples(command, [['outcross keys export 3fa9c2 -o release.pub.pem', 'to be published with the set']]);
  command.action(async (named: string, options: ExportOptions) => {
    const key = await (await keyStoreOf(options, context)).get(named);
    const jwk = () =>
      `${JSON.stringify({ ...key.key.export({ format: 'jwk' }), kid: key.id }, undefined, 2)}\n`;
    const text = options.as === 'jwk' ? jwk() : publicPem(key);
    if (options.output === undefined) context.stdout.write(text);
    else await atomicWrite(options.output, text);
  });
}
