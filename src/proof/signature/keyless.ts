import { bundleToJSON } from '@sigstore/bundle';
import { OutcrossError } from '../../base/errors.ts';
import { bundleOfJson, type SignedBundle } from './bundle.ts';
import { IN_TOTO } from './dsse.ts';

const FULCIO = 'https://fulcio.sigstore.dev';
const REKOR = 'https://rekor.sigstore.dev';
const TIMEOUT_MS = 30_000;

export interface KeylessOptions {
  /** OpenID token of who signs. Default: what the CI system hands out. */
  readonly token?: string;
  /** Sigstore's authority and log; a private one may stand elsewhere. */
  readonly fulcioUrl?: string;
  readonly rekorUrl?: string;
}

/**
 * Signs with a key that lives for one signature, under a certificate of Sigstore that names who asked for it, and enters it in the public log.
 * The only signer that uses the network. Throws `E_NETWORK`, and `E_KEY` where nobody says who signs; no message holds the token.
 */
export function keylessSigner(options: KeylessOptions): (payload: Uint8Array) => Promise<SignedBundle> {
  const { token, fulcioUrl = FULCIO, rekorUrl = REKOR } = options;
  return async (payload) => {
    const sigstore = await import('@sigstore/sign');
    const identityProvider =
      token === undefined ? new sigstore.CIContextProvider() : { getToken: () => Promise.resolve(token) };
    const reaching = { timeout: TIMEOUT_MS, retry: false } as const;
    const builder = new sigstore.DSSEBundleBuilder({
      signer: new sigstore.FulcioSigner({ fulcioBaseURL: fulcioUrl, identityProvider, ...reaching }),
      witnesses: [new sigstore.RekorWitness({ rekorBaseURL: rekorUrl, entryType: 'dsse', ...reaching })],
    });
    try {
      const bundle = await builder.create({ data: Buffer.from(payload), type: IN_TOTO });
      return bundleOfJson(bundleToJSON(bundle), 'the bundle');
    } catch (error) {
      throw failureOf(error, fulcioUrl, rekorUrl);
    }
  };
}

function failureOf(error: unknown, fulcio: string, rekor: string): unknown {
  if (error instanceof OutcrossError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // The message of such an error quotes the token: neither it nor the error is passed on.
  if (code.startsWith('IDENTITY_TOKEN')) {
    return new OutcrossError('E_KEY', 'nobody says who signs: there is no OpenID token, or it is none', {
      where: '--keyless',
      hint: 'Run it in a CI system that hands one out, or name the variable that holds it: --identity-token-env.',
    });
  }
  const place = code.startsWith('TLOG') ? rekor : fulcio;
  return new OutcrossError('E_NETWORK', `signing keyless failed at ${place}`, {
    where: place,
    cause: code,
    hint: 'Is the network open to it, and the token of this hour? Without a network sign with a key: outcross keys new.',
  });
}
