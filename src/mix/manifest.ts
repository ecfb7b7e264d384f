import { HASH_ID } from '../base/hash.ts';
import type { WrittenFile } from '../corpus/output-file.ts';
import type { ReviewCounts } from '../engine/rows/reviewer.ts';
import type { LedgerHead } from '../ledger/event.ts';
import { TOKENIZER_ID } from '../text/tokenizer.ts';
import type { Composition } from './composition.ts';
import type { FateId } from './fate.ts';
import type { Plan, RuleOutcome } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Weights } from './weights.ts';

export const MANIFEST_SCHEMA = 'outcross.manifest/1';

/** A file as it was read or written. */
export interface ManifestFile {
  readonly name: string;
  /** As stored. */
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
  readonly records?: number;
}

/** What `check` says of the finished set against the anchor. It speaks of what a model trains on, not of what one puts out. */
export interface ManifestVerdict {
  readonly verdict: string;
  /** Keys of the signals that decided, the most telling first. */
  readonly decided: readonly string[];
  /** Tail coverage of words (last tenth of token mass) as a ratio to a second human sample, with its 95% interval. */
  readonly tail?: { readonly ratio: number; readonly interval: readonly [number, number] };
}

/** What people decided about the candidates; see `ReviewCounts`. */
export interface ManifestReview extends ReviewCounts {
  /** The newest decision that was read. Its digest covers all events of the ledger before it. */
  readonly ledger: LedgerHead;
}

/**
 * What went into a training set. Holds no time and no place: the same inputs, policy and version give the same bytes, so that a
 * manifest can itself be compared.
 */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly inputs: readonly ManifestFile[];
  readonly policy: Policy;
  readonly anchor?: { readonly holdout: string };
  readonly outputs: readonly ManifestFile[];
  readonly rejects?: ManifestFile;
  readonly composition: Composition;
  readonly rules: readonly RuleOutcome[];
  readonly weights: Weights;
  /** Absent where nobody decided about any example. */
  readonly review?: ManifestReview;
  /** Candidates by what became of them. */
  readonly fates: Readonly<Partial<Record<FateId, number>>>;
  /** Rows of the inputs that were no examples. */
  readonly malformedRows: number;
  readonly settings: { readonly tokenizer: string; readonly hash: string };
  readonly verdict?: ManifestVerdict;
}

/** What a build adds to its plan. */
export interface BuildFacts {
  readonly version: string;
  readonly inputs: readonly ManifestFile[];
  readonly outputs: readonly WrittenFile[];
  readonly rejects?: WrittenFile;
  /** Digest of the holdout that was guarded. */
  readonly holdout?: string;
  readonly malformed: number;
  readonly review?: ManifestReview;
  readonly verdict?: ManifestVerdict;
}

export function manifestOf(plan: Plan, facts: BuildFacts): Manifest {
  const { policy, composition, rules, weights, fateCounts } = plan;
  const { version, inputs, outputs, rejects, holdout, malformed, review, verdict } = facts;
  return {
    schema: MANIFEST_SCHEMA,
    tool: { name: 'outcross', version },
    inputs,
    ...(holdout === undefined ? {} : { anchor: { holdout } }),
    outputs: outputs.map(entryOf),
    ...(rejects === undefined ? {} : { rejects: entryOf(rejects) }),
    policy,
    composition,
    rules,
    weights,
    ...(review === undefined ? {} : { review }),
    fates: fateCounts,
    malformedRows: malformed,
    settings: { tokenizer: TOKENIZER_ID, hash: HASH_ID },
    ...(verdict === undefined ? {} : { verdict }),
  };
}

/** A written file as a manifest names it: without its place. */
function entryOf({ name, bytes, sha256, records }: WrittenFile): ManifestFile {
  return { name, bytes, sha256, records };
}
