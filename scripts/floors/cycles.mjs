/**
 * The cycles of a graph: its strongly connected components of two nodes or more, and nodes that point at themselves
 * (Tarjan 1972, "Depth-first search and linear graph algorithms").
 *
 * @param {Map<string, string[]>} graph Nodes, and what each points at.
 * @returns {string[][]} The nodes of each cycle, sorted.
 */
export function cyclesOf(graph) {
  /** @type {Map<string, number>} */
  const index = new Map();
  /** @type {Map<string, number>} */
  const low = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const cycles = [];

  const visit = (/** @type {string} */ node) => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!index.has(next)) {
        visit(next);
        lower(low, node, low.get(next));
      } else if (stack.includes(next)) {
        lower(low, node, index.get(next));
      }
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1 || graph.get(node)?.includes(node)) cycles.push(component.sort());
  };

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles;
}

/**
 * @param {Map<string, number>} low
 * @param {string} node
 * @param {number | undefined} value
 */
function lower(low, node, value) {
  low.set(node, Math.min(low.get(node) ?? Infinity, value ?? Infinity));
}
