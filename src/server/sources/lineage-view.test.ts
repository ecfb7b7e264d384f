import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around, type LineageGraph, type LineageNode } from '../../ledger/lineage/graph.ts';
import { lineageView, MOST_NODES, wholeView } from './lineage-view.ts';

function graphOf(
  edges: readonly (readonly [string, string])[],
  others: readonly string[] = [],
): LineageGraph {
  const keys = new Set([...edges.flat(), ...others]);
  const node = (key: string): LineageNode => ({
    key,
    type: key.startsWith('g') ? 'generation' : 'corpus',
    names: [key],
    facts: [],
  });
  return {
    nodes: new Map([...keys].map((key) => [key, node(key)])),
    edges: edges.map(([parent, child]) => ({ parent, child, how: 'made' })),
  };
}
const stepsOf = ({ nodes }: ReturnType<typeof wholeView>) =>
  Object.fromEntries(nodes.map(({ key, step }) => [key, step]));

/** A line of many generations, each trained on a mix of all before. */
function line(generations: number): LineageGraph {
  return graphOf(
    Array.from({ length: generations }, (_, i) => [
      ['human', `mix${i}`] as const,
      [`mix${i}`, `g${i}`] as const,
      [`g${i}`, `mix${i + 1}`] as const,
    ]).flat(),
  );
}

describe('wholeView', () => {
  it('puts each node below the farthest of its parents', () => {
    expect(
      stepsOf(
        wholeView(
          graphOf([
            ['a', 'b'],
            ['b', 'c'],
            ['a', 'c'],
            ['d', 'c'],
          ]),
        ),
      ),
    ).toEqual({
      a: 0,
      b: 1,
      c: 2,
      d: 0,
    });
  });

  it('ends in a loop, and tells it', () => {
    const { loops, nodes } = wholeView(
      graphOf([
        ['s', 'm'],
        ['m', 'g1'],
        ['g1', 's'],
      ]),
    );
    expect(nodes.map(({ key }) => key).sort()).toEqual(['g1', 'm', 's']);
    expect(loops).toHaveLength(1);
  });

  it('holds at most as many nodes as an answer may, those near the newest generation, and counts the rest', () => {
    const graph = line(1000);
    const { nodes, edges, leftOut } = wholeView(graph);
    expect(nodes).toHaveLength(MOST_NODES);
    expect(leftOut).toBe(graph.nodes.size - MOST_NODES);
    const keys = new Set(nodes.map(({ key }) => key));
    expect([keys.has('g999'), keys.has('human')]).toEqual([true, true]);
    expect(edges.every(({ parent, child }) => keys.has(parent) && keys.has(child))).toBe(true);
  });

  it('takes what nothing is connected with too, while there is room', () => {
    expect(wholeView(graphOf([['a', 'g1']], ['lonely'])).nodes).toHaveLength(3);
    expect(wholeView(graphOf([['a', 'g1']], ['x', 'y']), 3).leftOut).toBe(1);
  });

  it('keeps parents above children wherever there is no loop, and shows each node once', () => {
    const key = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, key), { maxLength: 40 }),
        fc.integer({ min: 1, max: 14 }),
        (pairs, most) => {
          // Edges to larger numbers alone: no loop.
          const edges = pairs.flatMap(([a, b]) =>
            a === b ? [] : [[`n${Math.min(a, b)}`, `n${Math.max(a, b)}`] as const],
          );
          const graph = graphOf(edges, ['n0']);
          const view = wholeView(graph, most);
          const steps = stepsOf(view);
          for (const { parent, child } of view.edges) expect(steps[parent]).toBeLessThan(steps[child]);
          expect(view.nodes.length).toBe(Math.min(most, graph.nodes.size));
          expect(view.nodes.length + view.leftOut).toBe(graph.nodes.size);
          expect(view.loops).toEqual([]);
        },
      ),
    );
  });

  it('is empty of nothing', () => {
    expect(wholeView(graphOf([]))).toEqual({ nodes: [], edges: [], loops: [], leftOut: 0 });
  });
});

describe('lineageView', () => {
  it('counts steps from the root, parents below 0', () => {
    const graph = graphOf([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(stepsOf(lineageView(graph, around(graph, 'b', 3)))).toEqual({ b: 0, c: 1, a: -1 });
  });

  it('keeps the nearest where there are too many', () => {
    const graph = graphOf(Array.from({ length: 50 }, (_, i) => [`n${i}`, `n${i + 1}`] as const));
    const { nodes, leftOut } = lineageView(graph, around(graph, 'n25', 100), 7);
    expect(nodes.map(({ step }) => Math.abs(step)).sort()).toEqual([0, 1, 1, 2, 2, 3, 3]);
    expect(leftOut).toBe(44);
  });
});
