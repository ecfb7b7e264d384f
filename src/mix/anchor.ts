import type { CorpusSpec } from '../corpus/source.ts';
import type { Profile } from '../profile/profile.ts';

/** Verified human data that a mix is built beside. */
export interface MixAnchor {
  readonly holdout: Profile;
  readonly reservoir: Profile;
  /** The holdout as an encoded `NearIndex`: nothing like it may enter. */
  readonly guard: Uint8Array;
  /** Names the holdout in the manifest: SHA-256 of its corpus. */
  readonly digest: string;
  /** How to read the reservoir: asked for where synthetic examples have to earn their place. */
  readonly reservoirCorpus: CorpusSpec;
}
