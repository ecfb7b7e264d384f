import { relative } from 'node:path';
import { type ErrorCode, OutcrossError } from '../../base/errors.ts';
import { sqliteCode } from '../../ledger/sqlite-failure.ts';
import { Refusal } from '../access/refusal.ts';
import type { ErrorView } from '../wire.ts';

/** An error as it goes over the wire. */
export interface WireError {
  readonly status: number;
  readonly view: ErrorView;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number;
}

/** What is not here is the server's trouble: 500. */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  E_USAGE: 400,
  E_OPTION: 400,
  E_NO_INPUT: 400,
  E_NOT_FOUND: 404,
  E_EMPTY: 422,
  E_FORMAT: 422,
  E_TRUNCATED: 422,
  E_FIELD: 422,
  E_ROW: 422,
  E_ENCODING: 422,
  E_PROFILE: 422,
  E_MERGE: 422,
  E_CONFIG: 400,
  E_PARAMETER: 400,
  E_PROVENANCE: 422,
  E_POLICY: 400,
  E_LOCKED: 423,
  E_UNSUPPORTED: 400,
  E_CONFLICT: 409,
  E_PROOF: 422,
  E_NETWORK: 503,
  E_INTERRUPTED: 503,
};

/** Of what Fastify itself refuses. */
const FRAMEWORK_CODES: Readonly<Record<number, ErrorView['code']>> = {
  404: 'E_NOT_FOUND',
  413: 'E_TOO_LARGE',
  414: 'E_TOO_LARGE',
};

/**
 * What a client is told. Of the server's own trouble it hears the code alone: messages name files, and stacks name more. Paths
 * below `folder`, the workspace, are told relative to it, also those that were told as `cwd`, the working folder, sees them.
 */
export function wireError(error: unknown, folder: string, cwd: string = process.cwd()): WireError {
  if (error instanceof Refusal) {
    const { status, code, message, hint, retryAfter } = error;
    return {
      status,
      view: { code, message, ...(hint === undefined ? {} : { hint }) },
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  }
  if (error instanceof OutcrossError) return ofOutcross(error, seenFrom(folder, cwd));
  const status = statusOf(error);
  if (status === undefined) return { status: 500, view: trouble('E_INTERNAL') };
  return {
    status,
    view: { code: FRAMEWORK_CODES[status] ?? 'E_PARAMETER', message: (error as Error).message },
  };
}

function ofOutcross(error: OutcrossError, shown: (text: string) => string): WireError {
  const status = STATUSES[error.code] ?? 500;
  if (status >= 500) return { status, view: damage(error) ?? trouble(error.code) };
  return {
    status,
    view: {
      code: error.code,
      message: shown(error.message),
      ...(error.where === undefined ? {} : { where: shown(error.where) }),
      ...(error.hint === undefined ? {} : { hint: shown(error.hint) }),
    },
  };
}

/** What may stand before and after a path in a sentence; a longer name that begins or ends alike is another path. */
const BEFORE = String.raw`(?<![\p{L}\p{N}_./~-])`;
const AFTER = String.raw`(?=$|[^\p{L}\p{N}_.~-]|\.(?:$|\s))`;

/** Paths in a text, as they are seen from `folder`. */
function seenFrom(folder: string, cwd: string): (text: string) => string {
  const ways = [folder, relative(cwd, folder)].filter((way) => way !== '' && way !== '/' && way !== '.');
  if (ways.length === 0) return (text) => text;
  const either = ways.map((way) => way.replaceAll(/[$()*+.?[\\\]^{|}/]/g, '\\$&')).join('|');
  // A way up is no folder of its own: `..` alone may be anything that is above.
  const whole = new RegExp(`${BEFORE}(?:${either})(/|${AFTER})`, 'gu');
  return (text) => text.replaceAll(whole, (_, after: string) => (after === '/' ? '' : '.'));
}

/** What SQLite says of a file that is not whole, or that cannot be read. */
const DAMAGE = /^SQLITE_(?:CORRUPT|NOTADB|IOERR(?!_(?:WRITE|FSYNC|TRUNCATE|SHM|DELETE)))/;

/** Of a ledger that is damaged everybody hears what of it, but no place: who looks after it must know, and who looks must not wonder. */
function damage({ code, message, where, hint = '', cause }: OutcrossError): ErrorView | undefined {
  // An error of another thread comes without its cause.
  const isTold = code === 'E_LEDGER' && / is (?:damaged|no SQLite database)(?:$|:)/.test(message);
  if (!isTold && !DAMAGE.test(sqliteCode(cause))) return undefined;
  const isPlace = where !== undefined && /[/\\]|\.sqlite/.test(where);
  const told = isPlace
    ? message.replaceAll(where, "the workspace's ledger")
    : message.replace(/^event (\d+)/, 'event $1 of the ledger');
  return {
    code: 'E_LEDGER',
    message: /[/\\]/.test(told) ? "the workspace's ledger is damaged" : told,
    hint: /\boutcross\b/.test(hint) ? hint : 'See what is wrong with outcross ledger verify.',
  };
}

function trouble(code: ErrorCode): ErrorView {
  return {
    code,
    message: 'the server could not do this',
    hint: 'The terminal that the server runs in says more.',
  };
}

/** Status of an error of Fastify's about the request; undefined for anything else. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}
