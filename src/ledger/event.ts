/** Who did it: a person who decided, or the tool on somebody's behalf. */
export interface Actor {
  readonly kind: 'person' | 'tool';
  readonly name: string;
}

/** What an event is about: `{ type: 'generation', id: 'g3' }`. Events are found by subject. */
export interface LedgerSubject {
  readonly type: SubjectType;
  readonly id: string;
}

export const SUBJECT_TYPES = [
  'source',
  'corpus',
  'anchor',
  'generation',
  'line',
  'example',
  'mix',
  'proof',
  'audit',
  'item',
  'key',
  'alert',
  'drill',
  'token',
  'job',
] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** An event before the ledger has taken it. */
export interface EventDraft {
  /** One of the kinds of `kinds/`. */
  readonly kind: string;
  /** RFC 3339, UTC, to the millisecond. */
  readonly at: string;
  readonly actor: Actor;
  /** At least one; the first is what the event is mainly about. */
  readonly subjects: readonly LedgerSubject[];
  /** By the schema of its kind. JSON only; numbers finite. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A fact of the ledger. `digest` is SHA-256, in hexadecimal, of the RFC 8785 form of all else in it. */
export interface LedgerEvent extends EventDraft {
  /** From 1, without a gap. */
  readonly seq: number;
  /** `digest` of the event before; 64 zeros for the first. */
  readonly previous: string;
  readonly digest: string;
}

/** The newest event. Whoever keeps it elsewhere can prove later that nothing before it was changed or cut off. */
export interface LedgerHead {
  /** 0 for an empty ledger. */
  readonly seq: number;
  readonly digest: string;
}
