import { OutcrossError } from '../../base/errors.ts';
import type { Rng } from '../../base/rng.ts';
import { type BackOff, LONGEST_WAIT, retryAfter, waitBefore } from './back-off.ts';

export interface ClientOptions {
  /** URL of the server, without a path or with that of its API, such as `http://localhost:8000/v1`. */
  readonly endpoint: string;
  /** Sent as a bearer token; never shown. */
  readonly apiKey?: string;
  /** Milliseconds that one try may take, body included. */
  readonly timeout: number;
  readonly backOff: BackOff;
  /** Of the jitter. */
  readonly rng: Rng;
  /** Waits so many milliseconds, less where the signal is given. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told before every retry. */
  readonly onRetry?: (why: string, milliseconds: number) => void;
}

/** A reply that will be the same next time. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A failure that may pass: what it was, and how long the server asks to wait. */
interface Transient {
  readonly why: string;
  readonly asked?: number;
}

/** Most characters of a server's words that are shown. */
const SHOWN = 300;

/**
 * Posts JSON and reads JSON. Connections that are refused, cut or silent, replies that are no JSON, and the statuses 408, 409,
 * 425, 429 and 5xx are tried again, by exponential back-off; `Retry-After` holds all requests back.
 */
export class HttpClient {
  readonly #options: ClientOptions;
  readonly #base: URL;
  #held: Promise<void> | undefined;

  /** Throws `E_OPTION` for what is no http or https URL, and for one with a password or a query in it. */
  constructor(options: ClientOptions) {
    this.#options = options;
    this.#base = baseOf(options.endpoint);
  }

  /** `path` from the root of the API; from that of the server where it begins with `/`. */
  urlOf(path: string): string {
    if (path.startsWith('/')) return new URL(path, this.#base).href;
    return `${this.#base.href.replace(/\/+$/, '')}/${path}`;
  }

  /**
   * Throws `Refused` for another 4xx than those above, `E_NETWORK` when tries are used up or access is denied, and
   * `E_INTERRUPTED`.
   */
  async post(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const { backOff, rng, sleep, onRetry } = this.#options;
    const url = this.urlOf(path);
    for (let attempt = 0; ; attempt++) {
      await this.#held;
      if (signal.aborted) throw interrupted();
      const reply = await this.#once(url, body, signal);
      if (!('why' in reply)) return reply.value;
      if (attempt >= backOff.retries) throw this.#givenUp(url, reply.why, attempt + 1);
      const wait = waitBefore(attempt, backOff, rng, reply.asked);
      if (wait > LONGEST_WAIT) throw this.#askedTooLong(url, wait);
      onRetry?.(reply.why, wait);
      if (reply.asked !== undefined) this.#hold(wait, signal);
      else await sleep(wait, signal);
    }
  }

  #hold(wait: number, signal: AbortSignal): void {
    const before = this.#held;
    const held = Promise.all([before, this.#options.sleep(wait, signal)]).then(() => {
      if (this.#held === held) this.#held = undefined;
    });
    this.#held = held;
  }

  async #once(url: string, body: unknown, signal: AbortSignal): Promise<{ value: unknown } | Transient> {
    const { apiKey, timeout } = this.#options;
    const expiry = AbortSignal.timeout(timeout);
    let text: string;
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify(body),
        // A redirection would take the texts, and the key, to somebody who was not named.
        redirect: 'error',
        signal: AbortSignal.any([signal, expiry]),
      });
      text = await response.text();
    } catch (error) {
      if (signal.aborted) throw interrupted();
      if (expiry.aborted) return { why: `no reply within ${timeout / 1000} s` };
      return { why: this.#safe(reasonOf(error)) };
    }
    if (response.ok) return parsed(text);
    return this.#failed(response, text);
  }

  #failed(response: Response, text: string): Transient {
    const said = `status ${response.status}${text === '' ? '' : `: ${this.#safe(messageIn(text))}`}`;
    if (response.status === 401 || response.status === 403) throw this.#denied(said);
    if (!isTransient(response.status)) throw new Refused(response.status, said);
    const asked = retryAfter(response.headers.get('retry-after'), response.headers.get('date'));
    return { why: said, ...(asked === undefined ? {} : { asked }) };
  }

  /** Without the key, should a server repeat it, and without what a terminal would obey. */
  #safe(text: string): string {
    const { apiKey } = this.#options;
    const open = apiKey === undefined || apiKey === '' ? text : text.replaceAll(apiKey, '***');
    return open
      .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
      .trim()
      .slice(0, SHOWN);
  }

  #denied(said: string): OutcrossError {
    const hint =
      this.#options.apiKey === undefined
        ? 'Put the key into the environment variable that --api-key-env names.'
        : 'Check the key in the environment variable.';
    return new OutcrossError('E_NETWORK', `the server denies access (${said})`, {
      where: this.#base.href,
      hint,
    });
  }

  #givenUp(url: string, why: string, tries: number): OutcrossError {
    return new OutcrossError('E_NETWORK', `${url} failed ${tries} times; the last time: ${why}`, {
      where: url,
      hint: 'What was scored is in the cache, if there is one: run the same command again to go on.',
    });
  }

  #askedTooLong(url: string, wait: number): OutcrossError {
    return new OutcrossError('E_NETWORK', `the server asks to wait ${Math.ceil(wait / 60_000)} minutes`, {
      where: url,
      hint: 'Run the same command again later: what was scored is in the cache, if there is one.',
    });
  }
}

function baseOf(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new OutcrossError('E_OPTION', 'the endpoint is no http or https URL', {
      where: '--endpoint',
      hint: 'Such as --endpoint http://localhost:8000/v1.',
    });
  }
  if (url.search !== '' || url.hash !== '') {
    throw new OutcrossError('E_OPTION', 'the endpoint holds a query or a fragment', {
      where: '--endpoint',
      hint: 'Give the root of the API alone. A key is read from an environment variable only: see --api-key-env.',
    });
  }
  if (url.username === '' && url.password === '') return url;
  throw new OutcrossError('E_OPTION', 'the endpoint holds a name or password', {
    where: '--endpoint',
    hint: 'A key is read from an environment variable only: see --api-key-env.',
  });
}

function isTransient(status: number): boolean {
  return status >= 500 || [408, 409, 425, 429].includes(status);
}

function parsed(text: string): { value: unknown } | Transient {
  for (const candidate of [text, withoutBareNumbers(text)]) {
    try {
      return { value: JSON.parse(candidate) };
    } catch {
      // Tried again as it was mended, then as a transient failure.
    }
  }
  return { why: `the reply is no JSON (${text.length} characters)` };
}

/** Python writes NaN and Infinity into JSON. As strings they are what they are: no numbers. */
function withoutBareNumbers(text: string): string {
  return text.replace(
    /("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g,
    (found, quoted) => quoted ?? `"${found}"`,
  );
}

function messageIn(text: string): string {
  try {
    const { error, message, detail } = JSON.parse(text) as Record<string, unknown>;
    const inner = (error as { message?: unknown } | undefined)?.message ?? error ?? message ?? detail;
    if (inner === undefined || inner === null) return text;
    return typeof inner === 'string' ? inner : JSON.stringify(inner);
  } catch {
    return text;
  }
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}

export function interrupted(): OutcrossError {
  return new OutcrossError('E_INTERRUPTED', 'interrupted', {
    hint: 'Run the same command again: what was scored is in the cache, if there is one.',
  });
}
