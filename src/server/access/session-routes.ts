import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { lineName } from '../../workspace/ledger.ts';
import type { App, Desk } from '../desk.ts';
import { ErrorView, LogIn, Session } from '../wire.ts';
import type { Gate, Pass } from './gate.ts';
import { csrfOf } from './secrets.ts';
import { cookieScope, sessionCookie } from './session-cookie.ts';

export interface SessionOptions {
  readonly gate: Gate;
  readonly cookieName: (request: FastifyRequest) => string;
  /** The browser speaks TLS, to us or to a proxy. */
  readonly secure: boolean;
}

/** Logging in and out: `/api/session`. */
export function addSessionRoutes(app: App, desk: Desk, { gate, cookieName, secure }: SessionOptions): void {
  app.post(
    '/api/session',
    {
      config: { open: true, secret: true },
      schema: { body: LogIn, response: { 200: Session, 401: ErrorView, 429: ErrorView } },
    },
    async (request, reply) => {
      const { secret, pass } = await gate.enter(request.body.token, request.ip);
      reply.setCookie(cookieName(request), secret, sessionCookie(pass, secure));
      return sessionView(desk, pass, csrfOf(secret));
    },
  );

  app.get(
    '/api/session',
    { config: { secret: true }, schema: { response: { 200: Session, 401: ErrorView } } },
    async (request) => sessionView(desk, request.pass, request.csrf ?? ''),
  );

  app.delete(
    '/api/session',
    { config: { role: 'read' }, schema: { response: { 204: Type.Null(), 401: ErrorView } } },
    async (request, reply) => {
      await gate.leave(request.pass);
      return reply.clearCookie(cookieName(request), cookieScope(secure)).status(204).send(null);
    },
  );
}

function sessionView(
  { version, local, workspace }: Desk,
  { person, expiresAt }: Pass,
  csrf: string,
): Session {
  return {
    name: person.name,
    role: person.role,
    csrf,
    local,
    version,
    line: lineName(workspace),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
