import { Type } from 'typebox';
import { OutcrossError } from '../../base/errors.ts';
import { around, type LineageGraph } from '../../ledger/lineage/graph.ts';
import { asked, resolve } from '../../ledger/lineage/resolve.ts';
import type { Aside } from '../aside/aside.ts';
import { patiently } from '../aside/patiently.ts';
import { placeOf } from '../aside/reopen.ts';
import { threadAside } from '../aside/thread-aside.ts';
import type { Routes } from '../desk.ts';
import { Follower } from '../follow/follower.ts';
import { Polled } from '../read/polled.ts';
import { prepare, sendPrepared } from '../read/prepared.ts';
import { Recent } from '../read/recent.ts';
import { LineageView, SourcesView } from '../wire.ts';
import { lineageView, wholeView } from './lineage-view.ts';
import { BOOK_KINDS, SourceBook } from './source-book.ts';
import type { Inventory } from './sources-desk.ts';
import { sourcesView } from './sources-view.ts';

/** Milliseconds for which corpora are taken to be as they were counted. */
const FRESH = 5_000;

/** Milliseconds that a page waits for corpora to be counted. */
const PATIENCE = 1_000;

/** Lineages of examples that are kept: each takes the reading of corpora. */
const MOST_EXAMPLES = 32;

const LineageQuery = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })),
  depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

const DEPTH = 4;

/** What data are made of, and where they come from. */
export const sourcesRoutes: Routes = (app, desk) =>
  sourcesRoutesBy(threadAside({ desk: 'sources', place: placeOf(desk.workspace) }))(app, desk);

/** As `sourcesRoutes`, with corpora read by `aside`. */
export function sourcesRoutesBy(aside: Aside, patience = PATIENCE): Routes {
  return (app, desk) => {
    const book = new SourceBook();
    const follower = new Follower(desk.store, BOOK_KINDS, (event) => book.take(event));
    const inventory = new Polled(() => aside.call<Inventory>('inventory'), desk.clock, FRESH);
    const examples = new Recent<LineageView>(MOST_EXAMPLES);
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
    app.get(
      '/api/lineage',
      {
        schema: {
          summary: 'What was made of what: around one artifact or example, or of the whole line.',
          querystring: LineageQuery,
          response: { 200: LineageView },
        },
      },
      async (request, reply) => {
        const { id, depth = DEPTH } = request.query;
        const seq = await follower.upToDate();
        const ask = (example: string) =>
          examples.get(JSON.stringify([seq, example, depth]), () =>
            aside.call<LineageView>('example', { id: example, depth }),
          );
        return sendPrepared(request, reply, prepare(await lineageOf(book.graph(), id, depth, ask)));
      },
    );
  };
}

const NOTHING = {
  why: 'nothing was recorded yet of what was made of what',
  command: 'outcross tag data/human.jsonl --origin human --source NAME -o data/tagged.jsonl',
};

async function lineageOf(
  graph: LineageGraph,
  id: string | undefined,
  depth: number,
  example: (id: string) => Promise<LineageView>,
): Promise<LineageView> {
  if (id === undefined) return { ...wholeView(graph), ...(graph.nodes.size === 0 ? { empty: NOTHING } : {}) };
  const { type, name } = asked(id);
  if (type === 'example') return example(name);
  const key = keyOf(graph, id);
  return key === undefined ? example(id) : lineageView(graph, around(graph, key, depth));
}

/** By the key of a node, by name, by the beginning of a digest. Throws `E_USAGE` where several are meant. */
function keyOf(graph: LineageGraph, id: string): string | undefined {
  if (graph.nodes.has(id)) return id;
  const found = resolve(graph, id);
  if (found.length < 2) return found[0]?.key;
  throw new OutcrossError('E_USAGE', `${id} may be ${found.length} things`, {
    where: id,
    hint: `Name one: ${found
      .slice(0, 6)
      .map(({ key }) => key)
      .join(', ')}.`,
  });
}
