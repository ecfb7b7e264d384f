import { hostname, networkInterfaces } from 'node:os';
import { Server as TlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { OutcrossError } from '../base/errors.ts';
import { MIN_TLS } from './app/bare-app.ts';
import { type AppOptions, createApp } from './app/create-app.ts';
import { readWebFiles } from './app/web-files.ts';
import type { App, Desk } from './desk.ts';

export interface StartOptions extends Omit<AppOptions, 'hosts' | 'web'> {
  /** Address to listen on. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Names, beside those of this computer and `host`, that the server answers to. */
  readonly allowHosts?: readonly string[];
}

export interface Running {
  /** `http://127.0.0.1:8473`, without a slash at the end. */
  readonly url: string;
  readonly app: App;
  /** New connections meet this certificate; those that stand go on. Nothing where HTTP is spoken. */
  renewTls(tls: { readonly cert: string; readonly key: string }): void;
  /** Ends live streams and connections, and what the routes have under way. */
  close(): Promise<void>;
}

/** Starts the server. Throws `E_NETWORK` where the address cannot be had. */
export async function startServer(desk: Desk, options: StartOptions): Promise<Running> {
  const { host, port, allowHosts = [], tls } = options;
  let bound: number | undefined;
  const web = await readWebFiles(webFolder());
  const app = await createApp(desk, {
    ...options,
    hosts: { allowed: [...allowHosts, ...namesOf(host)], port: () => bound },
    ...(web === undefined ? {} : { web }),
  });
  try {
    // As a name it leads to two addresses, and Fastify would listen with a server for each.
    await app.listen({ host: host === 'localhost' ? '127.0.0.1' : host, port });
  } catch (cause) {
    await app.close();
    throw unreachable(host, port, cause as NodeJS.ErrnoException);
  }
  const address = app.server.address();
  bound = typeof address === 'object' && address !== null ? address.port : port;
  const scheme = tls === undefined ? 'http' : 'https';
  return {
    url: `${scheme}://${shownHost(host)}:${bound}`,
    app,
    renewTls: (renewed) => {
      if (app.server instanceof TlsServer) app.server.setSecureContext({ ...renewed, minVersion: MIN_TLS });
    },
    close: () => app.close(),
  };
}

/** Where the build puts the pages. Tests run this module from its source. */
function webFolder(): string {
  const here = import.meta.url;
  return fileURLToPath(new URL(here.endsWith('.ts') ? '../../dist/web' : '../web', here));
}

const EVERYWHERE = ['0.0.0.0', '::', ''];

/** Whether an address is of this computer alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * The names under which a server that listens on `host` is asked. Where it listens everywhere: all addresses of this computer, which no
 * other site's page can have as its own, and its name.
 */
function namesOf(host: string): string[] {
  // Names of loopback are known, each with this server's port alone.
  if (isLoopback(host)) return [];
  if (!EVERYWHERE.includes(host)) return [shownHost(host)];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [hostname().toLowerCase(), ...addresses.map(({ address }) => shownHost(address.split('%')[0]))];
}

function shownHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function unreachable(host: string, port: number, cause: NodeJS.ErrnoException): OutcrossError {
  const hints: Readonly<Record<string, string>> = {
    EADDRINUSE: 'Another process has the port: name another with --port, or 0 for any.',
    EACCES: 'Ports below 1024 are for administrators: name another with --port.',
    EADDRNOTAVAIL: 'The address is none of this computer.',
    ENOTFOUND: 'The name leads to no address.',
  };
  return new OutcrossError(
    'E_NETWORK',
    `cannot listen on ${shownHost(host)}:${port}: ${cause.code ?? cause.message}`,
    {
      where: '--host',
      hint: hints[cause.code ?? ''] ?? 'Name another address with --host and --port.',
      cause,
    },
  );
}
