import type { ErrorView } from '../../../src/server/wire.ts';

/** What the server said no with, or `E_NETWORK` where it did not answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly view: ErrorView;
  /** The whole answer: with 409 it holds how things stand now. */
  readonly body: unknown;

  constructor(status: number, view: ErrorView, body?: unknown) {
    super(view.message);
    this.name = 'ApiError';
    this.status = status;
    this.view = view;
    this.body = body;
  }
}

export interface Answer<T> {
  /** Absent: not changed since `etag`. */
  readonly value?: T;
  readonly etag?: string;
}

/** Asks for a view; with the `etag` of the one at hand the answer may be that nothing changed. */
export type Get = <T>(url: string, etag?: string) => Promise<Answer<T>>;

const SILENT: ErrorView = {
  code: 'E_NETWORK',
  message: 'The server does not answer.',
  hint: 'See whether `outcross view` or `outcross serve` still runs; this page goes on by itself when it is back.',
};

let csrf: string | undefined;
let onSignedOut: () => void = () => {};

/** The secret that every request that changes something carries; of the session. */
export function setCsrf(secret: string | undefined): void {
  csrf = secret;
}

/** Called when the server says that nobody is signed in. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

function isErrorView(body: unknown): body is ErrorView {
  const { code, message } = (body ?? {}) as Partial<ErrorView>;
  return typeof code === 'string' && typeof message === 'string';
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error of the server, wherever in the answer it stands. */
export function errorOf(status: number, body: unknown): ApiError {
  const inner = (body as { error?: unknown } | undefined)?.error;
  const view = [body, inner].find(isErrorView);
  return new ApiError(
    status,
    view ?? { code: `HTTP ${status}`, message: `The server said ${status}.` },
    body,
  );
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch {
    throw new ApiError(0, SILENT);
  }
}

async function checked(response: Response, url: string): Promise<Response> {
  if (response.ok || response.status === 304) return response;
  if (response.status === 401 && url !== '/api/session') onSignedOut();
  throw errorOf(response.status, await bodyOf(response));
}

/** `GET url`. Throws `ApiError`. */
export const get: Get = async <T>(url: string, etag?: string) => {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (etag !== undefined) headers['if-none-match'] = etag;
  const response = await checked(await ask(url, { headers }), url);
  if (response.status === 304) return { ...(etag === undefined ? {} : { etag }) };
  const found = response.headers.get('etag');
  return { value: (await bodyOf(response)) as T, ...(found === null ? {} : { etag: found }) };
};

/** A request that changes something. Throws `ApiError`. */
export async function send<T>(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (csrf !== undefined) headers['x-outcross-csrf'] = csrf;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers };
  if (body !== undefined) init.body = JSON.stringify(body);
  return (await bodyOf(await checked(await ask(url, init), url))) as T;
}

/** `POST url`. Throws `ApiError`. */
export function post<T>(url: string, body?: unknown): Promise<T> {
  return send<T>('POST', url, body);
}
