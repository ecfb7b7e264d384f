import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Pass } from './gate.ts';

/** Of every session's cookie: no script reads it, no other site's page sends it. */
export function cookieScope(secure: boolean): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure };
}

/** How the cookie of a session is set. `secure`: the browser speaks TLS. */
export function sessionCookie({ expiresAt }: Pass, secure: boolean): CookieSerializeOptions {
  return { ...cookieScope(secure), expires: new Date(expiresAt) };
}
