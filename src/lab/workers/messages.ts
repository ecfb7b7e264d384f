import type { PlainError } from '../../engine/messages.ts';

/** What the pool asks of a worker: one job at a time. */
export interface Order {
  readonly index: number;
  readonly job: unknown;
}

/** What a worker answers: one answer an order, in the orders' order. */
export type Answer =
  | { readonly kind: 'done'; readonly index: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly index: number; readonly error: PlainError };
