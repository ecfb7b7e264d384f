import { createServer, type Server } from 'node:http';
import { OutcrossError } from '../base/errors.ts';
import { METRICS_TYPE } from './metrics.ts';

export interface MetricsServer {
  /** `127.0.0.1:9464`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves `GET /metrics` and nothing else. Throws `E_NETWORK` where the address cannot be had. */
export async function serveMetrics(host: string, port: number, text: () => string): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const known = request.url?.split('?')[0] === '/metrics';
    const asks = request.method === 'GET' || request.method === 'HEAD';
    if (!known || !asks) {
      response
        .writeHead(known ? 405 : 404, { 'content-type': 'text/plain' })
        .end(known ? 'GET only\n' : 'see /metrics\n');
      return;
    }
    response
      .writeHead(200, { 'content-type': METRICS_TYPE })
      .end(request.method === 'HEAD' ? undefined : text());
  });
  server.requestTimeout = 10_000;
  await listening(server, host, port);
  // Who only scrapes must not keep the process alive.
  server.unref();
  const bound = server.address();
  const found = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `${host.includes(':') ? `[${host}]` : host}:${found}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new OutcrossError('E_NETWORK', `cannot listen on ${host}:${port}: ${cause.code ?? cause.message}`, {
          where: '--metrics',
          hint: 'Another process may have the port: name another, or 0 for any.',
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}
