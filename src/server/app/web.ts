import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../desk.ts';
import type { Encoding, WebFile, WebFiles } from './web-files.ts';

export const INDEX = '/index.html';

/** Pages of what has a name of its own: a generation may be called `release-2.1`. */
const NAMED_PAGE = /^\/generations\/[^/]+$/;

/**
 * Serves the pages. A path without an extension is a deep link: the page that knows it is `index.html`. Undefined files: the API alone
 * is served.
 */
export function addWeb(app: App, files: WebFiles | undefined): void {
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = `/${(request.params as { readonly '*': string })['*']}`;
    if (path === '/api' || path.startsWith('/api/')) return notFound(reply);
    if (files === undefined) return unbuilt(reply);
    const file = fileOf(files, path);
    return file === undefined ? notFound(reply) : send(file, request, reply);
  });
  app.setNotFoundHandler((_request, reply) => notFound(reply));
}

function fileOf(files: WebFiles, path: string): WebFile | undefined {
  const named = files.get(path);
  if (named !== undefined) return named;
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.includes('.') && !NAMED_PAGE.test(path) ? undefined : files.get(INDEX);
}

async function send(file: WebFile, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  reply
    .header('content-type', file.type)
    .header('etag', file.etag)
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) return reply.status(304).send();
  const encoding = chosenEncoding(file.encodings, String(request.headers['accept-encoding'] ?? ''));
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(await file.bytes(encoding));
}

/** The first that the client takes. A weight of zero refuses (RFC 9110, 12.5.3). */
export function chosenEncoding(offered: readonly Encoding[], accepted: string): Encoding {
  const taken = new Set<string>();
  for (const part of accepted.toLowerCase().split(',')) {
    const [name, weight] = part.split(';').map((piece) => piece.trim());
    if (!/^q=0(\.0*)?$/.test(weight ?? '')) taken.add(name);
  }
  return offered.find((encoding) => taken.has(encoding)) ?? 'identity';
}

function notFound(reply: FastifyReply): FastifyReply {
  const view = { code: 'E_NOT_FOUND', message: 'there is nothing at this address' };
  return reply.status(404).header('cache-control', 'no-store').send(view);
}

function unbuilt(reply: FastifyReply): FastifyReply {
  return reply
    .status(503)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send('The pages of the dashboard are not built: run npm run build. The API is at /api.\n');
}
