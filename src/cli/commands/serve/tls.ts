import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { OutcrossError } from '../../../base/errors.ts';
import { readFailure, systemCode } from '../../../corpus/failure.ts';
import { missing } from '../../../corpus/missing.ts';

export interface TlsFiles {
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/**
 * Certificate and key of TLS, in PEM; undefined where neither is named. Throws `E_OPTION` for one without the other, `E_NOT_FOUND`,
 * `E_UNREADABLE`, and `E_KEY` where they are no pair.
 */
export async function readTls({
  tlsCert,
  tlsKey,
}: TlsFiles): Promise<{ cert: string; key: string } | undefined> {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new OutcrossError('E_OPTION', '--tls-cert and --tls-key belong together', {
      hint: 'Name the certificate, with those between it and the root, and its private key, both in PEM.',
    });
  }
  const [cert, key] = await Promise.all([tlsCert, tlsKey].map(read));
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    throw new OutcrossError(
      'E_KEY',
      `${tlsCert} and ${tlsKey} are no certificate and key: ${(cause as Error).message}`,
      {
        where: tlsCert,
        hint: 'Both must be PEM, the key without a passphrase.',
        cause,
      },
    );
  }
  return { cert, key };
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(async (cause) => {
    throw systemCode(cause) === 'ENOENT' ? await missing(path) : readFailure(path, cause);
  });
}
