import cookie from '@fastify/cookie';
import { type FastifyRequest, fastify } from 'fastify';
import { OutcrossError } from '../../base/errors.ts';
import type { Gate } from '../access/gate.ts';
import { Refusal } from '../access/refusal.ts';
import { addSessionRoutes } from '../access/session-routes.ts';
import type { App, Desk, Routes } from '../desk.ts';
import { addLiveRoute } from '../live/live-routes.ts';
import { ROUTES } from '../routes.ts';
import { wireError } from './error-view.ts';
import { addGuard } from './guard.ts';
import { HEADERS, STRICT_TRANSPORT } from './headers.ts';
import { type HostRule, isOurHost } from './hosts.ts';
import { LIMITS, type Limits } from './limits.ts';
import { addOpenApi, addOpenApiRoute } from './openapi.ts';
import { validatorCompiler } from './validator.ts';
import { addWeb } from './web.ts';
import type { WebFiles } from './web-files.ts';

export interface AppOptions {
  readonly gate: Gate;
  readonly hosts: HostRule;
  /** Certificate and key, in PEM; without them HTTP is spoken. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** A proxy before this server speaks TLS, and says who asks. */
  readonly behindProxy?: boolean;
  /** The pages. Without them the API alone is served. */
  readonly web?: WebFiles;
  /** Default: all. */
  readonly routes?: readonly Routes[];
  readonly limits?: Partial<Limits>;
  /** Told of what clients are not told: errors with status 500 and above. */
  readonly onTrouble?: (error: unknown, request: string) => void;
}

/**
 * The dashboard's server, not yet listening. Throws `E_INTERNAL` for a route outside of `/api`, and what a key or certificate that is none
 * throws.
 */
export async function createApp(desk: Desk, options: AppOptions): Promise<App> {
  const limits = { ...LIMITS, ...options.limits };
  const app = bareApp(limits, options);
  app.server.maxConnections = limits.connections;
  // Any page may send text without asking first (a simple request of CORS); the API speaks JSON.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  // Answers are what handlers return: a schema says what is in them, and does not cut.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler((error, request, reply) => {
    const { status, view, retryAfter } = wireError(error, desk.workspace.folder);
    if (status >= 500) options.onTrouble?.(error, `${request.method} ${request.routeOptions.url ?? ''}`);
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    return reply.status(status).header('cache-control', 'no-store').send(view);
  });
  addFrontDoor(app, limits, options);
  await app.register(cookie);
  await addOpenApi(app);
  await app.register(async (api) => {
    requireApiPaths(api as App);
    const name = cookieName(options);
    addGuard(api as App, options.gate, name);
    api.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    });
    addOpenApiRoute(api as App);
    addLiveRoute(api as App, desk, options.gate, limits);
    addSessionRoutes(api as App, desk, { gate: options.gate, cookieName: name, secure: isSecure(options) });
    for (const routes of options.routes ?? ROUTES) await routes(api as App, desk);
  });
  addWeb(app, options.web);
  return app;
}

function bareApp(limits: Limits, { tls, behindProxy = false }: AppOptions): App {
  const settings = {
    bodyLimit: limits.body,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: limits.idleTimeout,
    keepAliveTimeout: limits.headersTimeout,
    forceCloseConnections: true,
    // The proxy itself is believed, and nobody that it heard of.
    trustProxy: behindProxy ? (_address: string, hop: number) => hop === 0 : false,
    // Ids of examples are up to 1,000 characters, each up to nine as %XX.
    routerOptions: { maxParamLength: limits.url },
  };
  const server = {
    headersTimeout: limits.headersTimeout,
    connectionsCheckingInterval: limits.timeoutCheck,
    maxHeaderSize: limits.headers,
  };
  const app =
    tls === undefined
      ? fastify({ ...settings, http: server })
      : fastify({ ...settings, https: { ...server, ...tls, minVersion: 'TLSv1.2' } });
  return app as unknown as App;
}

/** What holds for every request, whatever it asks for. */
function addFrontDoor(app: App, limits: Limits, options: AppOptions): void {
  for (const name of ['person', 'pass', 'csrf'] as const) app.decorateRequest(name, undefined as never);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (isSecure(options)) reply.header('strict-transport-security', STRICT_TRANSPORT);
    if (!isOurHost(request.headers.host, options.hosts)) {
      throw new Refusal(421, 'E_ACCESS', 'this server does not go by the name that was asked', {
        hint: 'Start it with --allow-host NAME if it should.',
      });
    }
    if (request.raw.url !== undefined && request.raw.url.length > limits.url)
      throw new Refusal(414, 'E_TOO_LARGE', `a path and its query may have ${limits.url} characters`);
  });
}

function isSecure({ tls, behindProxy }: AppOptions): boolean {
  return tls !== undefined || behindProxy === true;
}

/**
 * `__Host-`: sent over TLS alone, and not to be set by a server of a neighbouring name. Over plain HTTP, which browsers take it from nobody,
 * the port stands in the name: cookies of one computer are common to all its ports.
 */
function cookieName(options: AppOptions): (request: FastifyRequest) => string {
  if (isSecure(options)) return () => '__Host-outcross';
  return ({ raw }) => `outcross-${raw.socket.localPort ?? 0}`;
}

function requireApiPaths(api: App): void {
  api.addHook('onRoute', ({ url }) => {
    if (!url.startsWith('/api/')) throw new OutcrossError('E_INTERNAL', `${url} is not below /api`);
  });
}
