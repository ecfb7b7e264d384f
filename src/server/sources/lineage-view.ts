import type { Lineage, LineageEdge, LineageGraph, LineageNode } from '../../ledger/lineage/graph.ts';
import { loopsIn } from '../../ledger/lineage/loops.ts';
import type { LineageView } from '../wire.ts';

/** Nodes of one answer. */
export const MOST_NODES = 400;

/** Edges of one answer: what leads to or from a node a thousand times is told often enough. */
const MOST_EDGES = 4 * MOST_NODES;

const loops = new WeakMap<LineageGraph, readonly string[][]>();

/** What stands around a node, the nearest first. */
export function lineageView(graph: LineageGraph, { root, steps }: Lineage, most = MOST_NODES): LineageView {
  const nearest = [...steps].sort(([, a], [, b]) => Math.abs(a) - Math.abs(b)).slice(0, most);
  return { root, ...partOf(graph, new Map(nearest)), leftOut: steps.size - nearest.length };
}

/**
 * The line as a whole: what is connected with its newest generation by the fewest steps, whichever way they go, then what was met last.
 * Steps count from what nothing was made of: parents stand above their children, but in loops.
 */
export function wholeView(graph: LineageGraph, most = MOST_NODES): LineageView {
  const kept = newest(graph, most);
  const edges = graph.edges.filter(({ parent, child }) => kept.has(parent) && kept.has(child));
  return { ...partOf(graph, layers(kept, edges)), leftOut: graph.nodes.size - kept.size };
}

/** Nodes by key, with their steps. */
function partOf(
  graph: LineageGraph,
  steps: ReadonlyMap<string, number>,
): Pick<LineageView, 'nodes' | 'edges' | 'loops'> {
  const nodes = [...steps].flatMap(([key, step]) => {
    const node = graph.nodes.get(key);
    return node === undefined ? [] : [nodeView(node, step)];
  });
  const edges = graph.edges.filter(({ parent, child }) => steps.has(parent) && steps.has(child));
  return {
    nodes,
    edges: edges.slice(0, MOST_EDGES).map(({ parent, child, how }) => ({ parent, child, how })),
    loops: loopsOf(graph)
      .filter((loop) => loop.some((key) => steps.has(key)))
      .map((loop) => [...loop]),
  };
}

function nodeView({ key, type, names, digest, facts }: LineageNode, step: number) {
  return {
    key,
    type,
    names: [...names],
    facts: [...facts],
    step,
    ...(digest === undefined ? {} : { digest }),
  };
}

function loopsOf(graph: LineageGraph): readonly string[][] {
  const found = loops.get(graph) ?? loopsIn(graph.edges);
  loops.set(graph, found);
  return found;
}

function newest({ nodes, edges }: LineageGraph, most: number): Set<string> {
  if (nodes.size <= most) return new Set(nodes.keys());
  const byAge = [...nodes.values()].reverse();
  const generation = byAge.find(({ type }) => type === 'generation');
  const beside = neighbours(edges);
  const kept = new Set<string>();
  for (const { key } of generation === undefined ? byAge : [generation, ...byAge]) {
    if (kept.size >= most) break;
    if (!kept.has(key)) spread(key, beside, kept, most);
  }
  return kept;
}

/** Adds what is connected with a node, the nearest first. */
function spread(
  from: string,
  beside: ReadonlyMap<string, readonly string[]>,
  kept: Set<string>,
  most: number,
): void {
  kept.add(from);
  const queue = [from];
  for (let at = 0; at < queue.length; at++) {
    for (const key of beside.get(queue[at]) ?? []) {
      if (kept.size >= most) return;
      if (kept.has(key)) continue;
      kept.add(key);
      queue.push(key);
    }
  }
}

function neighbours(edges: readonly LineageEdge[]): Map<string, string[]> {
  const beside = new Map<string, string[]>();
  for (const { parent, child } of edges) {
    for (const [one, other] of [
      [parent, child],
      [child, parent],
    ]) {
      const list = beside.get(one);
      if (list === undefined) beside.set(one, [other]);
      else list.push(other);
    }
  }
  return beside;
}

/** The longest way down to each node (Kahn 1962). Where a loop leaves none free, the node that was met first is taken. */
function layers(keys: ReadonlySet<string>, edges: readonly LineageEdge[]): Map<string, number> {
  const steps = new Map([...keys].map((key) => [key, 0]));
  const waits = new Map(steps);
  const next = new Map<string, string[]>();
  for (const { parent, child } of edges) {
    waits.set(child, waits.get(child)! + 1);
    const children = next.get(parent);
    if (children === undefined) next.set(parent, [child]);
    else children.push(child);
  }
  const free = [...keys].filter((key) => waits.get(key) === 0);
  const done = new Set<string>();
  const take = (key: string) => {
    done.add(key);
    for (const child of next.get(key) ?? []) {
      if (done.has(child)) continue;
      steps.set(child, Math.max(steps.get(child)!, steps.get(key)! + 1));
      waits.set(child, waits.get(child)! - 1);
      if (waits.get(child) === 0) free.push(child);
    }
  };
  for (const key of keys) {
    for (let ready = free.pop(); ready !== undefined; ready = free.pop()) if (!done.has(ready)) take(ready);
    if (!done.has(key)) take(key);
  }
  return steps;
}
