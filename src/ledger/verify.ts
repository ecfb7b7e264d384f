import { OutcrossError } from '../base/errors.ts';
import { schemaFault } from '../config/schema.ts';
import { digestOf, EMPTY_HEAD } from './digest.ts';
import type { LedgerEvent, LedgerHead } from './event.ts';
import { kindOf } from './kinds.ts';
import { ENVELOPE } from './require-draft.ts';
import type { LedgerStore } from './store.ts';

/** One thing that is wrong with a ledger. */
export interface LedgerFault {
  /** Number of the event, where it is about one. */
  readonly seq?: number;
  readonly what: 'gap' | 'previous' | 'digest' | 'envelope' | 'body' | 'unreadable' | 'head' | 'index';
  readonly message: string;
}

export interface Verification {
  readonly passed: boolean;
  readonly events: number;
  /** The newest event that was read. */
  readonly head: LedgerHead;
  /** In the order of the events; those of the chain before those of the indices. */
  readonly faults: readonly LedgerFault[];
  /** Faults beyond those that are listed. */
  readonly more: number;
  /** Events of kinds that this version does not know, by kind: a later version wrote them. No fault. */
  readonly unknownKinds: Readonly<Record<string, number>>;
}

/** Faults that are listed. */
const LISTED = 20;

/**
 * Walks the chain from the first event on. What it cannot see without `expected` (a head that was noted elsewhere) is an end that was
 * cut off, and a history that was written anew as a whole. Throws only for input and output.
 * @param after the event that the first one follows; default: none. `events` counts those that were walked.
 */
export async function verifyEvents(
  events: AsyncIterable<LedgerEvent>,
  expected?: LedgerHead,
  after?: LedgerHead,
): Promise<Verification> {
  const walk = new ChainWalk(expected, after);
  try {
    for await (const event of events) walk.take(event);
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.code !== 'E_LEDGER') throw error;
    return walk.end(error);
  }
  return walk.end();
}

/** `verifyEvents` of a store, and then whether its indices say what its events say. */
export async function verifyStore(store: LedgerStore, expected?: LedgerHead): Promise<Verification> {
  const chain = await verifyEvents(store.events(), expected);
  const indices = await indexFaults(store);
  return {
    ...chain,
    passed: chain.passed && indices.length === 0,
    faults: [...chain.faults, ...indices],
  };
}

/** What is wrong with the indices; that they cannot be compared, where what they are compared with is damaged, is a fault too. */
export async function indexFaults(store: LedgerStore): Promise<LedgerFault[]> {
  try {
    return (await store.indexFaults()).map((message) => ({ what: 'index', message }));
  } catch (error) {
    if (!(error instanceof OutcrossError) || error.code !== 'E_LEDGER') throw error;
    return [{ what: 'index', message: `the indices cannot be compared with the events: ${error.message}` }];
  }
}

class ChainWalk {
  readonly #expected: LedgerHead | undefined;
  readonly #faults: LedgerFault[] = [];
  readonly #unknown = new Map<string, number>();
  #count = 0;
  #faultCount = 0;
  #head: LedgerHead;

  constructor(expected: LedgerHead | undefined, after: LedgerHead = EMPTY_HEAD) {
    this.#expected = expected;
    this.#head = after;
  }

  take(event: LedgerEvent): void {
    this.#count++;
    const before = this.#head;
    this.#head = { seq: event.seq, digest: event.digest };
    this.#checkEnvelope(event);
    this.#checkChain(event, before);
    this.#checkBody(event);
    const expected = this.#expected;
    if (expected === undefined || expected.seq !== event.seq || expected.digest === event.digest) return;
    this.#fault(
      'head',
      `event ${event.seq} is not the one that was noted: the history was written anew`,
      event.seq,
    );
  }

  /** With the error that ended the walk, if one did. */
  end(error?: OutcrossError): Verification {
    const { seq } = this.#head;
    if (error !== undefined) this.#fault('unreadable', `after event ${seq}: ${error.message}`, seq + 1);
    else if (this.#expected !== undefined && this.#expected.seq > seq)
      this.#fault(
        'head',
        `${endText(seq)}, and event ${this.#expected.seq} was noted: the end was cut off`,
        seq + 1,
      );
    return {
      passed: this.#faultCount === 0,
      events: this.#count,
      head: this.#head,
      faults: this.#faults,
      more: this.#faultCount - this.#faults.length,
      unknownKinds: Object.fromEntries(this.#unknown),
    };
  }

  #checkChain(event: LedgerEvent, before: LedgerHead): void {
    const { seq, previous } = event;
    if (seq !== before.seq + 1) this.#fault('gap', gapText(seq, before.seq), seq);
    else if (previous !== before.digest)
      this.#fault(
        'previous',
        `event ${seq} does not follow event ${before.seq}: one of them was changed`,
        seq,
      );
    const { digest, ...rest } = event;
    if (digest !== digestIn(rest))
      this.#fault(
        'digest',
        `event ${seq} is not what its digest says: it was changed after it was written`,
        seq,
      );
  }

  #checkEnvelope(event: LedgerEvent): void {
    const fault = schemaFault(ENVELOPE, event);
    if (fault !== undefined) this.#fault('envelope', `event ${event.seq}: ${fault.message}`, event.seq);
  }

  #checkBody({ seq, kind: name, body }: LedgerEvent): void {
    const kind = kindOf(name);
    if (kind === undefined) {
      this.#unknown.set(name, (this.#unknown.get(name) ?? 0) + 1);
      return;
    }
    const fault = schemaFault(kind.openSchema, body);
    if (fault === undefined) return;
    this.#fault('body', `event ${seq}, ${name}: ${fault.message}`, seq);
  }

  #fault(what: LedgerFault['what'], message: string, seq: number): void {
    this.#faultCount++;
    if (this.#faults.length < LISTED) this.#faults.push({ seq, what, message });
  }
}

function gapText(seq: number, before: number): string {
  if (seq > before + 2) return `events ${before + 1} to ${seq - 1} are missing`;
  if (seq === before + 2) return `event ${before + 1} is missing`;
  return `event ${seq} stands after event ${before}`;
}

function endText(seq: number): string {
  return seq === 0 ? 'there is no event' : `the last event is ${seq}`;
}

/** Undefined for what has no canonical form: no digest is that. */
function digestIn(rest: Omit<LedgerEvent, 'digest'>): string | undefined {
  try {
    return digestOf(rest);
  } catch {
    return undefined;
  }
}
