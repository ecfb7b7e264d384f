import cookie from '@fastify/cookie';
import { OutcrossError } from '../../base/errors.ts';
import { addSessionRoutes } from '../access/session-routes.ts';
import type { App, Desk } from '../desk.ts';
import { addLiveRoute } from '../live/live-routes.ts';
import { ROUTES } from '../routes.ts';
import { type AppOptions, cookieName, isSecure } from './app-options.ts';
import { bareApp } from './bare-app.ts';
import { addCompression } from './compression.ts';
import { addFrontDoor } from './front-door.ts';
import { addGuard } from './guard.ts';
import { LIMITS } from './limits.ts';
import { addOpenApi, addOpenApiRoute } from './openapi.ts';
import { addWeb } from './web.ts';

export type { AppOptions } from './app-options.ts';

/**
 * The dashboard's server, not yet listening. Throws `E_INTERNAL` for a route outside of `/api`, and what a key or certificate that is none
 * throws.
 */
export async function createApp(desk: Desk, options: AppOptions): Promise<App> {
  const limits = { ...LIMITS, ...options.limits };
  const { gate, routes = ROUTES } = options;
  const app = bareApp(limits, options);
  addFrontDoor(app, desk, limits, options);
  await app.register(cookie);
  await addOpenApi(app);
  await app.register(async (scope) => {
    const api = scope as App;
    const name = cookieName(options);
    requireApiPaths(api);
    addGuard(api, gate, name);
    forbidCaches(api);
    addCompression(api);
    addOpenApiRoute(api);
    addLiveRoute(api, desk, gate, limits);
    addSessionRoutes(api, desk, { gate, cookieName: name, secure: isSecure(options) });
    for (const add of routes) await add(api, desk);
  });
  addWeb(app, options.web);
  return app;
}

function requireApiPaths(api: App): void {
  api.addHook('onRoute', ({ url }) => {
    if (!url.startsWith('/api/')) throw new OutcrossError('E_INTERNAL', `${url} is not below /api`);
  });
}

/** No browser keeps an answer: who logs out leaves nothing behind. The pages keep what they need, with its `etag`, in memory. */
function forbidCaches(api: App): void {
  api.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
}
