import { Type } from 'typebox';
import { OutcrossError } from '../../base/errors.ts';
import { queuesOf } from '../../ledger/queue/open.ts';
import { decideItem } from '../../review/decide.ts';
import { queueAgreement } from '../../review/progress.ts';
import { Refusal } from '../access/refusal.ts';
import { wireError } from '../app/error-view.ts';
import type { App, Desk, Person, Routes } from '../desk.ts';
import {
  AgreementView,
  Assign,
  Assigned,
  Decide,
  Decided,
  type DecisionName,
  NextItems,
  type OriginName,
  QueueList,
  ReviewItem,
} from '../wire.ts';
import { SampleCache } from './sample-cache.ts';
import { type Asker, agreementView, decidedView, itemView, queueView } from './views.ts';

/** Items of one answer: those that are asked for are held for whoever asks. */
const MOST_ITEMS = 50;

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' });
const InQueue = Type.Object({ queue: Text(200) });
const After = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: -1 })),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ITEMS })),
});

/** The queue of examples to decide about. */
export const reviewRoutes: Routes = (app, desk) => {
  addQueues(app, desk);
  addItems(app, desk);
  addDecisions(app, desk);
  addAssignments(app, desk);
};

function askerOf({ name }: Person, { clock }: Desk): Asker {
  return { reviewer: name, now: clock() };
}

function addQueues(app: App, desk: Desk): void {
  const { store } = desk;
  const queues = () => queuesOf(store);
  const samples = new SampleCache(store);
  const list = { summary: 'Review queues, newest first.', response: { 200: QueueList } };
  app.get('/api/review/queues', { schema: list }, async ({ person }) => {
    const found = await queues().list();
    const asker = askerOf(person, desk);
    const views = [];
    for (const queue of found) views.push(await queueView(store, queue, await samples.of(queue), asker));
    const empty = { why: 'No review queue was made yet.', command: 'outcross review queue' };
    return { queues: views, ...(views.length === 0 ? { empty } : {}) };
  });
  const agreement = {
    summary: 'How far reviewers of a queue agree.',
    params: InQueue,
    response: { 200: AgreementView },
  };
  app.get('/api/review/queues/:queue/agreement', { schema: agreement }, async ({ params }) =>
    agreementView(await queueAgreement(store, await queues().queue(params.queue))),
  );
}

function addItems(app: App, desk: Desk): void {
  const { store } = desk;
  const queues = () => queuesOf(store);
  const next = {
    summary: "The asker's next undecided items after a place. They are nobody else's for ten minutes.",
    params: InQueue,
    querystring: After,
    response: { 200: NextItems },
  };
  // Whoever asks is given items: it is for those who may decide.
  const config = { role: 'review' } as const;
  app.get('/api/review/queues/:queue/next', { schema: next, config }, async ({ params, query, person }) => {
    const { queue } = params;
    const { after = -1, count = 1 } = query;
    const asker = askerOf(person, desk);
    const { head } = await queues().queue(queue);
    const items = [];
    for (const item of await queues().next({ queue, ...asker, after, count }))
      items.push(await itemView(store, item, head, asker));
    return { items, remaining: await queues().remaining(queue, person.name) };
  });
  const one = {
    summary: 'One item, whoever has it.',
    params: InQueue,
    querystring: Type.Object({ id: Text(1_000) }),
    response: { 200: ReviewItem },
  };
  app.get('/api/review/queues/:queue/item', { schema: one }, async ({ params, query, person }) => {
    const { head } = await queues().queue(params.queue);
    const item = await queues().item(params.queue, query.id);
    if (item === undefined)
      throw new OutcrossError('E_NOT_FOUND', 'the queue does not hold this example', { where: query.id });
    return itemView(store, item, head, askerOf(person, desk));
  });
}

function addDecisions(app: App, desk: Desk): void {
  const { store, workspace } = desk;
  const queues = () => queuesOf(store);
  const schema = {
    summary: 'A decision about an item. 409 where somebody was faster, with the item as it stands now.',
    body: Decide,
    response: { 200: Decided, 409: Decided },
  };
  const config = { role: 'review' } as const;
  app.post('/api/review/decisions', { schema, config }, async ({ body, person }, reply) => {
    const asker = askerOf(person, desk);
    const at = new Date(asker.now).toISOString();
    const asked = { ...body, decision: body.decision as DecisionName, origin: body.origin as OriginName };
    const error = await decideItem(store, { ...asked, reviewer: person.name, at }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const isConflict = error instanceof OutcrossError && error.code === 'E_CONFLICT';
    if (error !== undefined && !isConflict) throw error;
    const { head } = await queues().queue(body.queue);
    const item = (await queues().item(body.queue, body.id))!;
    const state = await decidedView(store, item, head, asker);
    if (error === undefined) return state;
    return reply.code(409).send({ ...state, error: wireError(error, workspace.folder).view });
  });
}

function addAssignments(app: App, desk: Desk): void {
  const queues = () => queuesOf(desk.store);
  const schema = {
    summary: 'Gives the next free items to a reviewer for good. Only who operates gives them to others.',
    params: InQueue,
    body: Assign,
    response: { 200: Assigned },
  };
  const config = { role: 'review' } as const;
  app.post('/api/review/queues/:queue/assignments', { schema, config }, async ({ params, body, person }) => {
    if (body.reviewer !== person.name && person.role !== 'operate')
      throw new Refusal(403, 'E_ACCESS', 'only who operates assigns items to others');
    const { reviewer, count } = body;
    const { now } = askerOf(person, desk);
    return { assigned: await queues().assign({ queue: params.queue, reviewer, count, now }) };
  });
}
