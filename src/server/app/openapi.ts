import swagger from '@fastify/swagger';
import type { FastifySchema, RouteOptions } from 'fastify';
import { Type } from 'typebox';
import { neededRole } from '../access/roles.ts';
import type { App } from '../desk.ts';
import { ErrorView } from '../wire.ts';
import { CSRF_HEADER } from './guard.ts';

/** Of the API: raised when what stands changes its meaning. */
const API_VERSION = '1';

const DESCRIPTION =
  `What \`outcross view\` and \`outcross serve\` answer. A browser logs in at \`POST /api/session\` and sends its cookie, and with
requests that change something the header \`${CSRF_HEADER}\`; a script sends \`Authorization: Bearer TOKEN\`. Errors of every route
are an \`ErrorView\`.`.replaceAll('\n', ' ');

/** Gathers the schemas of the routes that are added after it, and gives them at `GET /api/openapi.json`. */
export async function addOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Outcross dashboard', version: API_VERSION, description: DESCRIPTION },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-outcross' },
        },
      },
    },
    transformObject: (found) =>
      'openapiObject' in found ? withPrefixItems(found.openapiObject) : found.swaggerObject,
    transform: ({ schema, url, route }) => ({ schema: described(schema, route), url }),
  });
}

/** The document's own route; to be added where the guard holds. */
export function addOpenApiRoute(app: App): void {
  const schema = {
    summary: 'This document',
    response: { 200: Type.Object({}, { additionalProperties: true }) },
  };
  app.get('/api/openapi.json', { schema }, async () => app.swagger());
}

/** The schema of a route, with the role that it needs and the error that it may answer. */
function described(schema: FastifySchema | undefined, { url, method, config }: RouteOptions): FastifySchema {
  const { response = {}, ...rest } = schema ?? {};
  const role = neededRole(String(method), config?.role);
  const open = config?.open === true;
  return {
    ...rest,
    operationId: `${String(method).toLowerCase()}${url.replace('/api', '').replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [url.split('/')[2]],
    security: open ? [] : [{ token: [] }, { session: [] }],
    ...(open ? {} : { 'x-outcross-role': role }),
    response: { ...(response as object), default: ErrorView },
  };
}

/** TypeBox says what a tuple holds as `items: [...]`, as JSON Schema did before 2020-12, which OpenAPI 3.1 speaks. */
function withPrefixItems<T>(part: T): T {
  if (Array.isArray(part)) return part.map(withPrefixItems) as T;
  if (typeof part !== 'object' || part === null) return part;
  const members = Object.entries(part).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'additionalItems' && 'items' in part && Array.isArray(part.items)) return [['items', value]];
    const tuple = key === 'items' && Array.isArray(value);
    return [[tuple ? 'prefixItems' : key, withPrefixItems(value)]];
  });
  return Object.fromEntries(members) as T;
}
