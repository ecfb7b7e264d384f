import { OutcrossError } from '../base/errors.ts';
import type { LedgerEvent, LedgerSubject } from '../ledger/event.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import { type Fact, fact } from '../ledger/recorder.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Alert } from './alert.ts';
import { ALERT_SCHEMA } from './alert.ts';

/** Alerts have a verdict of the same append before them, which says the rest. */
const RAISED = 'alert.raised';
const DELIVERED = 'alert.delivered';

export function alertSubject(id: string): LedgerSubject {
  return { type: 'alert', id };
}

/** The fact that an alert was raised. */
export function raisedFact(
  { id, finding, severity, message, generation, line }: Alert,
  version: string,
): Fact {
  const subjects: LedgerSubject[] = [
    alertSubject(id),
    { type: 'generation', id: generation },
    { type: 'line', id: line },
  ];
  return fact(RAISED, subjects, { finding, severity, message: message.slice(0, 2_000), generation, version });
}

/** The fact that an alert arrived, or never will. */
export function deliveredFact(id: string, body: BodyOf<'alert.delivered'>): Fact {
  return fact(DELIVERED, [alertSubject(id)], body);
}

/** An alert that the ledger knows of, and nobody has taken. */
export interface Outstanding {
  readonly seq: number;
  readonly alert: Alert;
}

/** True where an alert of this id was raised, be it delivered or not. */
export async function wasRaised(ledger: LedgerStore, id: string): Promise<boolean> {
  for await (const _ of ledger.latest('alert', [RAISED], { ids: [id] })) return true;
  return false;
}

/** True where a receiver took the alert, or refused it for good. */
export async function isSettled(ledger: LedgerStore, id: string): Promise<boolean> {
  for await (const _ of ledger.latest('alert', [DELIVERED], { ids: [id] })) return true;
  return false;
}

/** Alerts that were raised and are not settled, oldest first, made again from the ledger alone. */
export async function outstanding(ledger: LedgerStore): Promise<Outstanding[]> {
  const found: Outstanding[] = [];
  for await (const { id, event } of ledger.latest('alert', [RAISED, DELIVERED])) {
    if (event.kind === RAISED) found.push({ seq: event.seq, alert: await alertOf(ledger, id, event) });
  }
  return found.sort((a, b) => a.seq - b.seq);
}

/** The alert of an event, with the verdict of the generation that stands before it. */
async function alertOf(ledger: LedgerStore, id: string, event: LedgerEvent): Promise<Alert> {
  const { finding, severity, message, generation } = event.body as unknown as BodyOf<'alert.raised'>;
  const line = event.subjects.find(({ type }) => type === 'line')?.id;
  if (generation === undefined || line === undefined) {
    throw new OutcrossError('E_LEDGER', `event ${event.seq} raises an alert of no generation`, {
      where: `event ${event.seq}`,
    });
  }
  const head = {
    schema: ALERT_SCHEMA,
    id,
    finding,
    severity,
    line,
    generation,
    message,
    at: event.at,
  } as const;
  const given = finding.startsWith('verdict.')
    ? await verdictBefore(ledger, generation, event.seq)
    : undefined;
  if (given === undefined) return head;
  const { verdict, remedy, position, corpus, signals } = given;
  return {
    ...head,
    ...(remedy === undefined ? {} : { remedy }),
    verdict,
    position,
    ...(corpus === undefined ? {} : { corpus }),
    signals,
  };
}

async function verdictBefore(
  ledger: LedgerStore,
  generation: string,
  seq: number,
): Promise<BodyOf<'verdict.given'> | undefined> {
  const query = {
    kinds: ['verdict.given'],
    subject: { type: 'generation', id: generation },
    before: seq,
    reverse: true,
    limit: 1,
  } as const;
  for await (const { body } of ledger.events(query)) return body as unknown as BodyOf<'verdict.given'>;
  return undefined;
}
