import type { ErrorCode } from '../../base/errors.ts';

/** What the pool asks of a worker: one job at a time. */
export interface Order {
  readonly index: number;
  readonly job: unknown;
}

/** An error without its class, which a message port does not keep. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where?: string;
  readonly hint?: string;
  /** Where in the program it arose, of an error that is a defect. */
  readonly stack?: string;
}

/** What a worker answers: one answer an order, in the orders' order. */
export type Answer =
  | { readonly kind: 'done'; readonly index: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly index: number; readonly error: PlainError };
