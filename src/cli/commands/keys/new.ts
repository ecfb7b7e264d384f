import { type Command, Option } from 'commander';
import { KEY_TYPES, type KeyType, newSigningKey } from '../../../proof/keys/signing-key.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { keyFacts } from '../../facts/key-facts.ts';
import { addRecordOptions, type LedgerOption, record } from '../../record.ts';
import { workspaceOf } from '../../workspace-options.ts';
import { newPassphrase, type PassphraseOptions } from './passphrase.ts';
import { addKeyStoreOptions, type KeyStoreOptions, keyStoreOf } from './store-options.ts';

interface NewOptions extends KeyStoreOptions, PassphraseOptions, LedgerOption {
  readonly type: KeyType;
  readonly passphrase?: boolean;
  readonly json?: boolean;
}

/** `outcross keys new`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Makes a key to sign proofs with. Its private half goes to a file that only its owner may read.',
    )
    .addOption(new Option('--type <type>', 'what kind of key').choices(KEY_TYPES).default('ed25519'))
    .option('--passphrase', 'ask for a passphrase to seal it with')
    .option('--passphrase-env <variable>', 'seal it with the passphrase in this environment variable')
    .option('--json', 'what is not secret of it, as JSON');
  addKeyStoreOptions(command);
  addRecordOptions(command);
  addExamples(command, [
    ['outcross keys new', 'an Ed25519 key'],
    ['outcross keys new --type p256 --passphrase', 'ECDSA on P-256, sealed'],
  ]);
  command.action(async (options: NewOptions) => {
    const store = await keyStoreOf(options, context);
    const passphrase = await newPassphrase(options, context);
    const key = newSigningKey(options.type);
    await store.add(key, passphrase);
    const shown = { id: key.id, type: key.type, signs: true, sealed: passphrase !== undefined };
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(shown, undefined, 2)}\n`
        : `${key.id}: ${key.type === 'p256' ? 'a P-256' : 'an Ed25519'} key, in ${visible(store.folder)}\n`,
    );
    const made = { id: key.id, type: key.type, purpose: 'sign' as const };
    await record(() => keyFacts(made), options, await workspaceOf(options), context);
  });
}
