import { OutcrossError } from '../../base/errors.ts';
import type { ExtendedSet } from '../../mix/proof/extending.ts';
import type { Signer } from '../../mix/proof/prove-mix.ts';
import { parseProof, readProofText } from '../../mix/proof/read-proof.ts';
import { checkSignature } from '../../mix/proof/trust.ts';
import type { ProofKeyStore } from '../../proof/keys/key-store.ts';
import { keylessSigner } from '../../proof/signature/keyless.ts';
import { readStatement } from '../../proof/statement/read-statement.ts';
import { signingKey } from '../commands/keys/store-options.ts';
import type { Context } from '../context.ts';
import type { ProveOptions } from './prove-options.ts';

/** Who signs, by the options. Throws `E_KEY`, `E_NOT_FOUND`, `E_OPTION`, `E_USAGE`. */
export async function signerOf(
  store: ProofKeyStore,
  options: ProveOptions,
  context: Context,
): Promise<Signer> {
  const { keyless, key, identityTokenEnv } = options;
  if (keyless !== true) return signingKey(store, key, options, context);
  if (key !== undefined) {
    throw new OutcrossError('E_USAGE', '--keyless and --key exclude each other', { where: '--keyless' });
  }
  const token = identityTokenEnv === undefined ? undefined : context.env[identityTokenEnv];
  if (identityTokenEnv !== undefined && (token === undefined || token === '')) {
    throw new OutcrossError('E_OPTION', `the environment variable ${identityTokenEnv} is not set, or empty`, {
      where: '--identity-token-env',
    });
  }
  const { fulcioUrl, rekorUrl } = options;
  return keylessSigner({
    ...(token === undefined ? {} : { token }),
    ...(fulcioUrl === undefined ? {} : { fulcioUrl }),
    ...(rekorUrl === undefined ? {} : { rekorUrl }),
  });
}

/** Only what a trusted key signed is a beginning that is worth proving. */
export async function extendedSet(path: string, store: ProofKeyStore): Promise<ExtendedSet> {
  const { bundle } = parseProof(await readProofText(path), path);
  const statement = readStatement(bundle.envelope.payload, path);
  const { differences } = checkSignature(bundle, statement, { keys: await store.list() });
  const [first] = differences;
  if (first === undefined) return { statement, path };
  throw new OutcrossError('E_PROOF', `${path}: ${first.message}`, {
    where: path,
    hint: 'Bring in the key that signed it, if you trust it: outcross keys import.',
  });
}
