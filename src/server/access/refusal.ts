/** Codes of the server's own, beside those of the command line. */
export type RefusalCode = 'E_ACCESS' | 'E_RATE' | 'E_TOO_LARGE';

/** A request that is not served, whoever is right. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: RefusalCode;
  readonly hint: string | undefined;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: RefusalCode,
    message: string,
    detail: { readonly hint?: string; readonly retryAfter?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = detail.hint;
    this.retryAfter = detail.retryAfter;
  }
}
