import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineageEdge } from './graph.ts';
import { loopsIn } from './loops.ts';

const edge = (parent: string, child: string): LineageEdge => ({ parent, child, how: 'made' });
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'source:s'];
const anyEdges = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)), { maxLength: 16 })
  .map((pairs) => pairs.filter(([a, b]) => a !== b).map(([a, b]) => edge(a, b)));

/** Keys that can be reached, one step at least: by repetition until nothing is added. */
function reached(edges: readonly LineageEdge[], from: string): Set<string> {
  const found = new Set<string>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { parent, child } of edges) if (parent === from || found.has(parent)) found.add(child);
  }
  return found;
}

/** Length of the shortest way from a key back to itself. */
function girth(edges: readonly LineageEdge[], from: string): number {
  let front = new Set([from]);
  for (let length = 1; length <= KEYS.length; length++) {
    front = new Set(edges.filter(({ parent }) => front.has(parent)).map(({ child }) => child));
    if (front.has(from)) return length;
  }
  return Number.POSITIVE_INFINITY;
}

describe('loopsIn', () => {
  it('has one loop for each group that reaches itself, the shortest of the group, along its edges', () => {
    fc.assert(
      fc.property(anyEdges, (edges) => {
        const loops = loopsIn(edges);
        const inLoops = KEYS.filter((key) => reached(edges, key).has(key));
        const mates = (key: string) =>
          inLoops.filter((other) => reached(edges, key).has(other) && reached(edges, other).has(key));
        const groups = new Set(inLoops.map((key) => mates(key).join()));
        expect(loops).toHaveLength(groups.size);
        expect(new Set(loops.map(([first]) => mates(first).join()))).toEqual(groups);
        for (const loop of loops) {
          loop.forEach((key, i) => {
            const next = loop[(i + 1) % loop.length];
            expect(edges).toContainEqual(edge(key, next));
          });
          expect(loop.length).toBe(Math.min(...mates(loop[0]).map((key) => girth(edges, key))));
          expect(new Set(loop).size).toBe(loop.length);
        }
      }),
    );
  });

  it('tells a loop from its source on', () => {
    const edges = [edge('m', 'source:web'), edge('source:web', 'mix'), edge('mix', 'm')];
    expect(loopsIn(edges)).toEqual([['source:web', 'mix', 'm']]);
  });

  it('gives the same for the same edges in another order', () => {
    fc.assert(
      fc.property(anyEdges, (edges) => {
        const lengths = (of: readonly LineageEdge[]) =>
          loopsIn(of)
            .map((loop) => loop.length)
            .sort();
        expect(lengths([...edges].reverse())).toEqual(lengths(edges));
      }),
    );
  });

  it('is none in what nothing was made of, and where no edge is', () => {
    expect(loopsIn([])).toEqual([]);
    expect(loopsIn([edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd')])).toEqual([]);
  });

  it('finds one through a hub that feeds very many', () => {
    const hub = Array.from({ length: 100_000 }, (_, i) => edge('hub', `c${i}`));
    expect(loopsIn([...hub, edge('c7', 'hub')])).toEqual([['c7', 'hub']]);
  });

  it('finds a long one', () => {
    const ring = Array.from({ length: 300 }, (_, i) => edge(`n${i}`, `n${(i + 1) % 300}`));
    expect(loopsIn(ring)[0]).toHaveLength(300);
  });
});
