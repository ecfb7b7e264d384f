import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readFailure } from '../../../corpus/failure.ts';
import { isSealed, readKey } from '../../../proof/keys/sealed-key.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { type PassphraseOptions, passphraseFor } from './passphrase.ts';
import { addKeyStoreOptions, type KeyStoreOptions, keyStoreOf } from './store-options.ts';

interface ImportOptions extends KeyStoreOptions, PassphraseOptions {
  readonly json?: boolean;
}

/** `outcross keys import`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Brings in a key as PEM or JWK: a public one, whose proofs are trusted from now on, or a private one, to sign with. What was sealed ' +
        'with a passphrase stays so.',
    )
    .argument('<file>', 'file that holds the key')
    .option('--passphrase-env <variable>', 'environment variable with the passphrase of a sealed key')
    .option('--json', 'what is not secret of it, as JSON');
  addKeyStoreOptions(command);
  addExamples(command, [['outcross keys import release.pub.pem', 'trust what this key signs']]);
  command.action(async (file: string, options: ImportOptions) => {
    const text = await readFile(file, 'utf8').catch((error) => Promise.reject(readFailure(file, error)));
    const passphrase = isSealed(text) ? await passphraseFor(file, options, context) : undefined;
    const read = readKey(text, file, passphrase);
    const key = read.signing ?? read.public;
    const store = await keyStoreOf(options, context);
    const isNew = await store.add(key, passphrase);
    const signs = read.signing !== undefined;
    const shown = { id: key.id, type: key.type, signs, sealed: passphrase !== undefined, new: isNew };
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(shown, undefined, 2)}\n`
        : `${key.id}: ${isNew ? 'imported' : 'was there already'}, ${signs ? 'signs' : 'checks only'}, in ${visible(store.folder)}\n`,
    );
  });
}
