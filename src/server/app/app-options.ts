import type { FastifyRequest } from 'fastify';
import type { Gate } from '../access/gate.ts';
import type { Routes } from '../desk.ts';
import type { HostRule } from './hosts.ts';
import type { Limits } from './limits.ts';
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

/** Whether browsers speak TLS, to the server or to its proxy. */
export function isSecure({ tls, behindProxy }: Pick<AppOptions, 'tls' | 'behindProxy'>): boolean {
  return tls !== undefined || behindProxy === true;
}

/**
 * `__Host-`: sent over TLS alone, and not to be set by a server of a neighbouring name. Over plain HTTP, where browsers refuse that name,
 * the port stands in it: cookies of one computer are common to all its ports.
 */
export function cookieName(
  options: Pick<AppOptions, 'tls' | 'behindProxy'>,
): (request: FastifyRequest) => string {
  if (isSecure(options)) return () => '__Host-outcross';
  return ({ raw }) => `outcross-${raw.socket.localPort ?? 0}`;
}
