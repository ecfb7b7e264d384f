import { Type } from 'typebox';
import { OutcrossError } from '../../base/errors.ts';
import { lineName } from '../../workspace/ledger.ts';
import { stands } from '../../workspace/newest-mix.ts';
import { pathIn } from '../../workspace/paths.ts';
import type { Aside } from '../aside/aside.ts';
import { placeOf } from '../aside/reopen.ts';
import { threadAside } from '../aside/thread-aside.ts';
import type { Desk, Routes } from '../desk.ts';
import { Follower } from '../follow/follower.ts';
import { MixBuilt, MixView, PlanPending, PlanRequest, PlanView } from '../wire.ts';
import { builtView } from './built-view.ts';
import { checkedPolicy } from './checked-policy.ts';
import type { NextAnswer, PlanAnswer, PlanQuestion } from './messages.ts';
import { MIX_KINDS, MixBook } from './mix-book.ts';

type BuiltView = MixView['built'][number];

/** Milliseconds that whoever asks for a plan waits for a survey; of small inputs it is done by then. */
const PATIENCE = 1_000;

/** The next mix, plans of it, and those that were built. */
export const mixRoutes: Routes = (app, desk) =>
  mixRoutesBy(threadAside({ desk: 'plan', place: placeOf(desk.workspace) }))(app, desk);

/** As `mixRoutes`, with plans made by `aside`. */
export function mixRoutesBy(aside: Aside, patience = PATIENCE): Routes {
  return (app, desk) => {
    const book = new MixBook(lineName(desk.workspace));
    const follower = new Follower(desk.store, MIX_KINDS, (event) => book.take(event));
    app.addHook('onClose', () => aside.close());
    app.get(
      '/api/mix',
      {
        schema: {
          summary: 'The next mix: its policy, its inputs, and those built before.',
          response: { 200: MixView },
        },
      },
      async (): Promise<MixView> => {
        await follower.upToDate();
        const next = await aside.call<NextAnswer>('next', { now: desk.clock() });
        return { ...next, built: await Promise.all(book.views().map((built) => asItStands(built, desk))) };
      },
    );
    app.post(
      '/api/mix/plan',
      {
        // It changes nothing.
        config: { role: 'read' },
        schema: {
          summary:
            'What a mix under a policy would hold. 202 while the inputs are being surveyed: ask again.',
          body: PlanRequest,
          response: { 200: PlanView, 202: PlanPending },
        },
      },
      async ({ body }, reply) => {
        const answer = await planned(desk, aside, { policy: checkedPolicy(body.policy), patience });
        if (!('surveyed' in answer)) return answer;
        reply.status(202).header('retry-after', '1');
        return answer;
      },
    );
    app.get(
      '/api/mixes/:digest',
      {
        schema: {
          summary: 'A mix that was built, with its manifest and its proof.',
          params: Type.Object({ digest: Type.String({ maxLength: 200 }) }),
          response: { 200: MixBuilt },
        },
      },
      async ({ params: { digest } }) => {
        await follower.upToDate();
        const built = book.get(digest);
        if (built === undefined) throw noMix(digest);
        return builtView(built, book.proofOf(digest), desk.workspace.folder);
      },
    );
  };
}

/** A mix that was built, and whether it is there yet. */
async function asItStands(built: BuiltView, { workspace }: Desk): Promise<BuiltView> {
  return (await stands(pathIn(workspace, built.path))) ? built : { ...built, gone: true };
}

async function planned(
  { clock }: Desk,
  aside: Aside,
  asked: Omit<PlanQuestion, 'now'>,
): Promise<PlanView | PlanPending> {
  const now = clock();
  const answer = await aside.call<PlanAnswer>('plan', { ...asked, now });
  if (answer.kind === 'surveying') return { surveyed: false, progress: answer.progress };
  return { ...answer.plan, took: Math.max(0, clock() - now) };
}

function noMix(digest: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', 'the ledger knows no mix of this digest', {
    where: digest,
    hint: 'Digests are those of the sets, in 64 hexadecimal digits.',
  });
}
