import type { Counts } from '../../proof/statement/counts.ts';
import type { Limits } from '../../proof/statement/limits.ts';
import type { Json, Statement } from '../../proof/statement/statement.ts';
import type { Difference } from './difference.ts';
import type { RuleCheck } from './policy-rules.ts';
import type { SignatureCheck } from './trust.ts';

export const VERIFICATION_SCHEMA = 'outcross.verification/1';

/** What of a proof was held against something else. */
export const CHECKS = [
  'signature',
  'statement',
  'files',
  'rows',
  'counts',
  'policy',
  'manifest',
  'extends',
  'example',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** What a proof says of a set. */
export interface SetSummary {
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly records: number }[];
  readonly size: number;
  readonly root: string;
  readonly counts: Counts;
  readonly policyDigest: string;
  readonly verdict?: Json;
  readonly tool: string;
}

/** What became of a proof that was checked. */
export interface Verification {
  readonly schema: typeof VERIFICATION_SCHEMA;
  /** The file that was checked. */
  readonly proof: string;
  /** True where a trusted key signed it and nothing differs. */
  readonly passed: boolean;
  readonly signature: SignatureCheck;
  readonly checked: readonly CheckName[];
  /** What was not looked at, and why. */
  readonly notChecked: readonly { readonly check: CheckName; readonly why: string }[];
  /** Absent where the statement could not be read. */
  readonly set?: SetSummary;
  /** The example, where the proof is of one. */
  readonly example?: { readonly index: number; readonly leaf: string };
  readonly rules: readonly RuleCheck[];
  /** Everything that differs, or the first ten thousand. */
  readonly differences: readonly Difference[];
  readonly moreDifferences: number;
  readonly notes: readonly string[];
  readonly limits?: Limits;
}

/** What is told first: whether the proof is one, then rows, and what follows from them last. */
const ORDER = [
  'bundle',
  'signature',
  'statement',
  'example',
  'row',
  'file',
  'tree',
  'manifest',
  'policy',
  'extends',
  'counts',
];

function rankOf({ id }: Difference): number {
  return ORDER.indexOf(id.split('.')[0]);
}

/** Differences that are listed. */
const MOST_LISTED = 10_000;

/** Gathers what checks find. */
export class Findings {
  readonly checked = new Set<CheckName>();
  readonly notChecked = new Map<CheckName, string>();
  readonly notes: string[] = [];
  readonly rules: RuleCheck[] = [];
  readonly #differences: Difference[] = [];
  #more = 0;

  add(difference: Difference): void {
    this.addAll([difference]);
  }

  /** As many as there are rows: they are never handed over as arguments. */
  addAll(differences: Iterable<Difference>): void {
    for (const difference of differences) {
      if (this.#differences.length < MOST_LISTED) this.#differences.push(difference);
      else this.#more++;
    }
  }

  skip(check: CheckName, why: string): void {
    if (!this.checked.has(check)) this.notChecked.set(check, why);
  }

  did(...checks: readonly CheckName[]): void {
    for (const check of checks) {
      this.checked.add(check);
      this.notChecked.delete(check);
    }
  }

  verification(
    proof: string,
    signature: SignatureCheck,
    more: Pick<Verification, 'set' | 'example' | 'limits'>,
  ): Verification {
    return {
      schema: VERIFICATION_SCHEMA,
      proof,
      passed: signature.trusted && this.#differences.length === 0,
      signature,
      checked: CHECKS.filter((check) => this.checked.has(check)),
      notChecked: [...this.notChecked].map(([check, why]) => ({ check, why })),
      rules: this.rules,
      differences: this.#differences.sort((a, b) => rankOf(a) - rankOf(b)),
      moreDifferences: this.#more,
      notes: this.notes,
      ...more,
    };
  }
}

export function summaryOf({ subject, predicate }: Statement): SetSummary {
  const { tree, counts, policyDigest, verdict, tool, files } = predicate;
  return {
    files: subject.map(({ name, digest }, i) => ({ name, sha256: digest.sha256, records: files[i].records })),
    size: tree.size,
    root: tree.root,
    counts,
    policyDigest,
    ...(verdict === undefined ? {} : { verdict }),
    tool: `${tool?.name} ${tool?.version}`,
  };
}
