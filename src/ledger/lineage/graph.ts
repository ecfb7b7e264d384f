/** What a lineage connects. An `artifact` of the ledger is shown as what it is best known for: generation, mix or corpus. */
export type LineageType = 'source' | 'model' | 'corpus' | 'mix' | 'generation' | 'example';

export interface LineageNode {
  /** Unlike any other node's. */
  readonly key: string;
  readonly type: LineageType;
  /** What it is called: all of its names, the best first. */
  readonly names: readonly string[];
  /** SHA-256 of its content, where it is known. */
  readonly digest?: string;
  /** What is known of it, such as `verdict early`. */
  readonly facts: readonly string[];
}

/** `child` was made from `parent`. */
export interface LineageEdge {
  readonly parent: string;
  readonly child: string;
  /** How: `tagged`, `trained on`. */
  readonly how: string;
}

export interface LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
}

/** What stands around one node of a graph. */
export interface Lineage {
  readonly root: string;
  /** Nodes that are shown, by the steps from the root: parents below 0, children above. */
  readonly steps: ReadonlyMap<string, number>;
  readonly graph: LineageGraph;
  /** Steps to the farthest parent and child, shown or not. */
  readonly depth: { readonly parents: number; readonly children: number };
}

/** The part of a graph that is at most `most` steps above or below `root`. */
export function around(graph: LineageGraph, root: string, most: number): Lineage {
  const up = reach(graph.edges, root, 'child', 'parent');
  const down = reach(graph.edges, root, 'parent', 'child');
  const steps = new Map<string, number>([[root, 0]]);
  // What is above and below at once, in a loop, is shown where it is nearer.
  for (const [key, step] of down) if (step <= most) steps.set(key, step);
  for (const [key, step] of up) {
    if (step <= most && (steps.get(key) ?? Number.POSITIVE_INFINITY) >= step) steps.set(key, -step);
  }
  const edges = graph.edges.filter(({ parent, child }) => steps.has(parent) && steps.has(child));
  const nodes = new Map([...graph.nodes].filter(([key]) => steps.has(key)));
  return {
    root,
    steps,
    graph: { nodes, edges },
    depth: { parents: farthest(up), children: farthest(down) },
  };
}

/** Not by the arguments of `Math.max`: there may be more nodes than a stack holds. */
function farthest(found: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const step of found.values()) most = Math.max(most, step);
  return most;
}

/** Nodes that are met going from `root` by edges, with their distance. */
function reach(
  edges: readonly LineageEdge[],
  root: string,
  from: 'parent' | 'child',
  to: 'parent' | 'child',
): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const list = next.get(edge[from]);
    if (list === undefined) next.set(edge[from], [edge[to]]);
    else list.push(edge[to]);
  }
  const steps = new Map<string, number>();
  let front = [root];
  for (let step = 1; front.length > 0; step++) {
    const found = new Set<string>();
    for (const key of front) {
      for (const other of next.get(key) ?? []) if (other !== root && !steps.has(other)) found.add(other);
    }
    for (const key of found) steps.set(key, step);
    front = [...found];
  }
  return steps;
}
