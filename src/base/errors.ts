/**
 * Every failure that a user can cause or meet has a code. Codes are stable: scripts may match them.
 */
export type ErrorCode =
  | 'E_USAGE'
  | 'E_OPTION'
  | 'E_NO_INPUT'
  | 'E_NOT_FOUND'
  | 'E_UNREADABLE'
  | 'E_EMPTY'
  | 'E_FORMAT'
  | 'E_TRUNCATED'
  | 'E_FIELD'
  | 'E_ROW'
  | 'E_ENCODING'
  | 'E_PROFILE'
  | 'E_MERGE'
  | 'E_WRITE'
  | 'E_WORKER'
  | 'E_CONFIG'
  | 'E_PARAMETER'
  | 'E_PROVENANCE'
  | 'E_POLICY'
  | 'E_COMMAND'
  | 'E_LOCKED'
  | 'E_UNSUPPORTED'
  | 'E_LEDGER'
  | 'E_CONFLICT'
  | 'E_PROOF'
  | 'E_KEY'
  | 'E_NETWORK'
  | 'E_PEER'
  | 'E_INTERRUPTED'
  | 'E_INTERNAL';

export interface ErrorDetail {
  /** File, row or option that the error is about, e.g. `data/a.jsonl:17`. */
  readonly where?: string;
  /** What the reader can do now. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** An error that says what went wrong, where, and what to do. */
export class OutcrossError extends Error {
  override readonly name = 'OutcrossError';
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.where = detail.where;
    this.hint = detail.hint;
  }

  /** A plain value that survives a worker's message port. */
  toJSON(): { code: ErrorCode; message: string; where?: string; hint?: string } {
    return {
      code: this.code,
      message: this.message,
      ...(this.where === undefined ? {} : { where: this.where }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
    };
  }
}
