/** What one client may ask of a server. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** Of a request's body; a route may allow more. */
  readonly body: number;
  /** Of path and query. */
  readonly url: number;
  readonly headers: number;
  /** Until the headers are there: a client that sends a byte a second holds a connection no longer. */
  readonly headersTimeout: number;
  /** Until the whole request is there. */
  readonly requestTimeout: number;
  /** Without a byte in either direction. */
  readonly idleTimeout: number;
  /** Between looks for connections that are over their time. */
  readonly timeoutCheck: number;
  readonly connections: number;
  /** Live streams of one person. */
  readonly streams: number;
  /** Bytes that may wait for a live stream's reader. */
  readonly backlog: number;
}

export const LIMITS: Limits = {
  body: 1 << 20,
  url: 8_192,
  headers: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  idleTimeout: 60_000,
  timeoutCheck: 1_000,
  connections: 1_000,
  streams: 20,
  backlog: 1 << 20,
};
