import { OutcrossError } from '../../../base/errors.ts';

export interface Exposure {
  /** Others than this computer can connect. */
  readonly open: boolean;
  readonly tls: boolean;
  readonly behindProxy: boolean;
  readonly insecure: boolean;
  /** Tokens that open. */
  readonly tokens: number;
}

/** Throws `E_OPTION` for a server that strangers could read or enter. */
export function requireSafety({ open, tls, behindProxy, insecure, tokens }: Exposure): void {
  if (tls && behindProxy) {
    throw new OutcrossError('E_OPTION', '--behind-proxy and --tls-cert exclude each other', {
      hint: 'Either the proxy speaks TLS with browsers, or this server does.',
    });
  }
  if (!open) return;
  if (!tls && !behindProxy && !insecure) {
    throw new OutcrossError('E_OPTION', 'tokens and data would cross the network unencrypted', {
      where: '--host',
      hint:
        'Name --tls-cert and --tls-key, or say --behind-proxy where a proxy speaks TLS; --insecure where you know that nobody else is ' +
        'on the network.',
    });
  }
  if (tokens === 0) {
    throw new OutcrossError('E_OPTION', 'nobody could log in: there is no token', {
      where: '--host',
      hint: 'Make the first: outcross serve token new NAME --role operate',
    });
  }
}
