import type { Verdict } from '../compare/verdict.ts';
import type { Modality } from '../corpus/example.ts';
import type { BodyOf } from '../ledger/kinds.ts';

/** Something that the ledger holds: when it was, in milliseconds of the epoch, and the number of its event. */
export interface Recorded {
  readonly at: number;
  readonly seq: number;
}

/** A corpus by what its examples say of themselves. */
export interface CorpusFacts {
  /** `human`, or the generation's. */
  readonly name: string;
  readonly role: 'human' | 'generation';
  /** As the working folder sees them. */
  readonly files: readonly string[];
  /** SHA-256 as the ledger names a corpus. */
  readonly sha256: string;
  readonly examples: number;
  readonly malformed: number;
  readonly byOrigin: Readonly<Record<string, number>>;
  /** Examples that do not state it. Of models and generations: those that are not human and do not. */
  readonly unstated: Readonly<
    Record<'origin' | 'source' | 'license' | 'evidence' | 'model' | 'generation', number>
  >;
  /** Examples by source and origin. */
  readonly sources: readonly {
    readonly source: string;
    readonly origin: string;
    readonly examples: number;
    readonly tokens?: number;
  }[];
  readonly models: readonly string[];
  /** Examples of human or unknown origin that name a model. */
  readonly humanWithModel: number;
}

/** What is said of a source, in the ledger or under `dataset.sources`; parts that nobody says are absent. */
export interface SourceFacts {
  readonly name: string;
  readonly origin?: string;
  readonly category?: string;
  readonly owner?: string;
  readonly license?: string;
  readonly collected?: boolean;
  /** Models whose output flows into it. */
  readonly fedBy?: readonly string[];
  readonly seq?: number;
}

/** A file that an anchor speaks of, and what it is now. */
export interface KeptFile {
  readonly name: string;
  readonly expected: string;
  /** Undefined where it is not there. */
  readonly actual: string | undefined;
}

export interface AnchorFacts {
  readonly folder: string;
  readonly reservoir: { readonly groups: number; readonly examples: number; readonly tokens: number };
  readonly holdout: {
    readonly groups: number;
    readonly examples: number;
    readonly tokens: number;
    /** Digests by which checks and mixes name it: of its corpus and of its profile. */
    readonly digests: readonly string[];
  };
  readonly files: readonly KeptFile[];
  readonly strata: readonly {
    readonly name: string;
    readonly state: 'fits' | 'off' | 'small';
    readonly z: number;
  }[];
  readonly tails: readonly {
    readonly order: number;
    readonly mass: number;
    readonly types: number;
    readonly holdout: number;
    readonly expected: number;
  }[];
  readonly leastGroups: number;
  readonly assumedHuman: number;
  /** Examples that were left out, by their origin. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export type SignalFact = BodyOf<'verdict.given'>['signals'][number];

export interface VerdictFacts extends Recorded {
  readonly verdict: Verdict;
  readonly why: string;
  readonly signals: readonly SignalFact[];
  readonly findings: readonly { readonly id: string; readonly severity: string }[];
  /** Digest of the corpus that it speaks of. */
  readonly corpus?: string;
}

/** A generation of the line, oldest first in the facts. */
export interface GenerationFacts {
  readonly name: string;
  /** From 1. */
  readonly number: number;
  readonly corpus: CorpusFacts;
  /** The newest. */
  readonly verdict?: VerdictFacts;
  /** Whether `outcross.yaml` or a check names what it was trained on, or a mix was built for it. */
  readonly trainingSetKnown: boolean;
  /** Whether its newest check held it against what it was trained on. */
  readonly heldAgainstTraining: boolean;
  /** Classes of human data that its newest check held it against, where that check says. */
  readonly classes?: number;
  /** Whether scores under its own model are given. */
  readonly scored: boolean;
  /** What was done about its quality; by the digest of the corpus, as input or as output. */
  readonly filtered?: Recorded & { readonly kept: number; readonly dropped: number };
  readonly deduplicated?: Recorded & { readonly kept: number; readonly dropped: number };
  readonly scanned?: Recorded & {
    readonly examples: number;
    readonly marked: number;
    readonly share?: number;
  };
}

/** One check of the line: what the ledger holds of one moment. */
export interface CheckFacts extends Recorded {
  readonly alpha: number;
  readonly margin: number;
  readonly positions: readonly number[];
  /** Digest of what it was measured against. */
  readonly holdout?: string;
}

/** A set that was built, and is not there any more. */
export interface LostMix {
  readonly output: string;
  readonly generation?: number;
  /** What the ledger holds of it. */
  readonly built?: Recorded;
  /** Where its manifest still stands. */
  readonly manifest?: string;
}

/** What of a holdout stands in a set. */
export interface LeakFacts {
  readonly examples: number;
  /** By their text: the same or nearly. */
  readonly near: number;
  /** By their id. */
  readonly ids: number;
}

export interface MixFacts {
  readonly output: string;
  readonly manifest: string;
  /** Number of the generation that it is for, where known. */
  readonly generation?: number;
  readonly built?: Recorded;
  /** The build of another set in its place since: what stands was brought back. */
  readonly rebuilt?: Recorded;
  readonly examples: number;
  readonly byOrigin: Readonly<Record<string, number>>;
  /** Largest share of examples that one model made. */
  readonly largestModel?: { readonly name: string; readonly share: number };
  /** SHA-256 of the canonical JSON of its policy. */
  readonly policy: string;
  readonly mode: string;
  readonly humanMinimum: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly asked: number;
    readonly got: number;
    readonly short: number;
  }[];
  /** Share of all weight that human rows have in training. */
  readonly humanWeight: number;
  readonly fates: Readonly<Record<string, number>>;
  readonly holdout?: string;
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
  readonly files: readonly KeptFile[];
  /** Corpus digest of the set, as the ledger names it. */
  readonly sha256: string;
  /** Asked of the newest alone, and only where there is an anchor. */
  readonly leak?: LeakFacts;
  /** Examples that were rejected in review and stand in it; asked of the newest alone. */
  readonly rejected?: number;
  readonly proof?: string;
  readonly proven?: Recorded;
  readonly verified?: Recorded & { readonly result: 'passed' | 'failed' };
}

export interface ReviewFacts {
  /** Examples that somebody decided about. */
  readonly decided: number;
  readonly rejected: number;
  readonly reviewers: number;
  /** Examples that two or more people decided about, and those of them on which all agree. */
  readonly twice: number;
  readonly agreed: number;
}

/** A named person's answer to an item that no computer can answer. */
export interface AnswerFacts extends Recorded {
  readonly answer: 'yes' | 'no' | 'not-applicable';
  readonly by: string;
  readonly evidence?: string;
  /** Milliseconds of the epoch at which it no longer holds. */
  readonly until?: number;
}

export interface WaiverFacts {
  readonly item: string;
  readonly owner: string;
  readonly reason: string;
  /** Milliseconds of the epoch at which it no longer holds. */
  readonly until: number;
  readonly expires: string;
  /** File and line. */
  readonly where: string;
}

export interface LedgerFacts {
  readonly place: string;
  readonly events: number;
  /** What its verification found wrong; empty where the chain is whole. */
  readonly faults: readonly string[];
}

/** What `outcross.yaml` says, and where. */
export interface ConfigFacts {
  readonly file: string;
  /** What the corpora hold; absent: text. */
  readonly modality?: Modality;
  readonly failOn: readonly string[];
  readonly gate: {
    readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'none';
    readonly score: number;
    readonly unanswered: boolean;
  };
  /** Days. */
  readonly checkEvery: number;
  readonly drillEvery: number;
  readonly webhook: boolean;
  /** SHA-256 of the canonical JSON of the policy, undefined where it cannot be read. */
  readonly policy: string | undefined;
  readonly mode: string;
  readonly humanMinimum: number;
  /** File and line of each section, or where it would stand. */
  readonly places: Readonly<
    Record<'policy' | 'gates' | 'waivers' | 'alerts' | 'human' | 'generations' | 'anchor', string>
  >;
}

/** What remedies are made of: exact in this workspace. */
export interface CommandFacts {
  /** Number of the next generation. */
  readonly next: number;
  /** Where its training set stands, or will. */
  readonly mix: string;
  readonly mixExists: boolean;
  /** The workspace's own command with its placeholders filled in; undefined where it names none. */
  readonly train: string | undefined;
  /** Folder that Outcross keeps things in, as the working folder sees it. */
  readonly state: string;
  /** Whether a key to sign with is there. */
  readonly hasKey: boolean;
  /** Whether outcross runs in continuous integration: the file that says so. */
  readonly pipeline?: string;
}

/** All that the audit looks at. A plain value: gathered once, judged without a file or a clock. */
export interface AuditFacts {
  /** Milliseconds of the epoch. */
  readonly now: number;
  readonly line: string;
  readonly config: ConfigFacts;
  readonly commands: CommandFacts;
  readonly ledger?: LedgerFacts;
  readonly human?: CorpusFacts;
  /** SHA-256 of each file that the workspace knows: human data, reservoir, generations. */
  readonly fileDigests: readonly string[];
  readonly humanScanned?: Recorded & { readonly examples: number; readonly marked: number };
  readonly sources: readonly SourceFacts[];
  readonly anchor?: AnchorFacts;
  /** Oldest first. */
  readonly generations: readonly GenerationFacts[];
  /** Oldest first. */
  readonly checks: readonly CheckFacts[];
  /** In order of their generations; the newest last. */
  readonly mixes: readonly MixFacts[];
  /** In order of their generations. */
  readonly lost: readonly LostMix[];
  readonly reviews: ReviewFacts;
  readonly drills: readonly (Recorded & {
    readonly scenario: string;
    readonly result: 'passed' | 'failed';
  })[];
  readonly recoveries: readonly (Recorded & { readonly generation: string })[];
  /** Alerts that were raised, and whether they reached their receiver. */
  readonly alerts: readonly (Recorded & {
    readonly id: string;
    readonly finding: string;
    readonly delivered: boolean;
  })[];
  /** Earlier audits of everything, oldest first; newer ones say what they were judged by. */
  readonly audits: readonly (Recorded & { readonly settings?: BodyOf<'audit.ran'>['settings'] })[];
  /** The newest answer to each item. */
  readonly answers: Readonly<Record<string, AnswerFacts>>;
  readonly waivers: readonly WaiverFacts[];
}
