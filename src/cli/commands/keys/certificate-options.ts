import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { readFailure } from '../../../corpus/failure.ts';
import type { CertificateTrust } from '../../../proof/signature/certificate.ts';
import { trustedRootOf } from '../../../proof/signature/trusted-root.ts';

export interface CertificateOptions {
  readonly trustedRoot?: string;
  readonly certificateIdentity?: string;
  readonly certificateOidcIssuer?: string;
}

/** What says whose keyless signature counts: the names are those of cosign. */
export function addCertificateOptions(command: Command): Command {
  return command
    .option(
      '--trusted-root <file>',
      'of a keyless proof: whose certificates and logs count, as cosign trusted-root create writes it',
    )
    .option(
      '--certificate-identity <identity>',
      'of a keyless proof: who must have signed it, compared whole',
    )
    .option('--certificate-oidc-issuer <url>', 'of a keyless proof: who must have vouched for the identity');
}

/**
 * Whose keyless signatures count; undefined where none of the options is given. Throws `E_USAGE` where one of them is missing: without an
 * identity anybody with an account could have signed. `E_KEY` for a root that is none, `E_NOT_FOUND`, `E_UNREADABLE`.
 */
export async function certificateTrustOf(options: CertificateOptions): Promise<CertificateTrust | undefined> {
  const { trustedRoot, certificateIdentity, certificateOidcIssuer } = options;
  const given = {
    '--trusted-root': trustedRoot,
    '--certificate-identity': certificateIdentity,
    '--certificate-oidc-issuer': certificateOidcIssuer,
  };
  const missing = Object.entries(given).filter(([, value]) => value === undefined || value === '');
  if (missing.length === 3) return undefined;
  if (missing.length > 0) {
    throw new OutcrossError(
      'E_USAGE',
      `a keyless proof is checked with all of ${Object.keys(given).join(', ')}`,
      {
        where: missing[0][0],
        hint: 'Without any of them nothing would say whose signature it is.',
      },
    );
  }
  const text = await readFile(trustedRoot!, 'utf8').catch((error) =>
    Promise.reject(readFailure(trustedRoot!, error)),
  );
  const root = trustedRootOf(text, trustedRoot!);
  return { root, identity: certificateIdentity!, issuer: certificateOidcIssuer! };
}
