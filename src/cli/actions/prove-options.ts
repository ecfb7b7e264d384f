import type { CertificateOptions } from '../commands/keys/certificate-options.ts';
import type { PassphraseOptions } from '../commands/keys/passphrase.ts';
import type { KeyStoreOptions } from '../commands/keys/store-options.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { LedgerOption } from '../record.ts';

/** Options of `outcross prove`. */
export interface ProveOptions
  extends ReadingOptions,
    KeyStoreOptions,
    CertificateOptions,
    PassphraseOptions,
    LedgerOption,
    EngineOptions {
  readonly output?: string;
  readonly key?: string;
  readonly tree: boolean;
  readonly example?: string;
  readonly extends?: string;
  readonly ledgerHead?: string;
  readonly keyless?: boolean;
  readonly identityTokenEnv?: string;
  readonly fulcioUrl?: string;
  readonly rekorUrl?: string;
  readonly workers?: number;
  readonly json?: boolean;
}
