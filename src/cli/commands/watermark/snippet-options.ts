import type { StoreOptions } from './key-options.ts';

export interface SnippetOptions extends StoreOptions {
  readonly key?: string;
  readonly write?: string;
  readonly ids?: string;
  readonly enforce?: boolean;
  readonly json?: boolean;
}
