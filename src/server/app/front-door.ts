import { Refusal } from '../access/refusal.ts';
import type { App, Desk } from '../desk.ts';
import { type AppOptions, isSecure } from './app-options.ts';
import { wireError } from './error-view.ts';
import { HEADERS, STRICT_TRANSPORT } from './headers.ts';
import { isOurHost } from './hosts.ts';
import type { Limits } from './limits.ts';

/** More than one `Host`: the one that is judged here may not be the one that somebody on the way has judged (RFC 9112, 3.2). */
function namesTwice(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i].toLowerCase() === 'host') hosts++;
  return hosts > 1;
}

/** What holds for every request, whatever it asks for: headers, the name that was asked, the length of the address, errors. */
export function addFrontDoor(app: App, { workspace }: Desk, limits: Limits, options: AppOptions): void {
  const secure = isSecure(options);
  for (const name of ['person', 'pass', 'csrf'] as const) app.decorateRequest(name, undefined as never);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (secure) reply.header('strict-transport-security', STRICT_TRANSPORT);
    if (namesTwice(request.raw.rawHeaders) || !isOurHost(request.headers.host, options.hosts)) {
      throw new Refusal(421, 'E_ACCESS', 'this server does not go by the name that was asked', {
        hint: 'Start it with --allow-host NAME if it should.',
      });
    }
    if (request.raw.url !== undefined && request.raw.url.length > limits.url)
      throw new Refusal(414, 'E_TOO_LARGE', `a path and its query may have ${limits.url} characters`);
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, view, retryAfter } = wireError(error, workspace.folder);
    if (status >= 500) options.onTrouble?.(error, `${request.method} ${request.routeOptions.url ?? ''}`);
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    return reply.status(status).header('cache-control', 'no-store').send(view);
  });
}
