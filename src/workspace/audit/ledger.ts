import type {
  AnswerFacts,
  AuditFacts,
  CheckFacts,
  LedgerFacts,
  Recorded,
  SourceFacts,
  VerdictFacts,
} from '../../audit/facts.ts';
import { type CheckpointPlace, verifyOnward } from '../../ledger/checkpoint.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import type { BodyOf, KindName } from '../../ledger/kinds.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { verifyStore } from '../../ledger/verify.ts';

/** Something done to a corpus, by the digests that it went in and came out by. */
export interface Treatment extends Recorded {
  /** Undefined where it came through a pipe. */
  readonly input: string | undefined;
  readonly output: string;
  readonly kept: number;
  readonly dropped: number;
}

export interface Scan extends Recorded {
  /** Undefined where it came through a pipe. */
  readonly input: string | undefined;
  /** What was written, marked examples tagged as synthetic; undefined where nothing was. */
  readonly output: string | undefined;
  readonly examples: number;
  readonly marked: number;
  readonly share?: number;
}

export interface MixBuilt extends Recorded {
  readonly digest: string;
  /** As the folder of the workspace sees it. */
  readonly output: string;
  readonly generation?: number;
}

export interface ProofEvent extends Recorded {
  /** Digest of the proof's file. */
  readonly bundle: string;
  readonly result: 'passed' | 'failed';
}

/** What the events of a ledger say, by what they are about; each list from the oldest on. */
export interface Remembered
  extends Pick<AuditFacts, 'checks' | 'drills' | 'recoveries' | 'alerts' | 'audits' | 'answers'> {
  readonly ledger: LedgerFacts;
  readonly verdicts: ReadonlyMap<string, VerdictFacts>;
  /** Generations whose newest check names what they were trained on. */
  readonly trainedOn: ReadonlySet<string>;
  /** Classes that the newest check held a generation against, where it says. */
  readonly classes: ReadonlyMap<string, number>;
  readonly sources: readonly SourceFacts[];
  readonly filtered: readonly Treatment[];
  readonly deduplicated: readonly Treatment[];
  readonly scans: readonly Scan[];
  readonly mixes: readonly MixBuilt[];
  readonly proofs: readonly ProofEvent[];
  readonly verified: readonly ProofEvent[];
}

/**
 * Reads a ledger once for its chain, from end to end or as `verifyOnward` does where it may keep a checkpoint, and once for what the audit asks of
 * it. Throws as the store.
 */
export async function remembered(store: LedgerStore, place?: CheckpointPlace): Promise<Remembered> {
  const { events, faults, more } = await (place === undefined
    ? verifyStore(store)
    : verifyOnward(store, place));
  const messages = faults.map(({ message }) => message);
  const memory = new Memory();
  for await (const event of store.events({ kinds: Object.keys(TAKE) })) memory.take(event);
  const faultTexts = more > 0 ? [...messages, `${more} more`] : messages;
  return memory.remembered({ place: store.place, events, faults: faultTexts });
}

type Take = { readonly [K in KindName]?: (memory: Memory, body: BodyOf<K>, event: LedgerEvent) => void };

/** What each kind adds. */
const TAKE: Take = {
  'generation.checked': (memory, body, event) => memory.checked(body, event),
  'verdict.given': (memory, { verdict, why, signals, findings, corpus }, event) =>
    memory.verdicts.set(idOf(event, 'generation'), {
      ...moment(event),
      verdict,
      why,
      signals,
      findings,
      ...(corpus === undefined ? {} : { corpus }),
    }),
  'source.registered': (memory, { name, origin, category, owner, license, collected, fedBy }, event) =>
    memory.sources.set(name, {
      name,
      origin,
      collected: collected !== undefined,
      seq: event.seq,
      ...(category === undefined ? {} : { category }),
      ...(owner === undefined ? {} : { owner }),
      ...(license === undefined ? {} : { license }),
      ...(fedBy === undefined ? {} : { fedBy }),
    }),
  'corpus.filtered': (memory, body, event) => memory.filtered.push(treatment(body, event)),
  'corpus.deduplicated': (memory, body, event) => memory.deduplicated.push(treatment(body, event)),
  'corpus.watermark-scanned': (memory, { input, output, examples, marked, share }, event) =>
    memory.scans.push({
      ...moment(event),
      input: input?.sha256,
      output: output?.sha256,
      examples,
      marked,
      ...(share === undefined ? {} : { share }),
    }),
  'mix.built': (memory, { output, generation }, event) =>
    memory.mixes.push({
      ...moment(event),
      digest: output.sha256,
      output: output.name,
      ...(generation === undefined ? {} : { generation }),
    }),
  'proof.made': (memory, { bundle }, event) =>
    memory.proofs.push({ ...moment(event), bundle: bundle.sha256, result: 'passed' }),
  'proof.verified': (memory, { bundle, result }, event) =>
    memory.verified.push({ ...moment(event), bundle: bundle.sha256, result }),
  'drill.ran': (memory, { scenario, result }, event) =>
    memory.drills.push({ ...moment(event), scenario, result }),
  'recovery.planned': (memory, { generation }, event) =>
    memory.recoveries.push({ ...moment(event), generation }),
  'alert.raised': (memory, { finding }, event) =>
    memory.raised.push({ ...moment(event), ...named(event), finding }),
  'alert.delivered': (memory, { result }, event) => {
    if (result === 'passed') memory.delivered.add(idOf(event, 'alert'));
  },
  'audit.ran': (memory, { settings }, event) =>
    memory.audits.push({ ...moment(event), ...(settings === undefined ? {} : { settings }) }),
  'audit.answered': (memory, { item, answer, owner, evidence, until }, event) => {
    memory.answers[item] = {
      ...moment(event),
      answer,
      by: owner ?? event.actor.name,
      ...(evidence === undefined ? {} : { evidence }),
      ...(until === undefined ? {} : { until: endOf(until) }),
    };
  },
};

class Memory {
  readonly verdicts = new Map<string, VerdictFacts>();
  readonly sources = new Map<string, SourceFacts>();
  readonly filtered: Treatment[] = [];
  readonly deduplicated: Treatment[] = [];
  readonly scans: Scan[] = [];
  readonly mixes: MixBuilt[] = [];
  readonly proofs: ProofEvent[] = [];
  readonly verified: ProofEvent[] = [];
  readonly drills: Remembered['drills'][number][] = [];
  readonly recoveries: Remembered['recoveries'][number][] = [];
  readonly raised: Omit<Remembered['alerts'][number], 'delivered'>[] = [];
  readonly delivered = new Set<string>();
  readonly audits: Remembered['audits'][number][] = [];
  readonly answers: Record<string, AnswerFacts> = {};
  readonly #trainedOn = new Set<string>();
  readonly #classes = new Map<string, number>();
  readonly #checks: { -readonly [K in keyof CheckFacts]: CheckFacts[K] }[] = [];

  take(event: LedgerEvent): void {
    const take = TAKE[event.kind as KindName] as
      | ((memory: Memory, body: unknown, event: LedgerEvent) => void)
      | undefined;
    take?.(this, event.body, event);
  }

  /** Events of one moment are one check of the line. */
  checked(body: BodyOf<'generation.checked'>, event: LedgerEvent): void {
    const { position, alpha, margin, holdout, trainedOn, classes } = body;
    const at = Date.parse(event.at);
    const last = this.#checks.at(-1);
    if (last?.at === at) {
      last.positions = [...last.positions, position];
      last.seq = event.seq;
    } else {
      const known = holdout === undefined ? {} : { holdout: holdout.sha256 };
      this.#checks.push({ at, seq: event.seq, alpha, margin, positions: [position], ...known });
    }
    const id = idOf(event, 'generation');
    if (trainedOn === undefined) this.#trainedOn.delete(id);
    else this.#trainedOn.add(id);
    if (classes === undefined) this.#classes.delete(id);
    else this.#classes.set(id, classes);
  }

  remembered(ledger: LedgerFacts): Remembered {
    const { sources, raised, delivered, ...lists } = this;
    return {
      ...lists,
      ledger,
      checks: this.#checks,
      trainedOn: this.#trainedOn,
      classes: this.#classes,
      sources: [...sources.values()],
      alerts: raised.map((alert) => ({ ...alert, delivered: delivered.has(alert.id) })),
    };
  }
}

function moment({ at, seq }: LedgerEvent): Recorded {
  return { at: Date.parse(at), seq };
}

function idOf({ subjects }: LedgerEvent, type: string): string {
  return (subjects.find((subject) => subject.type === type) ?? subjects[0]).id;
}

function named(event: LedgerEvent): { readonly id: string } {
  return { id: idOf(event, 'alert') };
}

function treatment(
  { input, output, kept, dropped }: BodyOf<'corpus.filtered'> | BodyOf<'corpus.deduplicated'>,
  event: LedgerEvent,
): Treatment {
  return { ...moment(event), input: input?.sha256, output: output.sha256, kept, dropped };
}

/** A day holds to its end, in UTC. */
export function endOf(until: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(until);
  return Date.parse(day ? `${until}T00:00:00Z` : until) + (day ? 24 * 60 * 60 * 1000 : 0);
}
