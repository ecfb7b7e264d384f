import { Type } from 'typebox';
import { OutcrossError } from '../../base/errors.ts';
import { around, type LineageGraph } from '../../ledger/lineage/graph.ts';
import { asked, resolve } from '../../ledger/lineage/resolve.ts';
import type { Aside } from '../aside/aside.ts';
import type { App } from '../desk.ts';
import type { Follower } from '../follow/follower.ts';
import { prepare, sendPrepared } from '../read/prepared.ts';
import { Recent } from '../read/recent.ts';
import { LineageView } from '../wire.ts';
import { lineageView, wholeView } from './lineage-view.ts';
import type { SourceBook } from './source-book.ts';

/** Lineages of examples that are kept: each takes the reading of corpora. */
const MOST_EXAMPLES = 32;

const LineageQuery = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })),
  depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

const DEPTH = 4;

export interface LineageDesk {
  readonly book: SourceBook;
  readonly follower: Follower;
  /** Reads corpora for an example. */
  readonly aside: Aside;
}

/** What was made of what. */
export function addLineageRoute(app: App, { book, follower, aside }: LineageDesk): void {
  const examples = new Recent<LineageView>(MOST_EXAMPLES);
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
