import { Type } from 'typebox';
import { type AuditOptions, audit } from '../../audit/audit.ts';
import type { AuditFacts } from '../../audit/facts.ts';
import { MOMENTS, type Moment, STAGES, type Stage } from '../../audit/item.ts';
import { OutcrossError } from '../../base/errors.ts';
import { nearest } from '../../base/spelling.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { recordFacts } from '../../ledger/recorder.ts';
import { answerFact } from '../../workspace/audit/answer.ts';
import { engineName } from '../../workspace/sections.ts';
import type { Aside } from '../aside/aside.ts';
import { placeOf, reopened } from '../aside/reopen.ts';
import { threadAside } from '../aside/thread-aside.ts';
import type { Desk, Routes } from '../desk.ts';
import { AuditAnswer, AuditAnswered, AuditView } from '../wire.ts';

/** Audits of the past that are shown. */
const MOST_PAST = 50;

const Query = Type.Object({
  when: Type.Optional(Type.String({ maxLength: 200 })),
  stage: Type.Optional(Type.String({ maxLength: 200 })),
});

/** The audit as it stands now, and answers to it. */
export const auditRoutes: Routes = (app, desk) =>
  auditRoutesBy(threadAside({ desk: 'audit', place: placeOf(desk.workspace) }))(app, desk);

/** As `auditRoutes`, with facts gathered by `aside`. */
export function auditRoutesBy(aside: Aside): Routes {
  return (app, desk) => {
    const facts = shared(() => aside.call<AuditFacts>('facts', { now: desk.clock() }));
    app.addHook('onClose', () => aside.close());
    app.get(
      '/api/audit',
      {
        schema: {
          summary: 'The checklist, judged now over the ledger and the files; `when` and `stage` are lists.',
          querystring: Query,
          response: { 200: AuditView },
        },
      },
      async ({ query }) => auditView(desk, facts, query),
    );
    app.post(
      '/api/audit/answers',
      {
        config: { role: 'review' },
        schema: {
          summary: 'A named person answers an item that no computer can.',
          body: AuditAnswer,
          response: { 201: AuditAnswered },
        },
      },
      async ({ body, person }, reply) => {
        reply.status(201);
        return answered(desk, person.name, body);
      },
    );
  };
}

/** One run at a time: who asks while one is under way gets what it finds. */
function shared<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function auditView(
  desk: Desk,
  facts: () => Promise<AuditFacts>,
  { when, stage }: { readonly when?: string; readonly stage?: string },
): Promise<AuditView> {
  const options = auditOptions(desk, when, stage);
  const history = await historyOf(desk);
  if (desk.workspace.file === undefined) {
    const why = 'there is no outcross.yaml here or above';
    return { history, absent: { why, command: 'outcross init' } };
  }
  try {
    const { config } = await reopened(placeOf(desk.workspace));
    const cluster = engineName(config.engine) === 'spark' ? { cluster: true as const } : {};
    return { audit: audit(await facts(), options), history, ...cluster };
  } catch (error) {
    // A file that the workspace names and that is not there is for its owner to find, not for who asked.
    if (!(error instanceof OutcrossError && error.code === 'E_NOT_FOUND')) throw error;
    return { history, absent: { why: error.message, command: 'outcross validate' } };
  }
}

function auditOptions({ version }: Desk, when: string | undefined, stage: string | undefined): AuditOptions {
  return {
    version,
    ...(when === undefined ? {} : { when: words<Moment>(when, MOMENTS, 'when') }),
    ...(stage === undefined ? {} : { stages: words<Stage>(stage, STAGES, 'stage') }),
  };
}

/** The members of a list, each one of `known`. */
function words<W extends string>(text: string, known: readonly W[], where: string): W[] {
  return text.split(',').map((word) => {
    const found = known.find((each) => each === word.trim());
    if (found !== undefined) return found;
    const meant = nearest(word, known);
    throw new OutcrossError('E_PARAMETER', `${where} is "${word}"`, {
      where,
      hint: meant === undefined ? `One of ${known.join(', ')}.` : `Did you mean "${meant}"?`,
    });
  });
}

async function historyOf({ store }: Desk): Promise<AuditView['history']> {
  const found: AuditView['history'] = [];
  for await (const event of store.events({ kinds: ['audit.ran'], reverse: true, limit: MOST_PAST }))
    found.push(pastAudit(event));
  return found;
}

function pastAudit({ seq, at, body }: LedgerEvent): AuditView['history'][number] {
  const { result, score } = body as { readonly result: string; readonly score?: number };
  return { seq, at, status: result, ...(score === undefined ? {} : { score }) };
}

async function answered(
  desk: Desk,
  name: string,
  { item, answer, note }: AuditAnswer,
): Promise<AuditAnswered> {
  const now = desk.clock();
  requireText(note);
  const given = { item, answer, owner: name, ...(note === undefined ? {} : { evidence: note }) };
  const { fact, owner, until } = answerFact(given, now);
  const actor = { kind: 'person' as const, name };
  const [{ seq }] = await recordFacts(desk.store, [fact], { actor, now: () => new Date(now) });
  return { seq, item, answer, owner, until };
}

/** The ledger holds text: neither half characters nor NUL, which PostgreSQL cannot keep. */
function requireText(note = ''): void {
  if (!note.includes('\0') && !/[\ud800-\udfff]/u.test(note)) return;
  throw new OutcrossError('E_PARAMETER', 'the note holds what is no text', {
    where: 'note',
    hint: 'Take out NUL and halves of characters.',
  });
}
