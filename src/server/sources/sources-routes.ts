import type { Aside } from '../aside/aside.ts';
import { patiently } from '../aside/patiently.ts';
import { placeOf } from '../aside/reopen.ts';
import { threadAside } from '../aside/thread-aside.ts';
import type { Routes } from '../desk.ts';
import { Follower } from '../follow/follower.ts';
import { Polled } from '../read/polled.ts';
import { prepare, sendPrepared } from '../read/prepared.ts';
import { SourcesView } from '../wire.ts';
import type { Inventory } from './inventory.ts';
import { addLineageRoute } from './lineage-routes.ts';
import { BOOK_KINDS, SourceBook } from './source-book.ts';
import { sourcesView } from './sources-view.ts';

/** Milliseconds for which corpora are taken to be as they were counted. */
const FRESH = 5_000;

/** Milliseconds that a page waits for corpora to be counted. */
const PATIENCE = 1_000;

/** What data are made of, and where they come from. */
export const sourcesRoutes: Routes = (app, desk) =>
  sourcesRoutesBy(threadAside({ desk: 'sources', place: placeOf(desk.workspace) }))(app, desk);

/** As `sourcesRoutes`, with corpora read by `aside`. */
export function sourcesRoutesBy(aside: Aside, patience = PATIENCE): Routes {
  return (app, desk) => {
    const book = new SourceBook();
    const follower = new Follower(desk.store, BOOK_KINDS, (event) => book.take(event));
    const inventory = new Polled(() => aside.call<Inventory>('inventory'), desk.clock, FRESH);
    app.addHook('onClose', () => aside.close());
    app.get(
      '/api/sources',
      {
        schema: {
          summary: 'Sources and corpora: what is known of each, what is not, and which models feed it.',
          response: { 200: SourcesView },
        },
      },
      async (request, reply) => {
        await follower.upToDate();
        const counted = await patiently(inventory.get(), patience);
        return sendPrepared(request, reply, prepare(sourcesView(book, counted)));
      },
    );
    addLineageRoute(app, { book, follower, aside });
  };
}
