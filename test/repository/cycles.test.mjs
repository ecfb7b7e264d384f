import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cyclesOf } from '../../scripts/floors/cycles.mjs';

/** @param {Record<string, string[]>} edges */
const cycles = (edges) => cyclesOf(new Map(Object.entries(edges)));

/**
 * Whether a node can be reached from itself, by plain search.
 *
 * @param {Map<string, string[]>} graph
 * @param {string} start
 */
function isOnCycle(graph, start) {
  const seen = new Set();
  const open = [...(graph.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === start) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(graph.get(node) ?? []));
  }
  return false;
}

describe('the cycles of a graph', () => {
  it('are none in a tree, nor in a diamond', () => {
    expect(cycles({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
  });

  it('are found whatever their length', () => {
    expect(cycles({ a: ['a'] })).toEqual([['a']]);
    expect(cycles({ a: ['b'], b: ['a'] })).toEqual([['a', 'b']]);
    expect(cycles({ d: ['c'], c: ['b'], b: ['a'], a: ['d'] })).toEqual([['a', 'b', 'c', 'd']]);
  });

  it('are told apart, and from what only leads to them', () => {
    const found = cycles({ start: ['a'], a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'], end: [] });
    expect(found.sort()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('pass over edges to what is no node', () => {
    expect(cycles({ a: ['elsewhere'] })).toEqual([]);
  });

  it('hold exactly the nodes that can be reached from themselves', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const edges = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        /** @type {Map<string, string[]>} */
        const graph = new Map(names.map((name) => [name, []]));
        for (const [from, to] of pairs) graph.get(from)?.push(to);
        const expected = names.filter((name) => isOnCycle(graph, name));
        expect(cyclesOf(graph).flat().sort()).toEqual(expected);
      }),
    );
  });
});
