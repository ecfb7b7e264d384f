import { SIGNATURE_HEADER, signature } from './signature.ts';

/** Where alerts go. */
export interface Receiver {
  readonly url: string;
  /** What alerts are signed with; unsigned without it. */
  readonly secret?: string;
  /** Milliseconds for all of an exchange. */
  readonly timeout: number;
}

/** How an attempt ended. `taken`: the receiver has it. `refused`: it will never take this one. `failed`: it may, later. */
export interface Answer {
  readonly outcome: 'taken' | 'refused' | 'failed';
  readonly status?: number;
  readonly error?: string;
  /** Milliseconds that the receiver asks to wait. */
  readonly wait?: number;
}

export interface Message {
  /** The idempotency key. */
  readonly id: string;
  readonly body: string;
}

/** Sends a message. `seconds` of the epoch are signed. Never throws. */
export type Post = (message: Message, seconds: number, signal: AbortSignal) => Promise<Answer>;

/** Statuses by which a receiver says that this very message is wrong, and that the same bytes will be wrong tomorrow. */
const REFUSALS: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** A sender by HTTP POST. Redirects are not followed: they would take a signed body to another place than was configured. */
export function poster({ url, secret, timeout }: Receiver): Post {
  return async ({ id, body }, seconds, signal) => {
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'outcross',
      'idempotency-key': id,
      ...(secret === undefined ? {} : { [SIGNATURE_HEADER]: signature(body, secret, seconds) }),
    };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    try {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: limit });
      await response.body?.cancel();
      return answerOf(response);
    } catch (error) {
      return { outcome: 'failed', error: reasonOf(error, timeout) };
    }
  };
}

function answerOf({ status, headers }: Response): Answer {
  if (status >= 200 && status < 300) return { outcome: 'taken', status };
  if (status >= 300 && status < 400)
    return { outcome: 'failed', status, error: 'it answers with a redirect, which is not followed' };
  if (REFUSALS.has(status)) return { outcome: 'refused', status };
  const asked = Number(headers.get('retry-after') ?? Number.NaN) * 1000;
  return { outcome: 'failed', status, ...(asked > 0 ? { wait: asked } : {}) };
}

/** Without the URL, which may hold a secret. */
function reasonOf(error: unknown, timeout: number): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer in ${timeout / 1000} s`;
  if (name === 'AbortError') return 'stopped';
  return cause?.code ?? 'the connection failed';
}
