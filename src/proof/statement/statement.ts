import { canonicalBytes, canonicalJson } from '../../base/canonical.ts';
import { HASH_ID } from '../../base/hash.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { TOKENIZER_ID } from '../../text/tokenizer.ts';
import type { Counts } from './counts.ts';
import { LIMITS, type Limits } from './limits.ts';
import { sha256Hex } from './sha256.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** An identifier, not a page: docs/proof.md describes it. */
export const PREDICATE_TYPE = 'https://outcross.dev/training-set/v1';

export type Json = Readonly<Record<string, unknown>>;

/** How the tree is made: leaves are rows as RFC 8785 JSON. */
export const TREE_ALGORITHM = 'rfc6962-sha256/rfc8785-row';

/** A file of the set. */
export interface ProvenFile {
  readonly name: string;
  readonly sha256: string;
  /** Its rows, as many leaves of the tree, after those of the files before. */
  readonly records: number;
}

export interface ProvenTree {
  readonly algorithm: typeof TREE_ALGORITHM;
  readonly size: number;
  /** 64 hexadecimal digits. */
  readonly root: string;
}

/** A set that this one begins with. */
export interface Extension {
  readonly size: number;
  readonly root: string;
  /** RFC 6962 consistency proof between the two trees, in hexadecimal digits. */
  readonly proof: readonly string[];
}

/** How rows are read: what of a `CorpusSpec` says which of them are examples. */
export type Reading = Omit<CorpusSpec, 'inputs' | 'maxRowBytes' | 'provenance'>;

/** What is said of a training set. */
export interface TrainingSet {
  readonly tool: { readonly name: string; readonly version: string };
  readonly tree: ProvenTree;
  readonly files: readonly { readonly name: string; readonly records: number }[];
  readonly reading: Reading;
  readonly settings: { readonly tokenizer: string; readonly hash: string };
  readonly counts: Counts;
  readonly policy: Json;
  /** SHA-256 of the policy's canonical JSON. */
  readonly policyDigest: string;
  /** Rules of the policy, and how the plan kept them. */
  readonly rules: readonly Json[];
  /** What `check` said of the finished set; absent where it was not held against an anchor. */
  readonly verdict?: Json;
  readonly manifest: {
    readonly name: string;
    readonly digest: { readonly sha256: string };
    readonly content: Json;
  };
  /** Newest event of the ledger when it was signed. */
  readonly ledger?: { readonly seq: number; readonly digest: string };
  /** The stored tree beside the set. */
  readonly storedTree?: { readonly name: string; readonly digest: { readonly sha256: string } };
  readonly extends?: Extension;
  /** Absent where a certificate says who signed. */
  readonly signer?: { readonly keyId: string; readonly type: string; readonly spki: string };
  readonly limits: Limits;
}

/** An in-toto Statement v1 of a training set. */
export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: TrainingSet;
}

/** What a statement is made of. */
export interface StatementFacts
  extends Omit<TrainingSet, 'tool' | 'tree' | 'files' | 'settings' | 'policyDigest' | 'limits'> {
  readonly version: string;
  readonly files: readonly ProvenFile[];
  readonly size: number;
  readonly root: string;
}

/** Holds no time and no place: the same set, manifest and version give the same statement. */
export function statementOf({ version, files, size, root, policy, ...rest }: StatementFacts): Statement {
  return {
    _type: STATEMENT_TYPE,
    subject: files.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      tool: { name: 'outcross', version },
      tree: { algorithm: TREE_ALGORITHM, size, root },
      files: files.map(({ name, records }) => ({ name, records })),
      settings: { tokenizer: TOKENIZER_ID, hash: HASH_ID },
      policy,
      policyDigest: policyDigest(policy),
      ...rest,
      limits: LIMITS,
    },
  };
}

/** The bytes that are signed: canonical JSON. */
export function statementBytes(statement: Statement): Uint8Array {
  return canonicalBytes(statement);
}

export function policyDigest(policy: Json): string {
  return sha256Hex(canonicalJson(policy));
}
