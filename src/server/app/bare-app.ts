import { fastify } from 'fastify';
import { OutcrossError } from '../../base/errors.ts';
import type { App } from '../desk.ts';
import type { AppOptions } from './app-options.ts';
import { depthOf, MOST_DEEP } from './json-depth.ts';
import type { Limits } from './limits.ts';
import { validatorCompiler } from './validator.ts';

/** Least version of TLS that is spoken. */
export const MIN_TLS = 'TLSv1.2';

/** As Fastify parses JSON, refusing `__proto__` and what is nested deeper than any request is: those who walk it would run out of stack. */
function parseShallow(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (depthOf(body) <= MOST_DEEP) return parse(request, body, done);
    const message = `the body is nested more than ${MOST_DEEP} deep`;
    done(new OutcrossError('E_PARAMETER', message, { where: 'the body' }), undefined);
  });
}

/** Fastify under our limits: no routes yet, and no rules of who may ask. Throws for a certificate or key that is none. */
export function bareApp(limits: Limits, { tls, behindProxy = false }: AppOptions): App {
  const settings = {
    bodyLimit: limits.body,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: limits.idleTimeout,
    keepAliveTimeout: limits.headersTimeout,
    forceCloseConnections: true,
    // The proxy itself is believed, and nobody that it heard of.
    trustProxy: behindProxy ? (_address: string, hop: number) => hop === 0 : false,
    // Ids of examples are up to 1,000 characters, each up to twelve as %XX.
    routerOptions: { maxParamLength: limits.url },
  };
  const server = {
    headersTimeout: limits.headersTimeout,
    connectionsCheckingInterval: limits.timeoutCheck,
    maxHeaderSize: limits.headers,
  };
  const app = (tls === undefined
    ? fastify({ ...settings, http: server })
    : fastify({ ...settings, https: { ...server, ...tls, minVersion: MIN_TLS } })) as unknown as App;
  app.server.maxConnections = limits.connections;
  // Any page may send text without asking first (a simple request of CORS); the API speaks JSON.
  app.removeContentTypeParser('text/plain');
  parseShallow(app);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are what handlers return: a schema says what is in them, and does not cut.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  return app;
}
