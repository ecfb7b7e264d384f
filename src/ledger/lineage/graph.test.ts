import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around, type LineageEdge, type LineageGraph } from './graph.ts';

function graphOf(edges: readonly LineageEdge[], ...alone: string[]): LineageGraph {
  const keys = new Set([...edges.flatMap(({ parent, child }) => [parent, child]), ...alone]);
  const node = (key: string) => ({ key, type: 'corpus' as const, names: [key], facts: [] });
  return { nodes: new Map([...keys].map((key) => [key, node(key)])), edges };
}
const edge = (parent: string, child: string): LineageEdge => ({ parent, child, how: 'made' });

/** Distances by Floyd and Warshall: slow, and another way. */
function distances(edges: readonly LineageEdge[], keys: readonly string[]): Map<string, number> {
  const far = new Map<string, number>();
  const at = (a: string, b: string) => far.get(`${a}>${b}`) ?? (a === b ? 0 : Number.POSITIVE_INFINITY);
  for (const { parent, child } of edges) if (parent !== child) far.set(`${parent}>${child}`, 1);
  for (const k of keys)
    for (const a of keys) for (const b of keys) far.set(`${a}>${b}`, Math.min(at(a, b), at(a, k) + at(k, b)));
  return far;
}

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyEdges = fc.array(
  fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)).map(([parent, child]) => edge(parent, child)),
  { maxLength: 14 },
);

describe('around', () => {
  it('shows each node at its distance, as the shortest ways of all pairs say', () => {
    fc.assert(
      fc.property(anyEdges, fc.nat(6), (edges, most) => {
        const { steps, depth, graph } = around(graphOf(edges, ...KEYS), 'a', most);
        const far = distances(edges, KEYS);
        const finite = (values: number[]) => Math.max(0, ...values.filter(Number.isFinite));
        const down = (key: string) => far.get(`a>${key}`)!;
        const up = (key: string) => far.get(`${key}>a`)!;
        expect(depth).toEqual({ parents: finite(KEYS.map(up)), children: finite(KEYS.map(down)) });
        for (const key of KEYS) {
          const near = Math.min(up(key), down(key));
          expect(steps.has(key)).toBe(near <= most);
          if (near <= most && key !== 'a') expect(Math.abs(steps.get(key)!)).toBe(near);
        }
        expect([...graph.nodes.keys()].sort()).toEqual([...steps.keys()].sort());
        expect(graph.edges).toEqual(
          edges.filter(({ parent, child }) => steps.has(parent) && steps.has(child)),
        );
      }),
    );
  });

  it('is the root alone where no edge leads from it, and where no step is asked for', () => {
    for (const graph of [graphOf([edge('x', 'y')], 'a'), graphOf([edge('x', 'a'), edge('a', 'y')])]) {
      const { steps } = around(graph, 'a', 0);
      expect([...steps]).toEqual([['a', 0]]);
    }
  });

  it('counts as many children as a ledger may hold', () => {
    const edges = Array.from({ length: 200_000 }, (_, i) => edge('a', `c${i}`));
    const { depth, steps } = around({ nodes: new Map(), edges }, 'a', 0);
    expect(depth).toEqual({ parents: 0, children: 1 });
    expect(steps.size).toBe(1);
  });

  it('goes down a chain longer than a stack', () => {
    const edges = Array.from({ length: 50_000 }, (_, i) => edge(`n${i}`, `n${i + 1}`));
    expect(around({ nodes: new Map(), edges }, 'n20000', 1).depth).toEqual({
      parents: 20_000,
      children: 30_000,
    });
  });
});
