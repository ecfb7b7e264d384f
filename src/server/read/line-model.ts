import type { LedgerEvent } from '../../ledger/event.ts';
import type { FileFact } from '../../ledger/kinds/parts.ts';
import type { BodyOf, KindName } from '../../ledger/kinds.ts';

/** Kinds of events that a line is read from. */
export const LINE_KINDS = [
  'generation.checked',
  'verdict.given',
  'alert.raised',
  'mix.built',
  'audit.ran',
] as const satisfies readonly KindName[];

/** A fact, and where it stands in the ledger. */
export interface Fact<K extends KindName> {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly body: BodyOf<K>;
}

/** The newest that is known of a generation. */
export interface KnownGeneration {
  readonly checked?: Fact<'generation.checked'>;
  readonly verdict?: Fact<'verdict.given'>;
}

/** Alerts that are kept, the newest. */
export const MOST_ALERTS = 50;

/**
 * What the ledger says of a line of models, kept up to date event by event. The order in which events come, and how often one comes,
 * leave no trace: the newest of each counts.
 */
export class LineModel {
  readonly line: string;
  readonly #generations = new Map<string, KnownGeneration>();
  #alerts: readonly Fact<'alert.raised'>[] = [];
  #mix: Fact<'mix.built'> | undefined;
  #audit: Fact<'audit.ran'> | undefined;
  #newest: Fact<'generation.checked'> | undefined;
  #version = 0;

  constructor(line: string) {
    this.line = line;
  }

  /** Another number after every event that changed something. */
  get version(): number {
    return this.#version;
  }

  get generations(): ReadonlyMap<string, KnownGeneration> {
    return this.#generations;
  }

  /** Newest first, at most `MOST_ALERTS`. */
  get alerts(): readonly Fact<'alert.raised'>[] {
    return this.#alerts;
  }

  get mix(): Fact<'mix.built'> | undefined {
    return this.#mix;
  }

  get audit(): Fact<'audit.ran'> | undefined {
    return this.#audit;
  }

  /** The report of the newest check, where it kept one. */
  get report(): FileFact | undefined {
    return this.#newest?.body.report;
  }

  /** False for an event about other lines alone. */
  isOurs({ subjects }: Pick<LedgerEvent, 'subjects'>): boolean {
    const lines = subjects.filter(({ type }) => type === 'line');
    return lines.length === 0 || lines.some(({ id }) => id === this.line);
  }

  add(event: LedgerEvent): void {
    if (!this.isOurs(event)) return;
    const { seq, at, actor, body } = event;
    const fact = { seq, at, by: actor.name, body } as unknown;
    if (event.kind === 'generation.checked') this.#addChecked(event, fact as Fact<'generation.checked'>);
    else if (event.kind === 'verdict.given') this.#addTo(event, 'verdict', fact as Fact<'verdict.given'>);
    else if (event.kind === 'alert.raised') this.#addAlert(fact as Fact<'alert.raised'>);
    else if (event.kind === 'mix.built' && isNewer(seq, this.#mix)) {
      this.#mix = fact as Fact<'mix.built'>;
      this.#version++;
    } else if (event.kind === 'audit.ran' && isNewer(seq, this.#audit)) {
      this.#audit = fact as Fact<'audit.ran'>;
      this.#version++;
    }
  }

  #addChecked(event: LedgerEvent, fact: Fact<'generation.checked'>): void {
    this.#addTo(event, 'checked', fact);
    if (!isNewer(fact.seq, this.#newest)) return;
    this.#newest = fact;
    this.#version++;
  }

  #addTo<M extends keyof KnownGeneration>(
    { subjects }: LedgerEvent,
    member: M,
    fact: NonNullable<KnownGeneration[M]>,
  ): void {
    for (const { type, id } of subjects) {
      if (type !== 'generation') continue;
      const known = this.#generations.get(id);
      if (!isNewer(fact.seq, known?.[member])) continue;
      this.#generations.set(id, { ...known, [member]: fact });
      this.#version++;
    }
  }

  #addAlert(fact: Fact<'alert.raised'>): void {
    if (this.#alerts.some(({ seq }) => seq === fact.seq)) return;
    const alerts = [...this.#alerts, fact].sort((a, b) => b.seq - a.seq);
    this.#alerts = alerts.slice(0, MOST_ALERTS);
    this.#version++;
  }
}

function isNewer(seq: number, than: { readonly seq: number } | undefined): boolean {
  return than === undefined || seq > than.seq;
}
