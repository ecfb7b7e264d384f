import { expect, it } from 'vitest';
import { type Exposure, requireSafety } from './require-safety.ts';

const OPEN: Exposure = { open: true, tls: true, behindProxy: false, insecure: false, tokens: 1 };

it('lets a server of this computer alone do as it likes', () => {
  requireSafety({ open: false, tls: false, behindProxy: false, insecure: false, tokens: 0 });
  requireSafety({ open: false, tls: false, behindProxy: true, insecure: false, tokens: 0 });
});

it('lets a server listen to others with tokens and TLS, its own or that of a proxy', () => {
  requireSafety(OPEN);
  requireSafety({ ...OPEN, tls: false, behindProxy: true });
  requireSafety({ ...OPEN, tls: false, insecure: true });
});

it.each([
  ['without TLS', { tls: false }, '--tls-cert'],
  ['without a token', { tokens: 0 }, 'serve token new'],
  ['without a token, even insecurely', { tls: false, insecure: true, tokens: 0 }, 'serve token new'],
  ['with TLS of its own behind that of a proxy', { behindProxy: true }, 'Either the proxy'],
])('lets none listen to others %s', (_, change, hint) => {
  expect(() => requireSafety({ ...OPEN, ...change })).toThrow(
    expect.objectContaining({ code: 'E_OPTION', hint: expect.stringContaining(hint) }),
  );
});
