import type { Lineage, LineageEdge, LineageNode } from '../../ledger/lineage/graph.ts';

export const LINEAGE_SCHEMA = 'outcross.lineage/1';

/** What is known of a lineage besides its graph. */
export interface LineageNotes {
  /** Ways on which something is made, in the end, of itself: names, in order. */
  readonly loops: readonly (readonly string[])[];
  /** Parents that are named and were not found. */
  readonly missing: readonly string[];
  /** All else that a reader should know. */
  readonly notes: readonly string[];
}

/** A lineage as JSON. */
export interface LineageDocument extends LineageNotes {
  readonly schema: typeof LINEAGE_SCHEMA;
  readonly root: string;
  readonly depth: Lineage['depth'];
  /** `step`: parents below 0, children above. */
  readonly nodes: readonly (LineageNode & { readonly step: number })[];
  readonly edges: readonly LineageEdge[];
}

export function lineageDocument(
  { root, steps, graph, depth }: Lineage,
  notes: LineageNotes,
): LineageDocument {
  const nodes = [...graph.nodes.values()].map((node) => ({ ...node, step: steps.get(node.key)! }));
  return { schema: LINEAGE_SCHEMA, root, depth, nodes, edges: graph.edges, ...notes };
}

/** How a node is called in lists: `generation g3`. */
export function nodeName({ type, names }: Pick<LineageNode, 'type' | 'names'>): string {
  return `${type} ${names[0]}`;
}
