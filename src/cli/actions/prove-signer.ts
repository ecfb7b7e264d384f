import { OutcrossError } from '../../base/errors.ts';
import type { ExtendedSet } from '../../mix/proof/extending.ts';
import type { ProveOptions as MixProveOptions, Signer } from '../../mix/proof/prove-mix.ts';
import { parseProof, readProofText } from '../../mix/proof/read-proof.ts';
import { checkSignature } from '../../mix/proof/trust.ts';
import type { ProofKeyStore } from '../../proof/keys/key-store.ts';
import { newSigningKey, type SigningKey } from '../../proof/keys/signing-key.ts';
import { keylessSigner } from '../../proof/signature/keyless.ts';
import { readStatement } from '../../proof/statement/read-statement.ts';
import { visible } from '../../report/visible.ts';
import { recordsFacts } from '../../workspace/ledger.ts';
import type { Workspace } from '../../workspace.ts';
import { type CertificateOptions, certificateTrustOf } from '../commands/keys/certificate-options.ts';
import { newPassphrase } from '../commands/keys/passphrase.ts';
import { signingKey } from '../commands/keys/store-options.ts';
import type { Context } from '../context.ts';
import { keyFacts } from '../facts/key-facts.ts';
import { printError } from '../print-error.ts';
import { record } from '../record.ts';
import type { ProveOptions } from './prove-options.ts';

/** Who signs, by the options, else by the workspace. Throws `E_KEY`, `E_NOT_FOUND`, `E_OPTION`, `E_USAGE`. */
export async function signerOf(
  store: ProofKeyStore,
  options: ProveOptions,
  workspace: Workspace,
  context: Context,
): Promise<Signer> {
  const { keyless, key, identityTokenEnv } = options;
  if (keyless !== true) {
    const named = key ?? workspace.config.keys?.sign;
    if (named !== undefined) return signingKey(store, named, options, context);
    return (await firstKey(store, options, workspace, context)) ?? signingKey(store, named, options, context);
  }
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

/** A new key where a workspace has none; undefined where it has, and where another folder was named. */
async function firstKey(
  store: ProofKeyStore,
  options: ProveOptions,
  workspace: Workspace,
  context: Context,
): Promise<SigningKey | undefined> {
  if (options.keysFolder !== undefined || !(await recordsFacts(workspace))) return undefined;
  if ((await store.list()).some(({ secret }) => secret !== 'none')) return undefined;
  const passphrase = await newPassphrase(options, context);
  const key = newSigningKey('ed25519');
  await store.add(key, passphrase);
  const { id, type } = key;
  context.stderr.write(`made a key to sign with, Ed25519, in ${visible(store.folder)}: ${id}\n`);
  // What could not be recorded is kept for later; the proof is still to be made.
  await record(() => keyFacts({ id, type, purpose: 'sign' }), options, workspace, context).catch((error) =>
    printError(error, context),
  );
  return key;
}

/** Only what a trusted key signed is a beginning that is worth proving. */
export async function extendedSet(
  path: string,
  store: ProofKeyStore,
  options: CertificateOptions,
): Promise<ExtendedSet> {
  const { bundle } = parseProof(await readProofText(path), path);
  const statement = readStatement(bundle.envelope.payload, path);
  const certificate = await certificateTrustOf(options);
  const { differences } = checkSignature(bundle, statement, {
    keys: await store.list(),
    ...(certificate === undefined ? {} : { certificate }),
  });
  const [first] = differences;
  if (first === undefined) return { statement, path };
  throw new OutcrossError('E_PROOF', `${path}: ${first.message}`, {
    where: path,
    hint:
      bundle.signer.kind === 'key'
        ? 'Bring in the key that signed it, if you trust it: outcross keys import.'
        : 'Say whose keyless signature it must be: --trusted-root, --certificate-identity, --certificate-oidc-issuer.',
  });
}

/** What is signed of the ledger. Throws `E_OPTION`. */
export function ledgerHeadOf({ ledgerHead }: ProveOptions): Pick<MixProveOptions, 'ledger'> {
  if (ledgerHead === undefined) return {};
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(ledgerHead);
  if (found !== null) return { ledger: { seq: Number(found[1]), digest: found[2] } };
  throw new OutcrossError(
    'E_OPTION',
    `--ledger-head is ${ledgerHead}, not a number, a colon and 64 hexadecimal digits`,
    {
      where: '--ledger-head',
      hint: 'Number and digest of the newest event of the ledger, such as 42:9f86d0....',
    },
  );
}
