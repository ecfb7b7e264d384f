import { OutcrossError } from '../../base/errors.ts';
import type { HubId } from './hub-id.ts';

const HUB = 'https://huggingface.co';
/** Larger files are no tokenizers. */
const MOST_BYTES = 128 << 20;
const TIMEOUT_MS = 60_000;

export interface HubAccess {
  /** `HF_ENDPOINT` and `HF_TOKEN` are honoured. The token is sent to the endpoint alone, and never shown. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** A file of a hub, and the commit that it is of, where the hub says so. */
export interface HubFile {
  readonly text: string;
  readonly commit?: string;
}

/** Where files come from. */
export function endpointOf({ env }: HubAccess): string {
  const given = env['HF_ENDPOINT'];
  return (given === undefined || given === '' ? HUB : given).replace(/\/+$/, '');
}

/**
 * Fetches a file of a repository; undefined where there is none of that name and `optional` says that this may be. Throws `E_NETWORK`, which
 * names the address and the remedy, and `E_INTERRUPTED`.
 */
export async function downloadHubFile(
  { repository, revision }: HubId,
  file: string,
  access: HubAccess,
  optional = false,
): Promise<HubFile | undefined> {
  const url = `${endpointOf(access)}/${repository}/resolve/${encodeURIComponent(revision)}/${file}`;
  const timeout = AbortSignal.timeout(access.timeoutMs ?? TIMEOUT_MS);
  const signal = access.signal === undefined ? timeout : AbortSignal.any([access.signal, timeout]);
  try {
    const answer = await fetch(url, { headers: headersOf(access), signal });
    if (answer.status === 404 && optional) {
      await answer.body?.cancel();
      return undefined;
    }
    if (!answer.ok) throw refused(url, answer.status, access);
    const commit = answer.headers.get('x-repo-commit');
    return { text: await textOf(answer, url), ...(commit === null ? {} : { commit }) };
  } catch (cause) {
    if (cause instanceof OutcrossError) throw cause;
    if (access.signal?.aborted === true) {
      throw new OutcrossError('E_INTERRUPTED', `interrupted: ${file} was not fetched`, { where: url });
    }
    throw unreachable(url, cause, timeout.aborted);
  }
}

function headersOf({ env }: HubAccess): Record<string, string> {
  const token = env['HF_TOKEN'];
  return token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` };
}

async function textOf(answer: Response, url: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) {
      throw new OutcrossError('E_NETWORK', `${url} is larger than ${MOST_BYTES >> 20} MiB: no tokenizer is`, {
        where: url,
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function refused(url: string, status: number, { env }: HubAccess): OutcrossError {
  const hasToken = (env['HF_TOKEN'] ?? '') !== '';
  const hint =
    status === 401 || status === 403
      ? hasToken
        ? 'The token in HF_TOKEN may not read this repository: ask for access to it, or check the token.'
        : 'The repository asks for a token: set HF_TOKEN in the environment.'
      : status === 404
        ? 'Check the name and the revision. Not every model has a tokenizer.json.'
        : 'Try again later, or give a local tokenizer.json.';
  return new OutcrossError('E_NETWORK', `the hub answered ${status}`, { where: url, hint });
}

function unreachable(url: string, cause: unknown, timedOut: boolean): OutcrossError {
  return new OutcrossError(
    'E_NETWORK',
    timedOut ? 'the hub did not answer in time' : 'the hub cannot be reached',
    {
      where: url,
      cause,
      hint: 'Check the connection and HF_ENDPOINT, or give a local tokenizer.json.',
    },
  );
}
