import type { CertificateOptions } from '../commands/keys/certificate-options.ts';
import type { KeyStoreOptions } from '../commands/keys/store-options.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { LedgerOption } from '../record.ts';

/** Options of `outcross verify`. */
export interface VerifyOptions extends KeyStoreOptions, CertificateOptions, LedgerOption, EngineOptions {
  readonly data?: readonly string[];
  readonly policy?: string;
  readonly key?: readonly string[];
  readonly trust?: readonly string[];
  readonly manifest?: string;
  readonly tree?: string;
  readonly extends?: string;
  readonly workers?: number;
  readonly json?: boolean;
}
