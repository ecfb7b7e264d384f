import type { ErrorCode } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';
import type { Fragment, Task } from './engine.ts';

/** What a worker is started with. */
export interface WorkerData {
  readonly task: Task;
}

/** What the pool asks of a worker: one shard after the other, then its part. */
export type Order =
  | { readonly kind: 'read'; readonly index: number; readonly shard: Shard }
  | { readonly kind: 'finish' };

/** An error without its class, which a message port does not keep. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where?: string;
  readonly hint?: string;
  /** Where in the program it arose, of an error that is a defect. */
  readonly stack?: string;
}

/** What a worker answers. */
export type Answer =
  | Fragment
  | { readonly kind: 'progress'; readonly bytes: number; readonly examples: number }
  | { readonly kind: 'failed'; readonly error: PlainError };
