import type { FastifyRequest } from 'fastify';
import type { Gate, Pass } from '../access/gate.ts';
import { Refusal } from '../access/refusal.ts';
import { isSafe, mayAct, neededRole } from '../access/roles.ts';
import { csrfOf, sameSecret } from '../access/secrets.ts';
import type { App } from '../desk.ts';
import { isOurOrigin } from './hosts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Leave to ask; set with `person`. */
    pass: Pass;
    /** Of the session; absent where a token came with the request. */
    csrf: string | undefined;
  }
  interface FastifyContextConfig {
    /** No pass is needed: logging in. */
    open?: boolean;
  }
}

export const CSRF_HEADER = 'x-outcross-csrf';

/** Lets no request to the API pass but from our own pages and from scripts with a token, by persons whose role suffices. */
export function addGuard(api: App, gate: Gate, cookieName: (request: FastifyRequest) => string): void {
  api.addHook('onRequest', async (request) => {
    requireOwnPage(request);
    if (request.routeOptions.config.open === true) return;
    const session = request.cookies[cookieName(request)];
    const found = await passOf(request, gate, session);
    if (found === undefined) {
      throw new Refusal(401, 'E_ACCESS', 'nobody is logged in', {
        hint: 'Log in with a token: outcross serve token new NAME makes one.',
      });
    }
    request.pass = found.pass;
    request.person = found.pass.person;
    request.csrf = found.csrf;
    if (found.csrf !== undefined) requireCsrf(request, found.csrf);
    await requireRole(request, gate);
  });
}

/** A token that came with the request is meant, whatever cookie came too. */
async function passOf(
  request: FastifyRequest,
  gate: Gate,
  session: string | undefined,
): Promise<{ readonly pass: Pass; readonly csrf?: string } | undefined> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization) ?? [];
    const pass = token === undefined ? undefined : await gate.byToken(token, request.ip);
    return pass && { pass };
  }
  const pass = session === undefined ? undefined : await gate.bySession(session);
  return pass && { pass, csrf: csrfOf(session!) };
}

/** `Sec-Fetch-Site` is set by browsers and cannot be set by pages; a page of another port of this computer is `same-site`. */
function requireOwnPage({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const foreign = site === 'cross-site' || site === 'same-site';
  if (!foreign && isOurOrigin(headers.origin, headers.host)) return;
  throw new Refusal(403, 'E_ACCESS', 'the request comes from a page of another site', {
    hint: 'Open the dashboard under one address and stay there; behind a proxy, the proxy must pass on Host.',
  });
}

function requireCsrf({ method, headers }: FastifyRequest, csrf: string): void {
  const sent = headers[CSRF_HEADER];
  if (isSafe(method) || (typeof sent === 'string' && sameSecret(sent, csrf))) return;
  throw new Refusal(403, 'E_ACCESS', `the header ${CSRF_HEADER} is missing or not that of this session`, {
    hint: 'GET /api/session gives it. Scripts send Authorization: Bearer instead of a cookie, and need none.',
  });
}

async function requireRole(request: FastifyRequest, gate: Gate): Promise<void> {
  const { method, routeOptions, pass } = request;
  const needed = neededRole(method, routeOptions.config.role);
  if (mayAct(pass.person.role, needed)) return;
  await gate.denied(pass, `${method} ${routeOptions.url}`.slice(0, 300), request.ip);
  throw new Refusal(403, 'E_ACCESS', `this needs the role ${needed}; yours is ${pass.person.role}`, {
    hint: `Ask for a token with it: outcross serve token new NAME --role ${needed}`,
  });
}
