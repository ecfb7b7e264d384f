import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { readFailure } from '../../../corpus/failure.ts';
import { type ListedKey, PROOF_KEYS_FOLDER, ProofKeyStore } from '../../../proof/keys/key-store.ts';
import { readKey } from '../../../proof/keys/sealed-key.ts';
import type { PublicKey, SigningKey } from '../../../proof/keys/signing-key.ts';
import type { Context } from '../../context.ts';
import { addWorkspaceOptions, type WorkspaceOptions, workspaceOf } from '../../workspace-options.ts';
import { type PassphraseOptions, passphraseFor } from './passphrase.ts';

export interface KeyStoreOptions extends WorkspaceOptions {
  readonly keysFolder?: string;
}

/** What says in which folder keys stand: as for watermarks. */
export function addKeyStoreOptions(command: Command): Command {
  addWorkspaceOptions(command);
  return command.option(
    '--keys-folder <folder>',
    'where keys are kept (default: .outcross/keys beside outcross.yaml)',
  );
}

/** The store that the options name; it warns on standard error. */
export async function keyStoreOf(options: KeyStoreOptions, context: Context): Promise<ProofKeyStore> {
  const { folder } = await workspaceOf(options);
  const warned = new Set<string>();
  return new ProofKeyStore(options.keysFolder ?? join(folder, PROOF_KEYS_FOLDER), (message) => {
    if (!warned.has(message)) context.stderr.write(`warning ${message}\n`);
    warned.add(message);
  });
}

/** The key to sign with: the one that is named, else the only one that can sign. Throws `E_KEY`, `E_NOT_FOUND`. */
export async function signingKey(
  store: ProofKeyStore,
  named: string | undefined,
  options: PassphraseOptions,
  context: Context,
): Promise<SigningKey> {
  const key = named === undefined ? await onlyKey(store) : await store.get(named);
  const passphrase = key.secret === 'sealed' ? await passphraseFor(key.id, options, context) : undefined;
  return store.signing(key, passphrase);
}

async function onlyKey(store: ProofKeyStore): Promise<ListedKey> {
  const keys = (await store.list()).filter(({ secret }) => secret !== 'none');
  if (keys.length === 1) return keys[0];
  throw new OutcrossError(
    'E_KEY',
    keys.length === 0
      ? `there is no key to sign with in ${store.folder}`
      : 'there are several keys to sign with',
    {
      where: '--key',
      hint:
        keys.length === 0
          ? 'Make one with outcross keys new.'
          : `Name one with --key: ${keys.map(({ id }) => id.slice(0, 12)).join(', ')}.`,
    },
  );
}

/** A public key by its file, or by its fingerprint in the store. */
export async function publicKeyNamed(store: ProofKeyStore, named: string): Promise<PublicKey> {
  if (!(await isFile(named))) return store.get(named);
  const text = await readFile(named, 'utf8').catch((error) => Promise.reject(readFailure(named, error)));
  const read = readKey(text, named);
  return read.signing ?? read.public;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
