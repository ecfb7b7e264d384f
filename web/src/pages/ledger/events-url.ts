/** What of the ledger is asked for; empty: all. */
export interface EventQuery {
  /** Only events before this number. */
  readonly before: string;
  /** Kinds with commas between. */
  readonly kind: string;
  readonly type: string;
  readonly id: string;
}

/** Kinds of events by what they are about. */
export const KINDS = [
  { value: '', label: 'all events' },
  { value: 'generation.checked,verdict.given', label: 'checks and verdicts' },
  { value: 'alert.raised,alert.delivered', label: 'alerts' },
  { value: 'review.decided', label: 'review decisions' },
  { value: 'mix.planned,mix.built', label: 'mixes' },
  { value: 'proof.made,proof.verified,key.made,key.used', label: 'proofs and keys' },
  { value: 'source.registered', label: 'sources' },
  {
    value: 'corpus.tagged,corpus.filtered,corpus.deduplicated,corpus.watermark-scanned,anchor.split',
    label: 'corpora',
  },
  { value: 'audit.ran,audit.answered,waiver.used', label: 'audits' },
  { value: 'drill.ran,recovery.planned,recipe.step,job.ended', label: 'jobs and recovery' },
  { value: 'token.issued,token.revoked,access.granted,access.denied,access.ended', label: 'access' },
] as const;

const TYPES = [
  'generation',
  'line',
  'corpus',
  'source',
  'anchor',
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
];

export const SUBJECTS = TYPES.map((type) => ({ value: type, label: type }));

/** The type of a name that is typed without one. */
export const USUAL = 'generation';

/** Where the events are asked for. A type without a name asks for nothing: events are found by subject. */
export function eventsUrl({ before, kind, type, id }: EventQuery): string {
  const query = new URLSearchParams();
  if (/^[1-9]\d*$/.test(before)) query.set('before', before);
  if (kind !== '') query.set('kind', kind);
  const name = id.trim();
  if (name !== '') {
    query.set('type', type === '' ? USUAL : type);
    query.set('id', name);
  }
  const text = query.toString();
  return text === '' ? '/api/ledger' : `/api/ledger?${text}`;
}
